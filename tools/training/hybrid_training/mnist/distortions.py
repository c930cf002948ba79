"""The paper's distortions as grids: where each pixel of the distorted image is read in the 28 × 28 digit."""
import math

import torch
import torch.nn.functional as F

from ..networks.transformer import ThinPlateSpline, base_grid, homography_from_corners, identity_corners

DIGIT = 28
SIDES = {"R": 28, "RTS": 42, "P": 42, "E": 28, "U": 28}
TITLES = {"R": "rotated by up to 90°", "RTS": "rotated by up to 45°, scaled by 0.7 to 1.2, placed anywhere in 42 × 42",
          "P": "scaled by 0.75 to 1, the corners of the frame of 42 × 42 stretched by a normal deviate of 5 px", "E": "thin-plate spline of 4 × 4 points, 1.5 px",
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


def _stretched_corners(n, side, generator):
    """Corners (n, 2, 2, 2) of a frame of ``side`` pixels, normalised, each moved by a normal deviate of 5 px.

    A draw that folds the frame (a corner that is no longer convex, to a tenth of a square's) is drawn again.
    """
    corners = identity_corners(torch.zeros(1)) + torch.randn(n, 2, 2, 2, generator=generator) * 5 * 2 / side
    ring = corners.flatten(2)[:, :, [0, 1, 3, 2]]
    edge = ring.roll(-1, 2) - ring
    after = edge.roll(-1, 2)
    folded = (edge[:, 0] * after[:, 1] - edge[:, 1] * after[:, 0] < 0.4).any(1)
    if folded.any():
        corners[folded] = _stretched_corners(int(folded.sum()), side, generator)
    return corners


def _projective(n, side, generator):
    """Grid of the frame's stretched corners; the digit stands in the middle of the frame at 0.75 to 1 of its size."""
    scale = _uniform(n, 0.75, 1.0, generator).view(-1, 1, 1, 1)
    back = torch.linalg.inv(homography_from_corners(_stretched_corners(n, side, generator)))
    # The bottom right entry positive everywhere makes what lies beyond the horizon negative in the third coordinate.
    h = back / back[:, 2:, 2:]
    q = base_grid(side, side, h).view(1, -1, 2) @ h[:, :, :2].transpose(1, 2) + h[:, :, 2].unsqueeze(1)
    w = q[..., 2:]
    grid = torch.where(w > 1e-3, q[..., :2] / w.clamp(min=1e-3), torch.full_like(q[..., :2], 9)).view(n, side, side, 2)
    return grid * side / (DIGIT * scale)


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
        grid = _projective(n, side, generator)
    elif kind == "E":
        grid = _SPLINE(torch.randn(n, 16, 2, generator=generator) * 1.5 * 2 / DIGIT)
    else:
        grid = _similarity(math.pi + _uniform(n, -math.pi / 4, math.pi / 4, generator), torch.ones(n), zero, side)
    return F.grid_sample(digits, grid, align_corners=False)
