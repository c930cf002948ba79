"""Photographs as grey (or colour) textures in memory, split into training and validation by index."""
import pathlib

import cv2
import numpy as np

HELD_OUT = 10  # every tenth photograph, by index in the sorted list, is for validation only


class TextureSet:
    """A list of grey uint8 images. ``split`` is "train", "validation" or "all"."""

    def __init__(self, images):
        self.images = images

    @staticmethod
    def load(folder, split, mode=cv2.IMREAD_GRAYSCALE):
        paths = sorted(p for p in pathlib.Path(folder).iterdir() if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
        keep = {"train": lambda i: i % HELD_OUT != 0, "validation": lambda i: i % HELD_OUT == 0, "all": lambda i: True}[split]
        images = [cv2.imread(str(p), mode) for i, p in enumerate(paths) if keep(i)]
        images = [i for i in images if i is not None and min(i.shape[:2]) >= 128]
        if not images:
            raise ValueError(f"no usable textures in {folder}")
        return TextureSet(images)

    def draw(self, rng):
        return self.images[rng.integers(len(self.images))]
