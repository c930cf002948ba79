"""Bilinear sampling, warping and resampling of flow on grids whose pixel centres are integers."""
import torch
import torch.nn.functional as F


def pixel_grid(like):
    """(1, 2, H, W) tensor of pixel coordinates (x, y) with the height, width, device and type of ``like``."""
    height, width = like.shape[-2], like.shape[-1]
    ys = torch.arange(height, device=like.device).to(like.dtype).view(1, 1, -1, 1)
    xs = torch.arange(width, device=like.device).to(like.dtype).view(1, 1, 1, -1)
    return torch.cat([xs.expand(1, 1, height, width), ys.expand(1, 1, height, width)], 1)


def sample(image, x, y):
    """Bilinear samples of ``image`` (B, C, H, W) at pixel coordinates x, y (B, h, w); zero outside."""
    height, width = image.shape[-2], image.shape[-1]
    # The align_corners=False convention has no division by (size - 1), so a one-pixel-wide level stays finite.
    grid = torch.stack([(2 * x + 1) / width - 1, (2 * y + 1) / height - 1], -1)
    return F.grid_sample(image, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def warp(image, flow):
    """``image`` (B, C, H, W) pulled back by ``flow`` (B, 2, H, W): out(p) = image(p + flow(p)); zero outside."""
    position = pixel_grid(flow) + flow
    return sample(image, position[:, 0], position[:, 1])


def upsample_flow(flow, factor):
    """Bilinear enlargement by an integer factor; displacements are scaled along."""
    return F.interpolate(flow, scale_factor=float(factor), mode="bilinear", align_corners=False) * factor


def reduce_flow(flow, factor):
    """Block average over factor × factor pixels; displacements are divided by the factor."""
    return F.avg_pool2d(flow, factor) / factor
