"""Adaptive group correlation (CREStereo, CVPR 2022, section 3.1) and global matching at the coarsest level."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .sampling import pixel_grid, sample, warp

#: Search windows of nine candidates each, as (dx, dy) in cells.
WINDOWS = {
    "2d": [(dx, dy) for dy in (-1, 0, 1) for dx in (-1, 0, 1)],
    "1d": [(dx, 0) for dx in range(-4, 5)],
    "1dv": [(0, dy) for dy in range(-4, 5)],
}


def _group_product(a, b, groups):
    """Scaled inner product per channel group: (B, C, h, w) × (B, C, h, w) → (B, groups, h, w)."""
    product = a * b
    per_group = a.shape[1] // groups
    product = product.reshape(product.shape[0], groups, per_group, product.shape[2], product.shape[3])
    return product.sum(2) * per_group ** -0.5


class _ShiftedProducts(torch.autograd.Function):
    """Group products of A with every whole-cell shift of the padded B, with a backward pass that allocates once.

    Left to automatic differentiation each slice costs a zero-filled tensor of B's size: a third of a training step.
    """

    @staticmethod
    def forward(ctx, a, padded, window, groups):
        ctx.save_for_backward(a, padded)
        ctx.window, ctx.groups = window, groups
        return torch.cat([_group_product(a, _shift(padded, a, window, k), groups) for k in range(len(window))], 1)

    @staticmethod
    def backward(ctx, grad):
        a, padded = ctx.saved_tensors
        groups, count = ctx.groups, len(ctx.window)
        batch, channels, height, width = a.shape
        per_group = channels // groups
        grad = (grad * per_group ** -0.5).reshape(batch, count, groups, 1, height, width)
        grad_a, grad_padded = torch.zeros_like(a), torch.zeros_like(padded)
        split = (batch, groups, per_group, height, width)
        for k in range(count):
            shifted = _shift(padded, a, ctx.window, k).reshape(split)
            grad_a.view(split).addcmul_(grad[:, k], shifted)
            _shift(grad_padded, a, ctx.window, k).add_((grad[:, k] * a.reshape(split)).reshape(a.shape))
        return grad_a, grad_padded, None, None


def _reach(window):
    return max(abs(dx) for dx, _ in window), max(abs(dy) for _, dy in window)


def _shift(padded, like, window, k):
    (rx, ry), (dx, dy) = _reach(window), window[k]
    return padded[:, :, ry + dy:ry + dy + like.shape[-2], rx + dx:rx + dx + like.shape[-1]]


def shifted_correlation(match_a, match_b, flow, window, groups):
    """Warps B once by ``flow`` (cells), then correlates with whole-cell shifts: (B, len(window)·groups, h, w).

    Nine times fewer samples than a window around every pixel; equal to it where the flow is locally constant.
    """
    rx, ry = _reach(window)
    padded = F.pad(warp(match_b, flow), (rx, rx, ry, ry))
    if torch.is_grad_enabled():
        # Sampling stays in float32 under automatic mixed precision; so must the rest.
        return _ShiftedProducts.apply(match_a.to(padded.dtype).contiguous(), padded, window, groups)
    return torch.cat([_group_product(match_a, _shift(padded, match_a, window, k), groups) for k in range(len(window))], 1)


def window_correlation(match_a, match_b, flow, window, groups, offsets=None):
    """Correlates A with B sampled at p + flow + window[k] (+ offsets[:, 2k:2k+2]): (B, len(window)·groups, h, w)."""
    batch, _, height, width = match_a.shape
    count = len(window)
    position = pixel_grid(flow) + flow
    shift = torch.tensor(window, dtype=flow.dtype, device=flow.device)
    x = position[:, 0:1] + shift[:, 0].view(1, count, 1, 1)
    y = position[:, 1:2] + shift[:, 1].view(1, count, 1, 1)
    if offsets is not None:
        x, y = x + offsets[:, 0::2], y + offsets[:, 1::2]
    sampled = sample(match_b, x.reshape(batch, count * height, width), y.reshape(batch, count * height, width))
    channels = match_a.shape[1]
    sampled = sampled.reshape(batch, groups, channels // groups, count, height, width)
    a = match_a.reshape(batch, groups, channels // groups, 1, height, width)
    correlation = (a * sampled).sum(2) * (channels // groups) ** -0.5
    return correlation.transpose(1, 2).reshape(batch, count * groups, height, width)


class GlobalMatching(nn.Module):
    """Flow (cells) to the best match among all cells of B, refined to the mean of its 3×3 surroundings weighted by softmax:
    a start without any limit on the motion.

    The mean over all of B would drift to the middle of the image as B grows. Memory grows with the square of the number of
    cells, so it belongs to the coarsest level.
    """

    def __init__(self):
        super().__init__()
        self.log_temperature = nn.Parameter(torch.zeros(1))

    def forward(self, match_a, match_b):
        batch, channels, height, width = match_a.shape
        a = match_a.flatten(2).transpose(1, 2)
        similarity = torch.matmul(a, match_b.flatten(2)) * (channels ** -0.5 * self.log_temperature.exp())
        grid = pixel_grid(match_a)
        x, y = grid[:, 0].reshape(1, 1, -1), grid[:, 1].reshape(1, 1, -1)
        best = similarity.argmax(2, keepdim=True)
        best_y = torch.div(best, width, rounding_mode="floor")
        best_x = best - best_y * width
        near = ((x - best_x).abs() < 1.5) & ((y - best_y).abs() < 1.5)
        weight = similarity.softmax(2) * near.to(similarity.dtype)
        weight = weight / weight.sum(2, keepdim=True)
        mean = torch.stack([(weight * x).sum(2), (weight * y).sum(2)], 1)
        return mean.reshape(batch, 2, height, width) - grid
