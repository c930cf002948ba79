"""Task "matcher": which keypoints of two images show the same place, from frozen descriptors and where they lie."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from ..graphs import Graph
from ..networks.matcher import NEVER, Matcher, log_probabilities, normalise
from ..robust import magsac
from ..synthesis import feature_pairs, match_pairs, motion
from ..synthesis.feature_pairs import photographs  # noqa: F401: a task offers its photographs
from .features import KINDS, mutual_neighbours

#: Lower is better: 100 - share of the matches within 5 px, mean of the kinds. (The area hangs on few pairs: 2 points either way.)
CRITERION = "missed"

RIGHT = 3.0  # px from a keypoint's true place within which its partners lie
WRONG = 6.0  # px from where on a keypoint is another one's; nothing is asked of those between
BOUND = 10.0
FEWEST = 40  # matches, where there are as many


def build(config):
    """The network of a configuration, freshly initialised."""
    return Matcher(config["network"])


def stream(config, textures, seed):
    """Numbered training batches."""
    return match_pairs.MatchStream(textures, config["synthesis"], seed)


def _views(batch):
    return tuple([batch[f"{name}_{v}"] for v in "ab"] for name in ("places", "descriptors", "present"))


def _one_way(similarity, right, allowed, present):
    """-log of the share of a keypoint's partners among all that are allowed, mean of the keypoints that have one.

    All (B, N, M) but ``present`` (B, N)."""
    every = torch.logsumexp(similarity.masked_fill(~allowed, NEVER), 2)
    partners = torch.logsumexp(similarity.masked_fill(~right, NEVER), 2)
    has = right.any(2) & present
    return ((every - partners) * has).sum() / has.sum().clamp(min=1)


def _matchability(logits, right, near, present):
    """Whether a keypoint has a partner, with as much weight on those that have as on those that have not."""
    has = right.any(2) & present
    none = ~near.any(2) & present
    each = F.binary_cross_entropy_with_logits(logits, has.float(), reduction="none")
    return sum((each * of).sum() / of.sum().clamp(min=1) for of in (has, none)) / 2


def loss(network, batch, config):
    """Training loss of one batch, mean of the layers → (loss, figures for the log)."""
    places, descriptors, present = _views(batch)
    both = present[0].unsqueeze(2) & present[1].unsqueeze(1)
    right, near = (batch["gap"] < RIGHT) & both, (batch["gap"] < WRONG) & both
    allowed = both & (right | ~near)
    total, layers = 0.0, network(places, descriptors, present, every=True)
    for similarity, matchable_a, matchable_b in layers:
        matching = (_one_way(similarity, right, allowed, present[0])
                    + _one_way(similarity.transpose(1, 2), right.transpose(1, 2), allowed.transpose(1, 2), present[1])) / 2
        trust = (_matchability(matchable_a, right, near, present[0])
                 + _matchability(matchable_b, right.transpose(1, 2), near.transpose(1, 2), present[1])) / 2
        total = total + (matching + config["loss"]["matchability"] * trust) / len(layers)
    with torch.no_grad():
        found = (similarity.masked_fill(~allowed, NEVER).argmax(2, keepdim=True) == torch.arange(similarity.shape[2])) & right
        has = right.any(2)
        nearest = torch.matmul(descriptors[0], descriptors[1].transpose(1, 2)).masked_fill(~allowed, NEVER).argmax(2, keepdim=True)
        before = (nearest == torch.arange(similarity.shape[2])) & right
    return total, {"matching": matching.item(), "trust": trust.item(), "found": 100 * float(found.any(2).sum() / has.sum().clamp(min=1)),
                   "nearest": 100 * float(before.any(2).sum() / has.sum().clamp(min=1))}


@torch.no_grad()
def match(network, views):
    """The more probable of the mutual best matches of two views, each (places normalised (N, 2), descriptors (N, C), strongest
    first) → indices and probabilities."""
    places, descriptors = ([v[k].unsqueeze(0) for v in views] for k in (0, 1))
    scores = log_probabilities(*network(places, descriptors))[0]
    i, j = mutual_neighbours(scores)
    # A share and no bound: among more keypoints every probability is smaller.
    kept = torch.argsort(-scores[i, j])[:max(FEWEST, round(network.options["kept"] * len(i)))]
    return i[kept], j[kept], scores[i[kept], j[kept]].exp()


def validation_set(config, textures):
    """Fixed pairs of planes by kind, the same for every run: {kind: [(pair, described pair)]}."""
    options = dict(config["synthesis"], same=0.0, deformed=0.0, sizes=[config["validation"]["side"]])
    network, result = match_pairs.features(options["features"]), {}
    for index, (kind, (first, second)) in enumerate(KINDS.items()):
        made = [feature_pairs.make(np.random.default_rng([7_000_000 + index, n]), textures, options, first, second)
                for n in range(config["validation"]["pairs"])]
        result[kind] = [(pair, match_pairs.DescribedPair(network, pair, config["validation"]["keypoints"])) for pair in made]
    return result


def _figures(pair, described, i, j):
    """Of matches: the share within 5 px, their number, and the mean error of the homography they lead to."""
    off = described.gap[i, j]
    homography, _ = magsac(described.places[0][i], described.places[1][j], 3.0) if len(i) >= 4 else (None, 0)
    if homography is None:
        return float((off < 5).mean()) if len(i) else 0.0, int((off < 5).sum()), np.inf
    at = np.stack([v.ravel() for v in np.meshgrid(*[np.linspace(0, described.side - 1, 9)] * 2)], 1)
    there = pair.partner(at)
    inside = ((there >= 0) & (there <= described.side - 1)).all(1)
    error = np.linalg.norm(np.stack(motion.apply(homography, *at[inside].T), 1) - there[inside], axis=1).mean() if inside.any() else np.inf
    return float((off < 5).mean()) if len(i) else 0.0, int((off < 5).sum()), float(error)


@torch.no_grad()
def validate(network, batches, device):
    """By kind, of the network's matches and of mutual nearest neighbours: the share within 5 px (``within``), how many those
    are a pair (``right``), and the area up to 10 px (``area``)."""
    network.eval()
    figures = {}
    for kind, items in batches.items():
        ours, nearest = [], []
        for pair, described in items:
            views = [(normalise(torch.from_numpy(p), described.side, described.side).to(device), d.to(device))
                     for p, d in zip(described.places, described.descriptors)]
            i, j, _ = match(network, views)
            ours.append(_figures(pair, described, i.cpu().numpy(), j.cpu().numpy()))
            i, j = mutual_neighbours(described.descriptors[0] @ described.descriptors[1].T)
            nearest.append(_figures(pair, described, i.numpy(), j.numpy()))
        for name, of in (("", ours), ("nearest_", nearest)):
            within, right, errors = (np.array(v) for v in zip(*of))
            figures[f"{name}within_{kind}"], figures[f"{name}right_{kind}"] = 100 * within.mean(), right.mean()
            figures[f"{name}area_{kind}"] = 100 * np.clip(1 - errors / BOUND, 0, 1).mean()
    for name in ("nearest_", ""):
        for what in ("within", "right", "area"):
            figures[f"{name}{what}"] = np.mean([figures[f"{name}{what}_{kind}"] for kind in batches])
    figures[CRITERION] = 100 - figures["within"]
    return {k: round(float(v), 3) for k, v in figures.items()}


class _Matches(nn.Module):
    """Mutual best matches and their probabilities, as published exports of LightGlue give them."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, kpts0, kpts1, desc0, desc1):
        scores = log_probabilities(*self.network([kpts0, kpts1], [desc0, desc1]))[0]
        best, back = scores.argmax(1), scores.argmax(0)
        i = torch.nonzero(back[best] == torch.arange(scores.shape[0])).squeeze(1)
        j = best[i]
        return torch.stack([i, j], 1), scores[i, j].exp()


