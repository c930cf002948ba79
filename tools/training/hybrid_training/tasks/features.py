"""Task "features": descriptors that find a place again in another modality, how reliable they are, and keypoints."""
import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from ..graphs import Graph
from ..networks.features import STRIDE, FeatureNet, read
from ..synthesis import feature_pairs
from ..synthesis.feature_pairs import FeatureStream, photographs  # noqa: F401: a task offers its photographs

#: Lower is better: what is missing, in %, of the places found again and of the corners' matches within 5 px, mean of the kinds.
CRITERION = "missed"

NEAR = 8.0  # px: what lies nearer to the true partner is no wrong answer


def build(config):
    """The network of a configuration, freshly initialised."""
    return FeatureNet(config["network"])


def stream(config, textures, seed):
    """Numbered training batches."""
    return FeatureStream(textures, config["synthesis"], seed)


def _one_way(true, own, partners, rivals, positions, sharpness):
    """-log of the true partner's share among the rivals of its view, and whether it is the best of all.

    ``true`` (B, N): similarity to the partner; ``own`` (B, N, C): descriptors; ``partners`` (B, N, 2): where the partners lie;
    ``rivals`` (B, M, C) at ``positions`` (B, M, 2). What lies within ``NEAR`` of the partner is left out.
    """
    wrong = (own @ rivals.transpose(1, 2)).float().masked_fill(torch.cdist(partners, positions) < NEAR, -2)
    logits = torch.cat([true.unsqueeze(2), wrong], 2) * sharpness
    return torch.logsumexp(logits, 2) - logits[..., 0], true > wrong.detach().amax(2)


def _fine_loss(fine, own, maps, partners, seen, offsets):
    """Descriptors (B, N, C) of places; where their partners lie in ``maps`` is to be told from what is read at ``offsets``
    (B, N, 2) from there → negative log-likelihood under a Laplacian of the told scale, and the mean error in pixels."""
    other = F.normalize(read(maps, partners + offsets), dim=2)
    told, scale = fine(own.transpose(1, 2).unsqueeze(3), other.transpose(1, 2).unsqueeze(3))
    error = (told.float().squeeze(3).transpose(1, 2) + offsets).abs()
    scale = scale.float().squeeze(3).transpose(1, 2)
    count = seen.sum().clamp(min=1)
    likelihood = (error * torch.exp(-scale) + scale).sum(2)
    return (likelihood * seen).sum() / count, float((error.detach().norm(dim=2) * seen).sum() / count)


def loss(network, batch, config):
    """Training loss of one batch → (loss, figures for the log)."""
    options = config["loss"]
    size = batch["a"].shape[0]
    maps, reliability, keypoints = network(torch.cat([batch["a"], batch["b"]]).float())
    maps = maps.float()
    places, seen = (batch["places"], batch["partners"]), batch["seen"]
    # Rivals lie anywhere, as places do: against the cells themselves the network learns to tell interpolated descriptors from
    # those at centres (77 % found again in training, none in use).
    rivals = (batch["rivals_a"], batch["rivals_b"])
    count = places[0].shape[1]
    read_at = [F.normalize(read(m, torch.cat([p, r], 1)), dim=2) for m, p, r in zip((maps[:size], maps[size:]), places, rivals)]
    at, wrong = [d[:, :count] for d in read_at], [d[:, count:] for d in read_at]
    true = (at[0] * at[1]).sum(2)
    sharpness = network.sharpness.exp().clamp(max=40)
    forth, found = _one_way(true, at[0], places[1], wrong[1], rivals[1], sharpness)
    back, found_back = _one_way(true, at[1], places[0], wrong[0], rivals[0], sharpness)
    count = seen.sum().clamp(min=1)
    matching = ((forth + back) / 2 * seen).sum() / count
    mutual = found & found_back
    logits = torch.cat([read(reliability[:size].float(), places[0]), read(reliability[size:].float(), places[1])], 1).squeeze(2)
    told = torch.cat([seen, seen], 1)
    trust = F.binary_cross_entropy_with_logits(logits, torch.cat([mutual, mutual], 1).float(), reduction="none")
    trust = (trust * told).sum() / told.sum().clamp(min=1)
    target = torch.cat([batch["keypoints_a"], batch["keypoints_b"]])
    weights = keypoints.new_ones(STRIDE * STRIDE + 1)
    weights[-1] = options["none"]
    point = F.cross_entropy(keypoints.float(), target, weight=weights.float(), ignore_index=-1)
    total = matching + options["reliability"] * trust + options["keypoints"] * point
    figures = {"matching": matching.item(), "mutual": 100 * float((mutual & seen).sum() / count), "trust": trust.item(),
               "point": point.item(), "sharpness": sharpness.item()}
    if network.fine is not None:
        (forth, off), (back, off_back) = (_fine_loss(network.fine, at[i], maps[size:] if i == 0 else maps[:size], places[1 - i], seen, batch["offsets"])
                                          for i in (0, 1))
        total = total + options["fine"] * (forth + back) / 2
        figures["off"] = (off + off_back) / 2
    return total, figures


