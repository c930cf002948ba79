"""Task "overlap": two views to the masks of what they share."""
import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from ..graphs import Graph
from ..networks import plane
from ..networks.overlap import OverlapNet, centred, centres
from ..networks.stacked_unet import StackedUNet
from ..synthesis.overlap_pairs import OverlapStream

#: Lower is better: what is missing of the IoU, mean of the related kinds, and twice the share of wrong decisions.
CRITERION = "loss_iou"

KINDS = {"siamese": OverlapNet, "stacked": StackedUNet}


def build(config):
    """The network of a configuration, freshly initialised."""
    return KINDS[config["network"]["kind"]](config["network"])


def adopt(network, weights):
    """Weights of another network by name and shape, where both have them: the encoder of a cascade → names not found."""
    own = network.state_dict()
    fitting = {k: v for k, v in weights.items() if k in own and own[k].shape == v.shape}
    network.load_state_dict(fitting, strict=False)
    return sorted(own.keys() - fitting.keys())


def stream(config, textures, seed):
    """Numbered training batches."""
    return OverlapStream(textures, config["synthesis"], seed)


def mask_loss(logits, mask, options):
    """Cross-entropy and soft Dice (1 - F1 of each image; empty masks count by their false area)."""
    truth = mask.float()
    entropy = F.binary_cross_entropy_with_logits(logits, truth)
    share = logits.sigmoid()
    smooth = 0.01 * truth[0].numel()
    dice = 1 - (2 * (share * truth).sum((1, 2, 3)) + smooth) / (share.sum((1, 2, 3)) + truth.sum((1, 2, 3)) + smooth)
    return options["mask"] * entropy + options["dice"] * dice.mean()


def cell_targets(target, stride):
    """Targets at cells of 8 pixels → those at cells of ``stride``: of four cells any, 4 px off its centre and so within half a cell."""
    return target if stride == 8 else target[:, ::2, ::2]


def matching_loss(log_match, target, shape, stride):
    """Cross-entropy of the true partner, split over its four nearest cells: (B, N, M) log-probabilities, targets (B, h, w, 2)."""
    height, width = shape[0] // stride, shape[1] // stride
    position = (target.flatten(1, 2) - (stride - 1) / 2) / stride
    seen = ~torch.isnan(position[..., 0])
    position = torch.nan_to_num(position)
    x, y = position[..., 0].clamp(0, width - 1), position[..., 1].clamp(0, height - 1)
    x0, y0 = x.floor().clamp(max=width - 2), y.floor().clamp(max=height - 2)
    total = 0
    for dx in (0, 1):
        for dy in (0, 1):
            share = (1 - (x - x0 - dx).abs()) * (1 - (y - y0 - dy).abs())
            index = ((y0 + dy) * width + x0 + dx).long()
            total = total - share * log_match.gather(2, index.unsqueeze(2)).squeeze(2)
    return (total * seen).sum() / seen.sum().clamp(min=1)


def loss(network, batch, config):
    """Training loss of one batch → (loss, figures for the log)."""
    options = config["loss"]
    result = network(batch["a"].float(), batch["b"].float())
    masks = (batch["mask_a"], batch["mask_b"])
    mask = sum(mask_loss(l, m, options) for l, m in zip(result.logits, masks)) / 2
    decision = F.binary_cross_entropy_with_logits(result.overlaps, batch["overlaps"].float())
    total = mask + (options["overlaps"] * decision if config["network"]["kind"] == "siamese" else 0)
    related = batch["overlaps"]
    figures = {"mask": mask.item(), "decision": decision.item(),
               "iou": float(torch.cat([iou(l, m)[related] for l, m in zip(result.logits, masks)]).mean()) if related.any() else 1.0}
    if result.cells is not None:
        extra, more = _correspondence_loss(result, batch, options, config["network"]["level"])
        total, figures = total + extra, {**figures, **more}
    return total, figures


