"""Losses of flow and of its uncertainty."""
import torch
import torch.nn.functional as F

from .networks.sampling import upsample_flow
from .synthesis.scene import OCCLUDED, OUTSIDE, UNRELATED, VISIBLE

UNRELATED_ERROR = 30.0  # pixels; the error that the uncertainty learns where nothing matches
SCALE_RANGE = (-4.0, 6.0)  # clamp of the logarithmic scale


def pixel_weights(state, options):
    """Weight of each pixel's flow by its state: (B, H, W) uint8 → (B, 1, H, W)."""
    table = torch.zeros(4, device=state.device)
    table[VISIBLE], table[OCCLUDED], table[OUTSIDE], table[UNRELATED] = 1.0, options["occluded"], options["outside"], 0.0
    return table[state.long()].unsqueeze(1)


def quarter_centres(x):
    """Values at the centres of the 4×4 blocks (mean of the four middle pixels), unmixed at most edges."""
    return 0.25 * (x[..., 1::4, 1::4] + x[..., 2::4, 1::4] + x[..., 1::4, 2::4] + x[..., 2::4, 2::4])


def _weighted_l1(predicted, truth, weight):
    return ((predicted - truth).abs() * weight).sum() / (weight.sum() + 1e-6)


def flow_loss(prediction, truth, weight, gamma):
    """γ-weighted L1 over every level and iteration (CREStereo, eq. 3), in pixels of the full image.

    Steps are compared on the 1/4 grid, the upsampled flows at full resolution.
    """
    coarse_truth, coarse_weight = quarter_centres(truth), weight[..., 1::4, 1::4]
    terms = []
    for level, flow in prediction.steps:
        at_quarter = flow * 4 if level == 4 else upsample_flow(flow, level // 4) * 4
        terms.append(_weighted_l1(at_quarter, coarse_truth, coarse_weight))
    terms += [_weighted_l1(full, truth, weight) for full in prediction.full]
    count = len(terms)
    return sum(gamma ** (count - 1 - i) * term for i, term in enumerate(terms))


def uncertainty_loss(uncertainty, error, state):
    """Laplacian negative log-likelihood of the end-point error, and cross-entropy of visibility.

    ``error`` (B, 1, H, W) is detached: the uncertainty describes the flow and does not steer it.
    """
    log_scale = uncertainty[:, :1].clamp(*SCALE_RANGE)
    unrelated = (state == UNRELATED).unsqueeze(1)
    error = torch.where(unrelated, torch.full_like(error, UNRELATED_ERROR), error.detach())
    likelihood = (error * torch.exp(-log_scale) + log_scale).mean()
    visible = (state == VISIBLE).unsqueeze(1).to(uncertainty.dtype)
    return likelihood, F.binary_cross_entropy_with_logits(uncertainty[:, 1:], visible)


def confidence(uncertainty):
    """Confidence 0..1: probability of visibility times that of an error below one pixel under the Laplacian scale."""
    scale = torch.exp(uncertainty[:, :1].clamp(*SCALE_RANGE))
    return torch.sigmoid(uncertainty[:, 1:]) * (1 - torch.exp(-1 / scale))