# Kinds of validation pairs: how the first and the second view are made. "drawn": as in training.
KINDS = {
    "same": ({"source": "luminance", "tone": "none"}, {"source": "luminance", "tone": "none"}),
    "mixture": ({"source": "luminance", "tone": "none"}, {"source": "mixture", "tone": "gamma"}),
    "falling": ({"source": "luminance", "tone": "none"}, {"source": "luminance", "tone": "falling"}),
    "any": ({"source": "luminance", "tone": "none"}, {"source": "mixture", "tone": "any"}),
    "palette": ({"source": "luminance", "tone": "none"}, {"source": "palette", "tone": "none"}),
    "edges": ({"source": "luminance", "tone": "none"}, {"source": "edges", "tone": "none"}),
    "thermal": ({"source": "luminance", "tone": "none"}, {"source": "thermal", "tone": "none"}),
    "night": ({"source": "luminance", "tone": "none"}, {"source": "night", "tone": "none"}),
    "drawn": (None, None),
}


def validation_set(config, textures):
    """Fixed pairs by kind, the same for every run: {kind: [(pair, places, partners, seen)]}."""
    result = {}
    options = dict(config["synthesis"], same=0.0)
    for index, (kind, (first, second)) in enumerate(KINDS.items()):
        result[kind] = []
        for n in range(config["validation"]["pairs"]):
            rng = np.random.default_rng([7_000_000 + index, n])
            pair = feature_pairs.make(rng, textures, options, first, second)
            result[kind].append((pair, *feature_pairs.places(rng, pair, options["places"])))
    return result


def describe(network, image, device):
    """Descriptors, reliability (logits) and keypoints (logits) of a uint8 image (H, W)."""
    return network(torch.from_numpy(image[None, None]).float().to(device))


def mutual_neighbours(similarity):
    """(i, j) where j is the best of i and i the best of j."""
    best, back = similarity.argmax(1), similarity.argmax(0)
    i = torch.arange(len(best), device=best.device)
    keep = back[best] == i
    return i[keep], best[keep]


@torch.no_grad()
def refine(fine, own, other):
    """Offsets (N, 2) in pixels by which matched descriptors (N, C) say that the second place is off."""
    return fine(own.T[None, :, :, None], other.T[None, :, :, None])[0][0, :, :, 0].T.cpu().numpy()


@torch.no_grad()
def validate(network, batches, device):
    """By kind: share of places that are mutual neighbours of their partners among the pair's (``found``); of the mutual
    neighbours of both views' corners, the share within 3, 5, 8 px (``within``), that within 3 px after the fine head
    (``fine3``) and how many lie within 5 px a pair (``right``)."""
    network.eval()
    figures, missed = {}, []
    for kind, items in batches.items():
        found, errors, refined, count = [], [], [], 0
        for pair, places, partners, seen in items:
            maps = [describe(network, x, device)[0] for x in (pair.a, pair.b)]
            at = [F.normalize(read(m, torch.from_numpy(p[seen])[None].to(device))[0], dim=1) for m, p in zip(maps, (places, partners))]
            if len(at[0]):
                i, j = mutual_neighbours(at[0] @ at[1].T)
                found.append(float((i == j).sum()) / len(at[0]))
            corners = [feature_pairs.corners(x, 400) for x in (pair.a, pair.b)]
            if min(map(len, corners)) == 0:
                continue
            at = [F.normalize(read(m, torch.from_numpy(p)[None].to(device))[0], dim=1) for m, p in zip(maps, corners)]
            i, j = mutual_neighbours(at[0] @ at[1].T)
            there = pair.partner(corners[0])[i.cpu().numpy()]
            matched = corners[1][j.cpu().numpy()]
            error = np.linalg.norm(there - matched, axis=1)
            errors.append(error)
            if network.fine is not None:
                refined.append(np.linalg.norm(there - matched - refine(network.fine, at[0][i], at[1][j]), axis=1))
            count += int((error < 5).sum())
        error = np.concatenate(errors)
        figures[f"found_{kind}"] = 100 * float(np.mean(found))
        for bound in (3, 5, 8):
            figures[f"within{bound}_{kind}"] = 100 * float((error < bound).mean())
        if refined:
            figures[f"fine3_{kind}"] = 100 * float((np.concatenate(refined) < 3).mean())
        figures[f"right_{kind}"] = count / len(items)
        missed.append(100 - (figures[f"found_{kind}"] + figures[f"within5_{kind}"]) / 2)
    figures[CRITERION] = float(np.mean(missed))
    return {k: round(v, 3) for k, v in figures.items()}


