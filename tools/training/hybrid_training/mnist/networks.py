"""The benchmark's classifiers, each with about 400 000 parameters, with and without a spatial transformer in front."""
import torch.nn as nn

from ..networks.transformer import SpatialTransformer

BUDGET = 400_000
CHANNELS = (16, 32)
INSIDE = 28  # side of what a transformer hands on


def _count(module):
    return sum(p.numel() for p in module.parameters())


def _cnn(side, hidden):
    a, b = CHANNELS
    end = ((side - 4) // 2 - 4) // 2
    return nn.Sequential(
        nn.Conv2d(1, a, 5, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(a), nn.ReLU(inplace=True),
        nn.Conv2d(a, b, 5, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(b), nn.ReLU(inplace=True), nn.Flatten(),
        nn.Linear(b * end * end, hidden, bias=False), nn.BatchNorm1d(hidden), nn.ReLU(inplace=True), nn.Dropout(0.3), nn.Linear(hidden, 10))


def _fcn(side, hidden):
    return nn.Sequential(
        nn.Flatten(), nn.Linear(side * side, hidden, bias=False), nn.BatchNorm1d(hidden), nn.ReLU(inplace=True),
        nn.Linear(hidden, hidden, bias=False), nn.BatchNorm1d(hidden), nn.ReLU(inplace=True), nn.Linear(hidden, 10))


def _localisation(family, side):
    """(module, features): the paper's, convolutional before a CNN and fully connected before an FCN."""
    if family == "FCN":
        return nn.Sequential(nn.Flatten(), nn.Linear(side * side, 48), nn.ReLU(inplace=True), nn.Linear(48, 48), nn.ReLU(inplace=True)), 48
    end = ((side // 2 - 4) // 2 - 4)
    return nn.Sequential(
        nn.AvgPool2d(2), nn.Conv2d(1, 16, 5, bias=False), nn.MaxPool2d(2), nn.BatchNorm2d(16), nn.ReLU(inplace=True),
        nn.Conv2d(16, 20, 5 if end > 0 else 3, bias=False), nn.BatchNorm2d(20), nn.ReLU(inplace=True), nn.Flatten(),
        nn.Linear(20 * (end if end > 0 else end + 2) ** 2, 48), nn.ReLU(inplace=True)), 48


def build(family, transformer, side):
    """A classifier of ``family`` FCN or CNN behind a ``transformer`` (none, affine, projective, tps) for a side in pixels.

    The hidden layer takes what the other parts leave of the budget, so that all have like parameter counts.
    """
    make = {"FCN": _fcn, "CNN": _cnn}[family]
    front, seen = [], side
    if transformer != "none":
        module, features = _localisation(family, side)
        front, seen = [SpatialTransformer(module, features, transformer, (INSIDE, INSIDE))], INSIDE
    hidden = 8
    while _count(make(seen, hidden + 8)) + sum(map(_count, front)) <= BUDGET:
        hidden += 8
    return nn.Sequential(*front, make(seen, hidden))
