"""A dataset of image pairs with exact flow, in the layout that ``hybrid evaluate`` reads."""
import pathlib

import cv2
import numpy as np

from .synthesis import pairs


def write(textures, out, options, kinds, count, sizes, seed):
    """``count`` pairs of each kind: ``KIND_NNN/{1,2}.png`` and ``flow_1_2.flo`` under ``out/flow``. Returns their number.

    Pair n of a kind depends on the seed, the kind and n alone; ``sizes`` (height, width) take turns.
    """
    root = pathlib.Path(out) / "flow"
    written = 0
    for kind in kinds:
        for number in range(count):
            rng = np.random.default_rng([seed, *kind.encode(), number])
            pair = pairs.make(rng, textures, kind, *sizes[number % len(sizes)], options)
            folder = root / f"{kind}_{number:03d}"
            folder.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(folder / "1.png"), pair.a)
            cv2.imwrite(str(folder / "2.png"), pair.b)
            write_flo(folder / "flow_1_2.flo", pair.flow)
            written += 1
    return written


def write_flo(path, flow):
    """Middlebury's format: (H, W, 2) float32."""
    height, width = flow.shape[:2]
    with open(path, "wb") as file:
        file.write(b"PIEH" + np.array([width, height], "<i4").tobytes() + flow.astype("<f4").tobytes())
