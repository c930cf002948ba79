"""Losses of flow and of its uncertainty."""
import torch
import torch.nn.functional as F

from .networks.sampling import pixel_grid, upsample_flow
from .synthesis.scene import OCCLUDED, OUTSIDE, UNRELATED, VISIBLE

UNRELATED_ERROR = 30.0  # pixels; the error that the uncertainty learns where nothing matches
SCALE_RANGE = (-4.0, 6.0)  # clamp of the logarithmic scale


def pixel_weights(state, options):
    """Weight of each pixel's flow by its state: (B, H, W) uint8 → (B, 1, H, W)."""
    table = torch.zeros(4, device=state.device)
    table[VISIBLE], table[OCCLUDED], table[OUTSIDE], table[UNRELATED] = 1.0, options["occluded"], options["outside"], 0.0
    return table[state.long()].unsqueeze(1)


def pair_weights(truth, options):
    """Weight of each pair by its mean motion m (pixels): (1 + m / balance)^-½, as (B, 1, 1, 1); one without ``balance``.

    L1 in pixels grows with the motion: a few wide pairs would otherwise drown the sub-pixel errors of the others.
    """
    balance = options.get("balance")
    if not balance:
        return truth.new_ones(len(truth), 1, 1, 1)
    motion = truth.norm(dim=1).mean((1, 2)).view(-1, 1, 1, 1)
    return (1 + motion / balance) ** -0.5


def block_centres(x, size):
    """Values at the centres of size × size blocks (mean of the four middle pixels), unmixed at most edges."""
    i, j = size // 2 - 1, size // 2
    return 0.25 * (x[..., i::size, i::size] + x[..., j::size, i::size] + x[..., i::size, j::size] + x[..., j::size, j::size])


def _weighted_l1(predicted, truth, weight):
    return ((predicted - truth).abs() * weight).sum() / (weight.sum() + 1e-6)


def flow_loss(prediction, truth, weight, gamma):
    """γ-weighted L1 over every level and iteration (CREStereo, eq. 3), in pixels of the full image.

    Steps are compared on the 1/4 grid, the upsampled flows at full resolution.
    """
    coarse_truth, coarse_weight = block_centres(truth, 4), weight[..., 1::4, 1::4]
    terms = []
    for level, flow in prediction.steps:
        at_quarter = flow * 4 if level == 4 else upsample_flow(flow, level // 4) * 4
        terms.append(_weighted_l1(at_quarter, coarse_truth, coarse_weight))
    terms += [_weighted_l1(full, truth, weight) for full in prediction.full]
    count = len(terms)
    return sum(gamma ** (count - 1 - i) * term for i, term in enumerate(terms))


def matching_loss(match_a, match_b, truth, state, level, temperature, stride, phase=(0, 0)):
    """Cross-entropy of where each visible cell of A lies in B, among all cells of B.

    The correlation learns to tell places apart long before the flow's own gradient would teach it. The target is spread
    bilinearly over the four cells around the true position. ``stride`` and ``phase`` (x, y) choose the cells of A.
    """
    batch, channels, height, width = match_a.shape
    rows, columns = slice(phase[1] % stride, None, stride), slice(phase[0] % stride, None, stride)
    position = pixel_grid(match_a) + block_centres(truth, level) / level
    x, y = position[:, 0, rows, columns].flatten(1), position[:, 1, rows, columns].flatten(1)
    middle = level // 2
    seen = (state[:, middle::level, middle::level] == VISIBLE)[:, rows, columns].flatten(1)
    queries = match_a[:, :, rows, columns].flatten(2).transpose(1, 2)
    likelihood = torch.log_softmax(torch.matmul(queries, match_b.flatten(2)) * (channels ** -0.5 * temperature), 2)
    x0, y0 = x.floor(), y.floor()
    total = 0
    for dx in (0, 1):
        for dy in (0, 1):
            xi, yi = x0 + dx, y0 + dy
            weight = (1 - (x - xi).abs()) * (1 - (y - yi).abs())
            inside = seen & (xi >= 0) & (yi >= 0) & (xi <= width - 1) & (yi <= height - 1)
            index = (yi.clamp(0, height - 1) * width + xi.clamp(0, width - 1)).long()
            total = total - likelihood.gather(2, index.unsqueeze(2))[..., 0] * weight * inside
    return total.sum() / (seen.sum() + 1)


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