class _Features(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        descriptors, reliability, keypoints = self.network(image)
        points = F.pixel_shuffle(torch.softmax(keypoints, 1)[:, :-1], STRIDE)
        return descriptors, torch.sigmoid(reliability), points


def graphs(network):
    """The files of the model: features of an image, and where there is one the fine head for pairs of descriptors."""
    made = [Graph("features", _Features(network), {"image": torch.rand(1, 1, 96, 128) * 255},
                  ["descriptors", "reliability", "keypoints"],
                  "descriptors and reliability of 8×8 cells of a grey image (0..255, sides multiples of 32), and the probability of each pixel to be a keypoint")]
    if network.fine is not None:
        channels = network.fusion[-1].out_channels
        pair = {n: F.normalize(torch.rand(1, channels, 5, 1) - 0.5, dim=1) for n in ("own", "other")}
        made.append(Graph("fine", network.fine, pair, ["offset", "scale"],
                          "descriptors of places and of about their partners, to by how many pixels (x, y) the partners lie off, and the logarithm of the expected error"))
    return made


def card(network):
    """The part of the model card that tells a caller how to run the graphs."""
    return {"inputs": {"image": [1, 1, "H", "W"]},
            "pixel": {"channels": "grey", "range": [0, 255], "normalisation": "inside the graph", "multiple_of": 32},
            "descriptors": "cell (x, y) is centred on pixel (8 x + 3.5, 8 y + 3.5), pixel centres at integers; read between cells, then scale to unit length",
            "network": dict(network.options)}


def replay(network):
    """The order of a full run as (graph, {input: tensor name}, {output: tensor name}), for fixtures."""
    steps = [("features", {"image": "image"}, {n: n for n in ("descriptors", "reliability", "keypoints")})]
    if network.fine is not None:
        steps.append(("fine", {"own": "own", "other": "other"}, {"offset": "offset", "scale": "scale"}))
    return steps


def replay_inputs():
    """Tensors that a replay starts from: a smooth texture, and pairs of descriptors."""
    rng = np.random.default_rng(5)
    image = np.clip(128 + 500 * cv2.GaussianBlur(rng.normal(0, 1, (96, 128)), (0, 0), 3), 0, 255)
    own = rng.normal(0, 1, (64, 7))
    other = own + rng.normal(0, 0.5, (64, 7))
    pairs = {n: torch.from_numpy((v / np.linalg.norm(v, axis=0)).astype(np.float32)[None, :, :, None]) for n, v in (("own", own), ("other", other))}
    return {"image": torch.from_numpy(np.round(image).astype(np.float32)[None, None]), **pairs}


def figures(validation):
    """Validation figures as a Markdown table for the model's README."""
    rows = "\n".join(
        f"| {k} | {validation['found_' + k]:.0f} % | " + " | ".join(f"{validation[f'within{b}_{k}']:.0f} %" for b in (3, 5, 8))
        + f" | {validation['right_' + k]:.0f} |" for k in KINDS)
    return ("| second view | places found again | corners' mutual neighbours within 3 px | 5 px | 8 px | right ones (5 px) a pair |\n"
            f"|---|---|---|---|---|---|\n{rows}\n| missed (criterion) | {validation[CRITERION]:.1f} % | | | | |")


def sheet(source, count):
    """``count`` pairs of a stream as a picture, places and partners in the same colours."""
    rows, number = [], 0
    while len(rows) < count:
        batch = source[number]
        number += 1
        for i in range(len(batch["a"])):
            views = [cv2.cvtColor(batch[n][i, 0].numpy(), cv2.COLOR_GRAY2BGR) for n in "ab"]
            for k in np.flatnonzero(batch["seen"][i].numpy())[:12]:
                colour = tuple(int(c) for c in np.random.default_rng(int(k)).integers(60, 255, 3))
                for view, name in zip(views, ("places", "partners")):
                    cv2.circle(view, tuple(int(v) for v in batch[name][i, k]), 3, colour, 1, cv2.LINE_AA)
            rows.append(np.hstack(views))
    return np.vstack([np.hstack(rows[i:i + 4]) for i in range(0, count - count % 4, 4)])
