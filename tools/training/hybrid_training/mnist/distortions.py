"""The paper's distortions as grids: where each pixel of the distorted image is read in the 28 × 28 digit."""
import math

import torch
import torch.nn.functional as F

from ..networks.transformer import ThinPlateSpline, base_grid

DIGIT = 28
SIDES = {"R": 28, "RTS": 42, "P": 42, "E": 28, "U": 28}
TITLES = {"R": "rotated by up to 90°", "RTS": "rotated by up to 45°, scaled by 0.7 to 1.2, placed anywhere in 42 × 42",
          "P": "corners stretched by a normal deviate of 5 px, in 42 × 42", "E": "thin-plate spline of 4 × 4 points, 1.5 px",
          "U": "upside down, rotated by up to 45° about that"}


def _uniform(n, low, high, generator):
    return low + (high - low) * torch.rand(n, generator=generator)


def _similarity(angle, scale, shift, side):
    """Grid (n, side, side, 2) that turns, scales and then shifts (pixels, (n, 2)) a digit about its centre."""
    pixels = base_grid(side, side, angle) * side / 2  # pixels from the centre
    p = pixels.view(1, -1, 2) - shift.unsqueeze(1)
    cos, sin = (torch.cos(angle) / scale).view(-1, 1), (torch.sin(angle) / scale).view(-1, 1)
    q = torch.stack([cos * p[..., 0] + sin * p[..., 1], cos * p[..., 1] - sin * p[..., 0]], -1)
    return (q * 2 / DIGIT).view(-1, side, side, 2)


def _projective(n, side, generator):
    corners = torch.tensor([[-1.0, -1], [1, -1], [1, 1], [-1, 1]]) * DIGIT / 2
    moved = corners * _uniform(n, 0.75, 1.0, generator).view(-1, 1, 1) + 5 * torch.randn(n, 4, 2, generator=generator)
    # From the distorted image back to the digit: the direct linear transformation through four corners.
    x, y = moved[..., 0].double(), moved[..., 1].double()
    u, v = (corners[:, k].double().expand(n, 4) / (DIGIT / 2) for k in (0, 1))
    zero, one = torch.zeros_like(x), torch.ones_like(x)
    rows = torch.cat([torch.stack([x, y, one, zero, zero, zero, -u * x, -u * y], -1),
                      torch.stack([zero, zero, zero, x, y, one, -v * x, -v * y], -1)], 1)
    solution = torch.linalg.solve(rows, torch.cat([u, v], 1).unsqueeze(-1)).squeeze(-1).float()
    h = torch.cat([solution, torch.ones(n, 1)], 1).view(n, 3, 3)
    pixels = (base_grid(side, side, h) * side / 2).view(1, -1, 2)
    q = pixels @ h[:, :, :2].transpose(1, 2) + h[:, :, 2].unsqueeze(1)
    # What lies beyond the horizon is outside the digit.
    return torch.where(q[..., 2:] > 1e-3, q[..., :2] / q[..., 2:].clamp(min=1e-3), torch.full_like(q[..., :2], 9)).view(n, side, side, 2)


def _folded(n, side, generator):
    """Corners drawn at random sometimes fold the digit; those are drawn again."""
    grid = _projective(n, side, generator)
    for _ in range(20):
        inside = (grid.abs() < 1).all(-1).flatten(1).float().mean(1)
        bad = inside < 0.08
        if not bad.any():
            break
        grid[bad] = _projective(int(bad.sum()), side, generator)
    return grid


_SPLINE = ThinPlateSpline(4, DIGIT, DIGIT)


def distort(digits, kind, generator):
    """(n, 1, 28, 28) → (n, 1, S, S) of a kind of ``SIDES``."""
    n, side = len(digits), SIDES[kind]
    zero = torch.zeros(n, 2)
    if kind == "R":
        grid = _similarity(_uniform(n, -math.pi / 2, math.pi / 2, generator), torch.ones(n), zero, side)
    elif kind == "RTS":
        scale = _uniform(n, 0.7, 1.2, generator)
        room = ((side - DIGIT * scale) / 2).clamp(min=0).unsqueeze(1)
        shift = (2 * torch.rand(n, 2, generator=generator) - 1) * room
        grid = _similarity(_uniform(n, -math.pi / 4, math.pi / 4, generator), scale, shift, side)
    elif kind == "P":
        grid = _folded(n, side, generator)
    elif kind == "E":
        grid = _SPLINE(torch.randn(n, 16, 2, generator=generator) * 1.5 * 2 / DIGIT)
    else:
        grid = _similarity(math.pi + _uniform(n, -math.pi / 4, math.pi / 4, generator), torch.ones(n), zero, side)
    return F.grid_sample(digits, grid, align_corners=False)