def _correspondence_loss(result, batch, options, stride):
    shape = batch["a"].shape[2:]
    match = trust = fit = 0
    forward = batch["homography"]
    for i, name in enumerate(("target_a", "target_b")):
        target = cell_targets(batch[name], stride)
        match = match + matching_loss(result.log_match[i], target, shape, stride) / 2
        cells = result.cells[i]
        true = target.flatten(1, 2)
        right = (cells.position.detach() - true).norm(dim=2) < 1.5 * stride  # false where the target is unknown
        trust = trust + F.binary_cross_entropy_with_logits(cells.trust, right.float()) / 2
        matrix = forward if i == 0 else torch.linalg.inv(forward)
        source = centres(torch.empty(1, 1, shape[0] // stride, shape[1] // stride, device=true.device), stride).expand(true.shape[0], -1, -1)
        there = centred(plane.apply(matrix, source), shape)
        off = (centred(cells.fitted, shape) - there).abs().sum(2)
        # Where the frame ends is what the masks need; a plane that is wildly off teaches nothing.
        near = (there.abs().amax(2) < 1.3).float()
        off = ((off + 1e-6) / (off + 0.2) * near).sum(1) / near.sum(1).clamp(min=1)
        fit = fit + (off * batch["planar"]).sum() / batch["planar"].sum().clamp(min=1) / 2
    return (options["matching"] * match + options["weight"] * trust + options["plane"] * fit,
            {"match": float(match), "trust": float(trust), "fit": float(fit)})


def iou(logits, mask):
    """Intersection over union of each image of a batch; 1 where both masks are empty."""
    predicted = logits > 0
    both, either = (predicted & mask).flatten(1).sum(1), (predicted | mask).flatten(1).sum(1)
    return torch.where(either > 0, both / either.clamp(min=1), torch.ones_like(both, dtype=torch.float))


def boundary_f(predicted, truth, tolerance=3):
    """Boundary F of two boolean masks (H, W): the edge of the image is no boundary. 1 where both have none, 0 where one has none."""
    edges = [_boundary(m) for m in (predicted, truth)]
    if not edges[0].any() or not edges[1].any():
        return float(edges[0].any() == edges[1].any())
    near = [cv2.distanceTransform((~e).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_PRECISE) <= tolerance for e in edges]
    precision, recall = near[1][edges[0]].mean(), near[0][edges[1]].mean()
    return float(2 * precision * recall / max(precision + recall, 1e-9))


def _boundary(mask):
    padded = np.pad(mask, 1, mode="edge")
    full = padded[:-2, 1:-1] & padded[2:, 1:-1] & padded[1:-1, :-2] & padded[1:-1, 2:]
    return mask & ~full


def validation_set(config, textures):
    """Fixed batches by kind, the same for every run: {kind: [batch]}."""
    own = config["validation"]
    options = dict(config["synthesis"], sizes=[own["size"]], overlap=own["overlap"], batch=4)
    result = {}
    for index, (kind, count) in enumerate(own["pairs"].items()):
        source = OverlapStream(textures, dict(options, shares={k: float(k == kind) for k in OverlapStream.NAMES}), 9_000_000 + index)
        result[kind] = [source[n] for n in range(count // 4)]
    return result


@torch.no_grad()
def validate(network, batches, device):
    """IoU and boundary F at 3 px by kind, mean of both masks; decisions right, related and not weighing alike."""
    network.eval()
    figures, right = {}, {True: [], False: []}
    for kind, items in batches.items():
        overlaps, boundaries = [], []
        for batch in items:
            result = network(batch["a"].float().to(device), batch["b"].float().to(device))
            decided = (result.overlaps > 0).cpu()
            right[bool(batch["overlaps"][0])] += (decided == batch["overlaps"]).tolist()
            if not batch["overlaps"].any():
                continue
            for logits, mask in zip(result.logits, (batch["mask_a"], batch["mask_b"])):
                logits = logits.cpu()
                overlaps += iou(logits, mask).tolist()
                boundaries += [boundary_f((l > 0).numpy(), m.numpy()) for l, m in zip(logits[:, 0], mask[:, 0])]
        if overlaps:
            figures[f"iou_{kind}"], figures[f"boundary_{kind}"] = float(np.mean(overlaps)), float(np.mean(boundaries))
    figures["decisions"] = float(np.mean([np.mean(r) for r in right.values() if r]))
    figures[CRITERION] = 1 - float(np.mean([v for k, v in figures.items() if k.startswith("iou_")])) + 2 * (1 - figures["decisions"])
    return {k: round(v, 4) for k, v in figures.items()}


class _Whole(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image_a, image_b):
        result = self.network(image_a, image_b)
        return (*result.logits, result.overlaps.sigmoid().view(-1, 1, 1, 1))


def graphs(network):
    """The one file of the model. Its two images differ in size, so that neither's is taken for the other's."""
    inputs = {"image_a": torch.rand(1, 1, 96, 128) * 255, "image_b": torch.rand(1, 1, 112, 80) * 255}
    return [Graph("overlap", _Whole(network), inputs, ["logits_a", "logits_b", "overlaps"],
                  "two grey images to the logits of both masks and the probability that they overlap")]


def card(network):
    """The part of the model card that tells a caller how to run the graph."""
    return {"inputs": {"image_a": [1, 1, "H", "W"], "image_b": [1, 1, "H", "W"]},
            "pixel": {"channels": "grey", "range": [0, 255], "normalisation": "none", "multiple_of": network.multiple_of},
            "network": dict(network.options)}


def replay(network):
    """The order of a full run as (graph, {input: tensor name}, {output: tensor name}), for fixtures."""
    return [("overlap", {"image_a": "image_a", "image_b": "image_b"}, {n: n for n in ("logits_a", "logits_b", "overlaps")})]


def replay_inputs():
    """Tensors that a replay starts from: two crops of a smooth texture that share half of it."""
    rng = np.random.default_rng(6)
    texture = cv2.GaussianBlur(rng.normal(0, 1, (64, 128)), (0, 0), 1.5)
    texture = np.clip(128 + 60 * texture / texture.std(), 0, 255).astype(np.float32)
    return {"image_a": torch.from_numpy(texture[None, None, :, :80].copy()), "image_b": torch.from_numpy(texture[None, None, :, 40:120].copy())}


def figures(validation):
    """Validation figures as a Markdown table for the model's README."""
    rows = "\n".join(f"| {k[4:]} | {v:.3f} | {validation['boundary_' + k[4:]]:.3f} |" for k, v in validation.items() if k.startswith("iou_"))
    return f"""| pairs | IoU | boundary F at 3 px |
|---|---|---|
{rows}

Overlap or none, related and not weighing alike: {100 * validation['decisions']:.1f} % right."""


def sheet(source, count):
    """``count`` pairs of a stream as a picture: both views, then both with what is not shared darkened, two pairs a row."""
    pairs, number = [], 0
    while len(pairs) < count:
        batch = source[number]
        number += 1
        for a, b, mask_a, mask_b in zip(*(batch[k][:, 0].numpy() for k in ("a", "b", "mask_a", "mask_b"))):
            cells = [a, b, np.where(mask_a, a, a // 4), np.where(mask_b, b, b // 4)]
            pairs.append(cv2.copyMakeBorder(np.hstack(cells), 2, 2, 2, 2, cv2.BORDER_CONSTANT, value=255))
    height, width = max(p.shape[0] for p in pairs), max(p.shape[1] for p in pairs)
    pairs = [cv2.copyMakeBorder(p, 0, height - p.shape[0], 0, width - p.shape[1], cv2.BORDER_CONSTANT) for p in pairs[:count]]
    return np.vstack([np.hstack(pairs[i:i + 2]) for i in range(0, len(pairs) - 1, 2)])
