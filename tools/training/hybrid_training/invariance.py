"""How far a view may be turned or enlarged before features no longer align it: what a caller has to try.

On pairs of held-out photographs in two drawn modalities, each aligned by SIFT's keypoints, mutual neighbours and MAGSAC.
"""
import numpy as np

from .matching import Matcher
from .synthesis import feature_pairs, motion

SIDE = 384
GOOD = 5.0  # px, mean over a grid of A


def _move(rng, angle, scale):
    """A turn and enlargement about the centre, with a little of everything else."""
    middle = (SIDE - 1) / 2
    c, s = scale * np.cos(angle), scale * np.sin(angle)
    turn = np.array([[c, -s, middle - c * middle + s * middle], [s, c, middle - s * middle - c * middle], [0, 0, 1]])
    return turn @ motion.corner_jitter(rng, SIDE, SIDE, 0.04 * SIDE), scale


def aligned(network, textures, options, angle=0.0, scale=1.0, count=24, turns=1, sizes=(1.0,)):
    """Share, in %, of ``count`` pairs that are aligned within ``GOOD``."""
    options = dict(options, sizes=[SIDE], same=0.0, deformed=0.0, zoom=[0.8, 1.0])
    grid = np.stack([v.ravel() for v in np.meshgrid(*[np.linspace(0, SIDE - 1, 9)] * 2)], 1)
    align, good = Matcher(network, count=1500, turns=turns, sizes=sizes), 0
    for n in range(count):
        rng = np.random.default_rng([8_000_000, n])
        pair = feature_pairs.make(rng, textures, options, moved=_move(rng, angle, scale))
        there = pair.partner(grid)
        seen = ((there >= 0) & (there <= SIDE - 1)).all(1)
        found = align(pair.a, pair.b)
        if found is not None:
            error = np.linalg.norm(np.stack(motion.apply(found, *grid[seen].T), 1) - there[seen], axis=1).mean()
            good += error < GOOD
    return 100 * good / count


def report(network, textures, options, count):
    """Prints the share of pairs aligned by angle and by scale."""
    def row(name, values, unit, measure):
        print(name, "  ".join(f"{v:g}{unit}: {measure(v):.0f} %" for v in values), flush=True)

    row("turned by", (0, 15, 30, 45, 60, 90, 180), "°", lambda a: aligned(network, textures, options, np.radians(a), count=count))
    row("enlarged by", (0.35, 0.5, 0.71, 1, 1.41, 2, 2.83), "", lambda s: aligned(network, textures, options, scale=s, count=count))
