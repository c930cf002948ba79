"""A dataset of image pairs with exact overlap masks, in the layout that ``hybrid evaluate`` reads."""
import pathlib

import cv2
import numpy as np

from .synthesis import overlap_pairs


def write(textures, out, options, kinds, count, size, seed):
    """``count`` pairs of each kind: ``KIND_NNN/{1,2}.png`` and ``overlap_{1,2}.png`` under ``out/overlap``. Returns their number.

    Pair n of a kind depends on the seed, the kind and n alone.
    """
    root = pathlib.Path(out) / "overlap"
    written = 0
    for kind in kinds:
        for number in range(count):
            rng = np.random.default_rng([seed, overlap_pairs.OverlapStream.NAMES.index(kind), number])
            pair = overlap_pairs.make(rng, textures, kind, *size, options)
            folder = root / f"{kind}_{number:03d}"
            folder.mkdir(parents=True, exist_ok=True)
            for name, image in (("1", pair.a), ("2", pair.b), ("overlap_1", pair.mask_a * np.uint8(255)), ("overlap_2", pair.mask_b * np.uint8(255))):
                cv2.imwrite(str(folder / f"{name}.png"), image)
            written += 1
    return written
