"""Batches by number: batch n depends on the seed and n only, so a resumed run sees the stream an uninterrupted one sees."""
import numpy as np
import torch

from . import motion, pairs, stereo_rig
from .scene import UNRELATED


def _initial(rng, pair, kind, level):
    """A plausible start for a pair: zero for residual motion, a blurred and disturbed truth for the rest."""
    height, width = pair.state.shape
    h, w = height // level, width // level
    if kind in ("residual", "warped", "negative"):
        return np.zeros((2, h, w), np.float32)
    if kind == "rig" or kind == "street" and rng.random() < 0.6:  # other streets go on from a coarser pass
        return stereo_rig.seed_from_matching(rng, pair, level, flat=0.4 if kind == "street" else 0.0)
    flow = pair.flow.reshape(h, level, w, level, 2).mean((1, 3))
    if rng.random() < 0.5:  # a homography's view of the scene: the best affine flow through all cells
        ys, xs = np.mgrid[0:h, 0:w]
        basis = np.stack([xs.ravel(), ys.ravel(), np.ones(h * w)], 1)
        flow = (basis @ np.linalg.lstsq(basis, flow.reshape(-1, 2), rcond=None)[0]).reshape(h, w, 2)
    flow = flow + motion.smooth_field(rng, h, w, rng.uniform(0.5, 6), 3) + rng.normal(0, rng.uniform(0, 2), 2)
    return (flow / level).transpose(2, 0, 1).astype(np.float32)


class PairStream(torch.utils.data.Dataset):
    """Item n is batch n: tensors ``a``, ``b`` (B, 1, H, W) uint8, ``flow`` (B, 2, H, W), ``state`` (B, H, W) uint8,
    ``initial`` (B, 2, H/start, W/start), ``has_initial`` (B,), ``kind`` (B,) index; and for the whole batch ``start``
    (16 or 8), ``iterations`` {level: count} drawn from the given choices, ``origin`` of the positional encoding."""

    NAMES = ("residual", "wide", "parallax", "stereo", "negative", "rig", "driving", "clutter", "warped", "street")

    def __init__(self, textures, options, seed, iterations=None):
        self.textures, self.options, self.seed = textures, options, seed
        self.iterations = iterations or {}
        self.shares = np.array([options["shares"].get(k, 0) for k in self.NAMES], float)
        self.shares /= self.shares.sum()

    def __len__(self):
        return 1 << 40

    def __getitem__(self, number):
        rng = np.random.default_rng([self.seed, number])
        early = self.options.get("early", {"batches": 0})
        sizes = early["sizes"] if number < early["batches"] else self.options["sizes"]
        height, width = sizes[rng.integers(len(sizes))]
        start = 8 if rng.random() < self.options["start_at_8"] else 16
        made, initial, has, kinds = [], [], [], []
        for _ in range(self.options["batch"]):
            index = int(rng.choice(len(self.NAMES), p=self.shares))
            kind = self.NAMES[index]
            pair = pairs.make(rng, self.textures, kind, height, width, self.options)
            made.append(pair)
            initial.append(_initial(rng, pair, kind, start))
            has.append(start == 8 or rng.random() < self.options["initial"][kind])
            kinds.append(index)
        iterations = {level: int(rng.choice(counts)) for level, counts in self.iterations.items()}
        return {
            "iterations": iterations, "origin": tuple(int(x) for x in rng.integers(0, 64, 2)),
            "a": torch.from_numpy(np.stack([p.a for p in made])[:, None]),
            "b": torch.from_numpy(np.stack([p.b for p in made])[:, None]),
            "flow": torch.from_numpy(np.stack([p.flow.transpose(2, 0, 1) for p in made]).astype(np.float32)),
            "state": torch.from_numpy(np.stack([p.state for p in made])),
            "initial": torch.from_numpy(np.stack(initial)),
            "has_initial": torch.tensor(has), "start": start, "kind": torch.tensor(kinds),
        }
