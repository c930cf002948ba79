"""From 1/4 to full resolution: convex upsampling, uncertainty, and a fine stage at 1/2."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .correlation import WINDOWS, shifted_correlation
from .precision import as_type
from .sampling import reduce_flow, upsample_flow


def neighbours(x):
    """3×3 neighbours of each cell, borders repeated: (B, C, h, w) → (B, C, 9, h, w)."""
    height, width = x.shape[-2], x.shape[-1]
    padded = F.pad(x, (1, 1, 1, 1), mode="replicate")
    # Pad and slices rather than unfold, which has no ONNX export.
    return torch.stack([padded[:, :, j:j + height, i:i + width] for j in range(3) for i in range(3)], 2)


def convex_upsample(values, mask, factor):
    """Each fine value is a convex combination of the 3×3 coarse ones around it (RAFT, ECCV 2020, section 3.3).

    values (B, C, h, w); mask (B, 9·factor², h, w), logits, neighbour-major → (B, C, factor·h, factor·w).
    """
    batch, channels, height, width = values.shape
    weights = as_type(mask, values.dtype).reshape(batch, 9, factor * factor, height, width).softmax(1)
    planes = [(near.unsqueeze(2) * weights).sum(1) for near in neighbours(values).unbind(1)]
    return F.pixel_shuffle(torch.stack(planes, 1).reshape(batch, channels * factor * factor, height, width), factor)


def bilinear_mask(factor):
    """Logits (1, 9·factor², 1, 1) with which ``convex_upsample`` is bilinear enlargement."""
    # Centre of each fine value, in coarse cells from the one that it lies in.
    at = (torch.arange(factor) + 0.5) / factor - 0.5
    share = (1 - (at.view(1, -1) - torch.arange(-1.0, 2.0).view(-1, 1)).abs()).clamp(min=0)
    weights = torch.einsum("jy,ix->jiyx", share, share).reshape(1, 9 * factor * factor, 1, 1)
    return weights.clamp(min=1e-30).log()


class ConvexUpsampling(nn.Module):
    """State and flow at 1/4 (cells) → flow at full resolution (pixels) and uncertainty at 1/4.

    Uncertainty has two channels: the logarithm of the error's Laplacian scale (pixels) and the logit of visibility.
    """

    def __init__(self, hidden, width, enabled=True, factor=4):
        super().__init__()
        self.factor = factor
        self.enabled = enabled
        self.trunk = nn.Conv2d(hidden, width, 3, padding=1)
        self.head = nn.Conv2d(width, 9 * factor * factor + 2, 1)

    def forward(self, state, flow):
        out = self.head(torch.relu(self.trunk(state)))
        uncertainty, mask = out.split([2, 9 * self.factor * self.factor], 1)
        if not self.enabled:
            return upsample_flow(flow, self.factor), uncertainty
        return convex_upsample(flow * self.factor, mask * 0.25, self.factor), uncertainty


class FineStage(nn.Module):
    """Corrects full-resolution flow from half-resolution features: 3×3 shifted correlation and three convolutions.

    The update at 1/4 sees displacements in cells of four pixels; this stage sees the last pixel at twice that sharpness
    for the price of about one more iteration at 1/4.
    """

    def __init__(self, channels, groups=2, width=32):
        super().__init__()
        self.groups = groups
        self.body = nn.Sequential(
            nn.Conv2d(9 * groups + channels + 2 + 2, width, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(width, width, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(width, 4, 3, padding=1))
        nn.init.normal_(self.body[4].weight, std=1e-3)
        nn.init.zeros_(self.body[4].bias)

    def forward(self, fine_a, fine_b, flow, uncertainty):
        """flow (B, 2, H, W) in pixels; uncertainty (B, 2, H/2, W/2) → the same, corrected."""
        return self.correct(flow, uncertainty, self.body(torch.cat(self.evidence(fine_a, fine_b, flow, uncertainty), 1)))

    def evidence(self, fine_a, fine_b, flow, uncertainty):
        """What the convolutions see, at 1/2."""
        half = reduce_flow(flow, 2)
        correlation = shifted_correlation(fine_a, fine_b, half, WINDOWS["2d"], self.groups)
        detail = half - F.avg_pool2d(half, 3, stride=1, padding=1, count_include_pad=False)
        return [correlation, fine_a, uncertainty * 0.25, detail]

    @staticmethod
    def correct(flow, uncertainty, out):
        """Flow and uncertainty with what the convolutions say added."""
        change, uncertainty_change = out.split(2, 1)
        return flow + upsample_flow(change, 2), uncertainty + uncertainty_change
