"""Keypoints of two views with a frozen network's descriptors, and how far each lies from each one's true partner."""
import pathlib

import numpy as np
import torch

from .. import checkpoint, keypoints
from ..networks.features import FeatureNet
from ..networks.matcher import normalise
from . import feature_pairs

FAR = 1e3  # px: of keypoints that the other view does not show
TOOL = pathlib.Path(__file__).parent.parent.parent


def features(path):
    """The network of a checkpoint of the task "features"; a path is relative to this tool's folder."""
    content = checkpoint.load(TOOL / path)
    network = FeatureNet(content["config"]["network"])
    network.load_state_dict(content["average"])
    return network.eval()


class DescribedPair:
    """``places``: [(N, 2), (M, 2)] pixels, strongest first; ``descriptors``: [(N, C), (M, C)] of unit length; ``gap`` (N, M):
    pixels of B between where a keypoint of A is seen there and a keypoint of B."""

    def __init__(self, network, pair, most):
        views = (pair.a, pair.b)
        self.side = pair.a.shape[0]
        self.places = [keypoints.sift_places(view, most) for view in views]
        self.descriptors = [keypoints.read_bicubic(keypoints.maps(network, view)[0], places) for view, places in zip(views, self.places)]
        there = pair.partner(self.places[0])
        self.gap = np.full((len(there), len(self.places[1])), FAR, np.float32)
        seen = pair.visible(self.places[0], there)
        self.gap[seen] = np.linalg.norm(there[seen, None] - self.places[1][None], axis=2)


def select(rng, pair, count, noise):
    """Some of a pair's keypoints, among its strongest and at most ``count`` a view, in any order, either view first:
    (places normalised, descriptors) of both and the gaps between them. ``noise``: px, standard deviation."""
    chosen = []
    for places in pair.places:
        strongest = np.arange(min(len(places), count))
        chosen.append(rng.permutation(strongest[rng.random(len(strongest)) < rng.uniform(0.7, 1)]))
    views = [(normalise(torch.from_numpy(places[c] + rng.normal(0, noise, (len(c), 2)).astype(np.float32)), pair.side, pair.side), descriptors[c])
             for places, descriptors, c in zip(pair.places, pair.descriptors, chosen)]
    gap = torch.from_numpy(pair.gap[np.ix_(*chosen)])
    return (views, gap) if rng.random() < 0.5 else (views[::-1], gap.T)


def filled(selected):
    """Pairs of different numbers of keypoints as one batch: ``places_a`` (B, N, 2), ``descriptors_a`` (B, N, C), ``present_a``
    (B, N), the same of b, and ``gap`` (B, N, M)."""
    most = [max(len(views[i][0]) for views, _ in selected) for i in (0, 1)]
    size, channels = len(selected), selected[0][0][0][1].shape[1]
    batch = {"gap": torch.full((size, *most), FAR)}
    for name, i in (("a", 0), ("b", 1)):
        batch |= {f"places_{name}": torch.zeros(size, most[i], 2), f"descriptors_{name}": torch.zeros(size, most[i], channels),
                  f"present_{name}": torch.zeros(size, most[i], dtype=torch.bool)}
    for n, (views, gap) in enumerate(selected):
        batch["gap"][n, :gap.shape[0], :gap.shape[1]] = gap
        for name, (places, descriptors) in zip("ab", views):
            batch[f"places_{name}"][n, :len(places)] = places
            batch[f"descriptors_{name}"][n, :len(places)] = descriptors
            batch[f"present_{name}"][n, :len(places)] = True
    return batch


class MatchStream(torch.utils.data.Dataset):
    """Item n is batch n, from the seed and n only, as ``filled`` gives it.

    To make and describe a pair takes longer than to learn from it once: each is used in ``uses`` batches, ``apart`` batches
    apart, every time with other keypoints.
    """

    def __init__(self, textures, options, seed):
        self.textures, self.options, self.seed = textures, options, seed
        self.network, self.made = None, {}

    def __len__(self):
        return 1 << 40

    def __getitem__(self, number):
        o = self.options
        fresh = o["batch"] // o["uses"]
        groups = [number - use * o["apart"] for use in range(o["uses"])]
        numbers = [(group, i) for group in groups for i in range(fresh)]
        self.made = {n: pair for n, pair in self.made.items() if n[0] > groups[-1] - o["apart"]}
        rng = np.random.default_rng([self.seed, number])
        count = int(rng.choice(o["keypoints"]))
        return filled([select(rng, self._pair(n), count, rng.uniform(0, o["place_noise"])) for n in numbers])

    def _pair(self, number):
        if number not in self.made:
            if self.network is None:
                self.network = features(self.options["features"])
            group, i = number
            rng = np.random.default_rng([self.seed, group + 1_000_000, i])  # the first batches use pairs before the first
            while True:
                made = DescribedPair(self.network, feature_pairs.make(rng, self.textures, self.options), max(self.options["keypoints"]) * 5 // 4)
                if min(map(len, made.places)) >= 8:
                    break
            self.made[number] = made
        return self.made[number]
