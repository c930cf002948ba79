"""Task "cascade": dense flow between two views, with its uncertainty."""
import numpy as np
import torch

from .. import losses, metrics
from ..networks.cascade import Cascade
from ..synthesis.scene import VISIBLE
from ..synthesis.stream import PairStream
from .cascade_graphs import card, graphs, replay, replay_inputs  # noqa: F401: part of the task's interface

#: Lower is better; the checkpoint with the least of this is kept as the best.
CRITERION = "score"

#: Pixels from the frame that count as its border.
BORDER = 16

#: Normalised features bound the similarity by the root of their number; sharper than that, a match can win.
MATCH_TEMPERATURE = 2.0


def build(config):
    """The network of a configuration, freshly initialised."""
    return Cascade(config["network"])


def stream(config, textures, seed):
    """Numbered training batches."""
    return PairStream(textures, config["synthesis"], seed, config["training"]["iterations"])


def loss(network, batch, config):
    """Training loss of one batch → (loss, figures for the log)."""
    truth, state = batch["flow"], batch["state"]
    weight = losses.pixel_weights(state, config["loss"]) * losses.pair_weights(truth, config["loss"])
    prediction = network(batch["a"].float(), batch["b"].float(), batch["initial"], batch["has_initial"],
                         int(batch["start"]), batch["iterations"], origin=batch["origin"])
    flow = losses.flow_loss(prediction, truth, weight, config["loss"]["gamma"])
    error = metrics.end_point_error(prediction.full[-1], truth).detach()
    likelihood, visibility = losses.uncertainty_loss(prediction.uncertainty, error.unsqueeze(1), state)
    match = torch.zeros((), device=truth.device)
    for level, stride in ((16, 1), (8, 1), (4, 2)):
        a, b = prediction.match[level]
        match = match + losses.matching_loss(a, b, truth, state, level, MATCH_TEMPERATURE, stride, batch["origin"])
    total = flow + config["loss"]["matching"] * match + config["loss"]["uncertainty"] * likelihood + config["loss"]["visibility"] * visibility
    visible = state == VISIBLE
    figures = {"flow": flow.item(), "likelihood": likelihood.item(), "visibility": visibility.item(), "match": match.item() / 3,
               "epe": (error * visible).sum().item() / max(1, visible.sum().item())}
    return total, figures


def validation_set(config, textures):
    """Fixed batches by kind, the same for every run: {kind: [batch]}."""
    own = config["validation"].get("synthesis", {})  # so that a change of the training pairs leaves these as they are
    options = dict(config["synthesis"], sizes=[config["validation"]["size"]], early={"batches": 0}, start_at_8=0.0, batch=4, **own)
    result = {}
    for index, (kind, count) in enumerate(config["validation"]["pairs"].items()):
        only = dict(options, shares={k: float(k == kind) for k in PairStream.NAMES})
        source = PairStream(textures, only, 7_000_000 + index)
        result[kind] = [source[n] for n in range(count // 4)]
    return result


def _starts(kind):
    """What the pairs of a kind are validated from: [(name, given start → start)]."""
    if kind in ("residual", "warped"):
        return [(kind, torch.zeros_like)]
    if kind in ("rig", "street"):
        return [(kind, lambda given: None), (f"{kind}_seeded", lambda given: given)]
    return [(kind, lambda given: None)]


@torch.no_grad()
def validate(network, batches, device):
    """Figures on the validation set.

    Residual and warped pairs start from zero flow, as after a homography; the others from nothing, and stereo as real rigs
    take it from its seed, too (``…_seeded``). ``epe`` is the mean of the kinds over all pixels inside B's frame,
    ``epe_visible`` over visible ones; ``score`` is the geometric mean of ``epe`` over the kinds, so that a tenth off a small
    error counts as much as a tenth off a large one; ``epe_border`` is the mean over all pixels near A's frame, those that
    leave B included; ``ause`` and ``ause_random`` pool all kinds.
    """
    network.eval()
    figures, errors, confidences, negative, border = {}, [], [], [], []
    for kind, items in batches.items():
        for name, starts in _starts(kind):
            sums = np.zeros(4)
            for batch in items:
                initial = starts(batch["initial"])
                prediction = network(batch["a"].float().to(device), batch["b"].float().to(device),
                                     None if initial is None else initial.to(device))
                confidence = losses.confidence(prediction.uncertainty)[:, 0].cpu().numpy()
                if kind == "negative":
                    negative.append(confidence.mean())
                    continue
                error = metrics.end_point_error(prediction.full[-1].cpu(), batch["flow"]).numpy()
                state = batch["state"].numpy()
                inside, visible = state <= 1, state == VISIBLE
                sums += [error[inside].sum(), inside.sum(), error[visible].sum(), visible.sum()]
                edge = np.ones(error.shape[1:], bool)
                edge[BORDER:-BORDER, BORDER:-BORDER] = False
                border.append(error[:, edge].mean())
                errors.append(error[inside][::7])
                confidences.append(confidence[inside][::7])
            if kind != "negative":
                figures[f"epe_{name}"] = sums[0] / sums[1]
                figures[f"epe_{name}_visible"] = sums[2] / sums[3]
    kinds = [name for kind in batches if kind != "negative" for name, _ in _starts(kind)]
    figures["epe"] = float(np.mean([figures[f"epe_{k}"] for k in kinds]))
    figures["score"] = float(np.exp(np.mean([np.log(figures[f"epe_{k}"]) for k in kinds])))
    figures["epe_border"] = float(np.mean(border))
    figures["epe_visible"] = float(np.mean([figures[f"epe_{k}_visible"] for k in kinds]))
    figures["ause"], figures["ause_random"] = metrics.ause(np.concatenate(errors), np.concatenate(confidences))
    if negative:
        figures["confidence_negative"] = float(np.mean(negative))
    figures["confidence"] = float(np.concatenate(confidences).mean())
    return {k: round(float(v), 4) for k, v in figures.items()}