def _example():
    rng = np.random.default_rng(5)
    own = rng.normal(0, 1, (21, 64))
    other = np.concatenate([own[:13] + rng.normal(0, 0.6, (13, 64)), rng.normal(0, 1, (4, 64))])[rng.permutation(17)]
    places = rng.uniform(-1, 1, (21, 2)), rng.uniform(-1, 1, (17, 2))
    values = {"kpts0": places[0], "kpts1": places[1], "desc0": own / np.linalg.norm(own, axis=1, keepdims=True),
              "desc1": other / np.linalg.norm(other, axis=1, keepdims=True)}
    return {k: torch.from_numpy(v.astype(np.float32))[None] for k, v in values.items()}


def graphs(network):
    """The file of the model."""
    dynamic = {"kpts0": [1], "kpts1": [1], "desc0": [1], "desc1": [1], "matches": [0], "scores": [0]}
    return [Graph("matcher", _Matches(network), _example(), ["matches", "scores"],
                  "places (normalised: the middle of an image at 0, its long side from -1 to 1) and descriptors of two images' keypoints, "
                  "to pairs of indices that are each other's best and their probability", dynamic)]


def card(network):
    """The part of the model card that tells a caller how to run the graph."""
    return {"inputs": {"kpts0": [1, "N", 2], "kpts1": [1, "M", 2], "desc0": [1, "N", 64], "desc1": [1, "M", 64]},
            "kept": network.options["kept"], "network": {k: network.options[k] for k in ("descriptor", "width", "heads", "layers", "attended")}}


def replay(network):
    """The order of a full run as (graph, {input: tensor name}, {output: tensor name}), for fixtures."""
    return [("matcher", {n: n for n in _example()}, {"matches": "matches", "scores": "scores"})]


def replay_inputs():
    """Tensors that a replay starts from: descriptors of which some are alike, anywhere."""
    return _example()


def figures(validation):
    """Validation figures as a Markdown table for the model's README."""
    rows = "\n".join(f"| {k or 'all'} | " + " | ".join(f"{validation[f'{n}{w}{k and chr(95) + k}']:.0f}" for w in ("within", "right", "area") for n in ("nearest_", ""))
                     + " |" for k in (*KINDS, ""))
    return ("Mutual nearest neighbours, then the matcher:\n\n| second view | matches within 5 px, % | | right ones a pair | | area up to 10 px | |\n"
            f"|---|---|---|---|---|---|---|\n{rows}")
