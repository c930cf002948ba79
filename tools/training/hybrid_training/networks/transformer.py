"""The spatial transformer (Jaderberg et al., NIPS 2015): grids from parameters, and the layer that plugs in anywhere.

Coordinates are normalised to [-1, 1] in the align_corners=False convention: ±1 are the outer edges of the border pixels,
so parameters mean the same at every resolution. A grid says where each output pixel is read in the input.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F


def base_grid(height, width, like):
    """(H, W, 2) normalised pixel centres (x, y)."""
    xs = (2 * torch.arange(width, device=like.device).to(like.dtype) + 1) / width - 1
    ys = (2 * torch.arange(height, device=like.device).to(like.dtype) + 1) / height - 1
    return torch.stack([xs.view(1, -1).expand(height, width), ys.view(-1, 1).expand(height, width)], -1)


def projective_grid(homography, height, width):
    """Grid (B, H, W, 2) of homographies (B, 3, 3) on normalised coordinates."""
    points = base_grid(height, width, homography).view(1, -1, 2)
    homogeneous = points @ homography[:, :, :2].transpose(1, 2) + homography[:, :, 2].unsqueeze(1)
    w = homogeneous[..., 2:]
    # A point beyond the horizon is not seen; keeping the sign and bounding the size keeps it outside without an infinity.
    w = torch.where(w.abs() < 1e-3, torch.full_like(w, 1e-3), w)
    return (homogeneous[..., :2] / w).view(-1, height, width, 2)


def affine_grid(theta, height, width):
    """Grid (B, H, W, 2) of affine maps (B, 2, 3)."""
    points = base_grid(height, width, theta).view(1, -1, 2)
    return (points @ theta[:, :, :2].transpose(1, 2) + theta[:, :, 2].unsqueeze(1)).view(-1, height, width, 2)


def homography_from_corners(corners):
    """Homography (B, 3, 3) that sends the corners of [-1, 1]² to ``corners`` (B, 2, 2, 2): (x|y, top|bottom, left|right).

    Closed form (Heckbert 1989, "Fundamentals of texture mapping", section 2.2.3), so that it exports and has a gradient.
    """
    x0, x1, x3, x2 = corners[:, 0].flatten(1).unbind(1)
    y0, y1, y3, y2 = corners[:, 1].flatten(1).unbind(1)
    ax, ay, bx, by = x1 - x2, y1 - y2, x3 - x2, y3 - y2
    sx, sy = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    area = ax * by - bx * ay
    g, h = (sx * by - bx * sy) / area, (ax * sy - sx * ay) / area
    a, b, d, e = x1 - x0 + g * x1, x3 - x0 + h * x3, y1 - y0 + g * y1, y3 - y0 + h * y3
    # From the unit square to [-1, 1]²: u = (x + 1) / 2.
    rows = [torch.stack([p / 2, q / 2, p / 2 + q / 2 + r], 1) for p, q, r in ((a, b, x0), (d, e, y0), (g, h, torch.ones_like(g)))]
    return torch.stack(rows, 1)


def identity_corners(like):
    """(1, 2, 2, 2) corners of [-1, 1]²."""
    side = torch.tensor([-1.0, 1.0], dtype=like.dtype, device=like.device)
    return torch.stack([side.view(1, 2).expand(2, 2), side.view(2, 1).expand(2, 2)]).unsqueeze(0)


def transform_points(homography, points):
    """Points (B, 2, …) under homographies (B, 3, 3)."""
    flat = points.flatten(2)
    homogeneous = homography[:, :, :2] @ flat + homography[:, :, 2:]
    return (homogeneous[:, :2] / homogeneous[:, 2:]).view(-1, *points.shape[1:])


class ThinPlateSpline(nn.Module):
    """Grid of a thin-plate spline (Bookstein, PAMI 1989) through a regular lattice of control points.

    Parameters are the lattice's displaced positions; everything that depends on the lattice alone is solved once.
    """

    def __init__(self, lattice, height, width):
        super().__init__()
        side = torch.linspace(-1, 1, lattice, dtype=torch.float64)
        control = torch.stack([side.view(1, -1).expand(lattice, lattice), side.view(-1, 1).expand(lattice, lattice)], -1).reshape(-1, 2)
        n = control.shape[0]
        system = torch.zeros(n + 3, n + 3, dtype=torch.float64)
        system[:n, :n] = self._kernel(control, control)
        system[:n, n] = system[n, :n] = 1
        system[:n, n + 1:], system[n + 1:, :n] = control, control.t()
        points = base_grid(height, width, control).reshape(-1, 2)
        basis = torch.cat([self._kernel(points, control), torch.ones(len(points), 1, dtype=torch.float64), points], 1)
        self.size = (height, width)
        self.register_buffer("control", control.float())
        self.register_buffer("weights", (basis @ torch.linalg.inv(system)[:, :n]).float())  # (H·W, n)

    @staticmethod
    def _kernel(p, q):
        squared = ((p.unsqueeze(1) - q.unsqueeze(0)) ** 2).sum(-1)
        return 0.5 * squared * torch.log(squared.clamp(min=1e-300))  # r² log r

    def forward(self, displacement):
        """``displacement`` (B, n, 2) of the control points → grid (B, H, W, 2)."""
        return (self.weights @ (self.control + displacement)).view(-1, *self.size, 2)


class SpatialTransformer(nn.Module):
    """A layer for any place in a network: localisation, grid and sampler; the identity at the start.

    ``localisation``: a module from the input to (B, features); ``kind``: affine, projective or tps;
    ``size``: (height, width) of the output.
    """

    PARAMETERS = {"affine": 6, "projective": 8, "tps": 32}
    LATTICE = 4

    def __init__(self, localisation, features, kind, size, padding="zeros"):
        super().__init__()
        if kind not in self.PARAMETERS:
            raise ValueError(f"unknown transformation '{kind}'; there are {', '.join(self.PARAMETERS)}")
        self.localisation, self.kind, self.size, self.padding = localisation, kind, size, padding
        self.parameters_of = nn.Linear(features, self.PARAMETERS[kind])
        nn.init.zeros_(self.parameters_of.weight)
        nn.init.zeros_(self.parameters_of.bias)
        self.spline = ThinPlateSpline(self.LATTICE, *size) if kind == "tps" else None

    def grid(self, x):
        """Where each output pixel is read, (B, H, W, 2)."""
        p = self.parameters_of(self.localisation(x))
        if self.kind == "tps":
            return self.spline(p.view(-1, self.LATTICE ** 2, 2))
        if self.kind == "affine":
            return affine_grid(p.view(-1, 2, 3) + torch.eye(2, 3, dtype=p.dtype, device=p.device), *self.size)
        return projective_grid(homography_from_corners(identity_corners(p) + p.view(-1, 2, 2, 2)), *self.size)

    def forward(self, x):
        return F.grid_sample(x, self.grid(x), mode="bilinear", padding_mode=self.padding, align_corners=False)
