"""A dataset of image pairs, blurred: what deblurring buys in matching is measured on it."""
import pathlib
import shutil

import cv2
import numpy as np

from .synthesis import kernels
from .synthesis.blur import blurred

CAMERA = {"linear_light": 0.0, "highlights": 0.0, "gamma": [2.2, 2.2]}
BLUR = {"shake": 19, "linear": 16, "defocus": 5, "gaussian": [1.0, 3.0]}
NOISE = 2.55  # 1 % of white


def write(source, out, kinds, seed):
    """Copies every scene folder of ``source`` (``NAME/{1,2,…}.png`` with its ground truth) into ``out``, each image blurred by
    a kernel of its own, drawn from ``kinds``, in linear light, with noise. Returns the number of images."""
    source, out = pathlib.Path(source), pathlib.Path(out)
    scenes = sorted(p for p in source.iterdir() if p.is_dir())
    if not scenes:
        raise ValueError(f"{source}: no folder of a scene")
    count = 0
    for scene in scenes:
        (out / scene.name).mkdir(parents=True, exist_ok=True)
        for path in sorted(scene.iterdir()):
            if path.suffix.lower() not in (".png", ".jpg", ".jpeg", ".ppm"):
                shutil.copy(path, out / scene.name / path.name)
                continue
            rng = np.random.default_rng([seed, count])
            sharp = cv2.imread(str(path), cv2.IMREAD_COLOR).astype(np.float32)
            kernel = kernels.KINDS[kinds[int(rng.integers(len(kinds)))]](rng, BLUR)
            image = blurred(rng, sharp, kernel, CAMERA) + rng.normal(0, NOISE, sharp.shape)
            cv2.imwrite(str(out / scene.name / f"{path.stem}.png"), np.clip(np.round(image), 0, 255).astype(np.uint8))
            count += 1
    return count
