"""The arbiter of flow: which of several proposals to take at each pixel, and how likely it is right to a pixel.

One network scores every proposal by the same weights, whatever their number; the greatest score wins. It is fitted to contests that the
C# side writes (``Hybrid.Benchmarks -- contests``), so that what it is trained on is what it will see, and is added to the folder of the
cascade whose flow it judges.
"""
import json

import numpy as np
import torch
from torch.nn import functional as F

from . import arbiter

FILE = "flow_arbiter.onnx"
RIGHT = 1.0  # px; what the probabilities are of
LARGEST = 40.0  # px; a vector that is wrong by more is as wrong
POWER = 0.75  # of the error, so that few very wrong vectors do not decide alone
BATCH = 1024
RATE = 4e-3
COLUMNS = 4  # pair, point, whether drawn from all points, error
KINDS = 6  # the last features say which kind a proposal is


class Scorer(torch.nn.Module):
    """Features (N × F) → score (N × 1) and P(error ≤ 1 px) (N × 1)."""

    def __init__(self, mean, deviation, hidden):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", 1 / deviation.clamp(min=1e-3))
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(len(mean), hidden), torch.nn.ReLU(),
            torch.nn.Linear(hidden, hidden), torch.nn.ReLU(),
            torch.nn.Linear(hidden, 2))

    def logits(self, features):
        return self.layers((features - self.mean) * self.scale)

    def forward(self, features):
        logits = self.logits(features)
        return logits[:, :1], torch.sigmoid(logits[:, 1:])


class Contests:
    """``features`` (points × proposals × F), ``errors`` (points × proposals), ``there`` (points × proposals): pairs have
    different numbers of proposals; ``pairs`` (points), ``drawn_from_all`` (points)."""

    def __init__(self, path):
        try:
            table = np.load(path)
        except (ValueError, EOFError) as e:
            raise ValueError(f"{path} is not a NumPy array; write it with Hybrid.Benchmarks -- contests") from e
        if table.ndim != 2 or table.shape[1] <= COLUMNS + KINDS or len(table) == 0:
            raise ValueError(f"{path} holds no contests; write it with Hybrid.Benchmarks -- contests")
        # The alignment's own flow comes first at every point.
        first = table[:, -KINDS] == 1
        point, starts = np.cumsum(first) - 1, np.flatnonzero(first)
        place = np.arange(len(table)) - starts[point]
        shape = len(starts), place.max() + 1
        self.features = torch.zeros(*shape, table.shape[1] - COLUMNS)
        self.features[point, place] = torch.from_numpy(table[:, COLUMNS:])
        self.errors = torch.full(shape, 1000.0)
        self.errors[point, place] = torch.from_numpy(table[:, 3])
        self.there = torch.zeros(shape, dtype=torch.bool)
        self.there[point, place] = True
        self.pairs = torch.from_numpy(table[first, 0]).long()
        self.drawn_from_all = torch.from_numpy(table[first, 2]) == 1


def fit(contests, hidden, steps, seed):
    """A scorer; the same seed gives the same one."""
    torch.manual_seed(seed)
    rows = contests.features[contests.there]
    mean, deviation = rows.mean(0), rows.std(0)
    mean[-KINDS:], deviation[-KINDS:] = 0, 1
    network = Scorer(mean, deviation, hidden)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    cost = contests.errors.clamp(max=LARGEST) ** POWER
    right = (contests.errors <= RIGHT).float()
    order = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        chosen = torch.randint(len(cost), (BATCH,), generator=order)
        logits, there = network.logits(contests.features[chosen]), contests.there[chosen]
        share = F.softmax(logits[..., 0].masked_fill(~there, -1e9), 1)
        expected = (share * cost[chosen].masked_fill(~there, 0)).sum(1).mean()
        loss = expected + 0.3 * F.binary_cross_entropy_with_logits(logits[..., 1][there], right[chosen][there])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()


def figures(network, contests):
    """Mean error in px (100 at most) at points drawn from all: of the start, by the arbiter, by the surest own confidence, by the
    least census distance, and of the best proposal; and how many pairs are better or worse than their start."""
    with torch.no_grad():
        score = network.logits(contests.features)[..., 0].masked_fill(~contests.there, -1e9)
    errors = contests.errors.clamp(max=100)

    def of(choice):
        return errors.gather(1, choice[:, None])[:, 0]

    rules = {"start": errors[:, 0], "arbiter": of(score.argmax(1)),
             "surest": of(contests.features[..., 6].masked_fill(~contests.there, -1).argmax(1)),
             "census": of(contests.features[..., 1].masked_fill(~contests.there, 9).argmin(1)), "oracle": errors.amin(1)}
    means = {n: [] for n in rules}
    for pair in contests.pairs.unique():
        drawn = (contests.pairs == pair) & contests.drawn_from_all
        for name, value in rules.items():
            means[name].append(value[drawn].mean().item())
    delta = np.array(means["arbiter"]) - np.array(means["start"])
    return {"pairs": len(delta), **{n: round(float(np.mean(v)), 3) for n, v in means.items()},
            "pairs_better": int((delta < -0.02).sum()), "pairs_worse": int((delta > 0.02).sum())}


def run(train, held_out, model, hidden, steps, seed, data):
    contests = Contests(train)
    network = fit(contests, hidden, steps, seed)
    validation = figures(network, Contests(held_out))
    print(json.dumps(validation, indent=1))
    arbiter.add(network, contests.features[contests.there][:4800], model, {
        "parameters": sum(p.numel() for p in network.parameters()), "seed": seed, "data": data,
        "command": f"python3 -m hybrid_training fusion TRAIN.npy HELD_OUT.npy --model MODEL --hidden {hidden} --steps {steps} --seed {seed}",
        "held_out": validation}, "which of several proposals for the flow to take", ("score", "right"), FILE)
