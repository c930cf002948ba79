"""Blurred photographs with their sharp originals: blur in linear light, highlights, noise, JPEG. Images are BGR uint8."""
import pathlib

import cv2
import numpy as np
import torch

from . import kernels
from .textures import TextureSet

MARGIN = 20  # pixels read around a crop, so that its border is blurred by what lies there


def blurred(rng, sharp, kernel, options):
    """A photograph ``sharp`` (float32, 0..255) taken with blur ``kernel`` → float32, not yet noisy.

    Light adds up before the tone curve: x^gamma is blurred, then x^(1/gamma) taken. Where highlights are drawn, pixels
    close to white stand for light beyond it, so that they smear as lamps do.
    """
    gamma = 1.0 if rng.random() < options["linear_light"] else rng.uniform(*options["gamma"])
    light = (sharp * np.float32(1 / 255)) ** np.float32(gamma)
    if rng.random() < options["highlights"]:
        bright = light.max(2, keepdims=True) > rng.uniform(0.85, 0.97)
        light = np.where(bright, light * np.float32(rng.uniform(1.5, 6)), light)
    light = cv2.filter2D(light, -1, kernel[::-1, ::-1].copy(), borderType=cv2.BORDER_REFLECT_101)
    return 255 * np.clip(light, 0, 1) ** np.float32(1 / gamma)


def recorded(rng, image, options):
    """What a camera writes of a float32 image: noise, rounding, at times JPEG → uint8."""
    if rng.random() < options["noise"]:
        low, high = options["noise_sigma"]
        image = image + rng.standard_normal(image.shape, np.float32) * np.float32(rng.uniform(low, high))
    image = np.clip(np.round(image), 0, 255).astype(np.uint8)
    if rng.random() < options["jpeg"]:
        _, data = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(70, 99))])
        image = cv2.imdecode(data, cv2.IMREAD_COLOR)
    return image


def crop(rng, photograph, size, scales):
    """A textured crop of ``size`` with MARGIN around it, flipped, turned and shrunk at random → float32."""
    best = None
    need = size + 2 * MARGIN
    scale = max(rng.uniform(*scales), (need + 1) / min(photograph.shape[:2]))
    side = min(int(round(need / scale)), *photograph.shape[:2])
    for _ in range(2):  # the more textured of two: flat crops teach nothing
        y, x = (int(rng.integers(n - side + 1)) for n in photograph.shape[:2])
        piece = photograph[y:y + side, x:x + side]
        texture = float(np.abs(np.diff(piece[::2, ::2, 1].astype(np.int16))).mean())
        if best is None or texture > best[0]:
            best = texture, piece
    piece = best[1]
    if side != need:
        piece = cv2.resize(piece, (need, need), interpolation=cv2.INTER_AREA if side > need else cv2.INTER_CUBIC)
    piece = np.rot90(piece, int(rng.integers(4)))
    return (piece[:, ::-1] if rng.random() < 0.5 else piece).astype(np.float32)


def make(rng, photograph, kind, size, options):
    """One training pair of a kind in ``kernels.KINDS``, or "sharp": (blurred, sharp), both (size, size, 3) uint8.

    Of a sharp image nothing is to be changed: its target is the recorded image itself.
    """
    inner = slice(MARGIN, MARGIN + size)
    sharp = crop(rng, photograph, size, options["scales"])
    if kind == "sharp":
        same = recorded(rng, sharp[inner, inner], options)
        return same, same
    image = blurred(rng, sharp, kernels.KINDS[kind](rng, options), options)
    return recorded(rng, image[inner, inner], options), sharp[inner, inner].astype(np.uint8)


class PhotographSet(TextureSet):
    """Colour photographs, or pairs of a blurred and a sharp photograph."""

    @staticmethod
    def load(folder, split):
        """Photographs of a folder, every tenth held out; or a folder in GoPro's layout, where training reads
        ``train/SCENE/{blur,sharp}`` and validation ``test/…``: then each image is a (blurred, sharp) pair of paths."""
        folder = pathlib.Path(folder)
        part = folder / ("test" if split == "validation" else "train")
        pairs = [(path, path.parent.parent / "sharp" / path.name) for path in sorted(part.glob("*/blur/*.png"))]
        if pairs:
            missing = [sharp for _, sharp in pairs if not sharp.exists()]
            if missing:
                raise ValueError(f"{missing[0]}: no sharp image for the blurred one")
            return PhotographSet(pairs)
        return PhotographSet(TextureSet.load(folder, split, cv2.IMREAD_COLOR).images)


def real_pair(rng, paths, size):
    """A crop of a (blurred, sharp) pair of files."""
    images = [cv2.imread(str(p), cv2.IMREAD_COLOR) for p in paths]
    if any(i is None for i in images) or images[0].shape != images[1].shape or min(images[0].shape[:2]) < size:
        raise ValueError(f"{paths[0]}: not a pair of images of one size, {size} pixels or larger")
    y, x = (int(rng.integers(n - size + 1)) for n in images[0].shape[:2])
    turn, flip = int(rng.integers(4)), rng.random() < 0.5
    out = [np.rot90(i[y:y + size, x:x + size], turn) for i in images]
    return tuple(i[:, ::-1] if flip else i for i in out)


class BlurStream(torch.utils.data.Dataset):
    """Item n is batch n: tensors ``blurred``, ``sharp`` (B, 3, H, W) uint8 RGB and ``kind`` (B,) index into NAMES.

    Batch n depends on the seed and n only."""

    NAMES = ("sharp", *kernels.KINDS)

    def __init__(self, photographs, options, seed):
        self.photographs, self.options, self.seed = photographs, options, seed
        self.shares = np.array([options["shares"][k] for k in self.NAMES], float)
        self.shares /= self.shares.sum()

    def __len__(self):
        return 1 << 40

    def __getitem__(self, number):
        rng = np.random.default_rng([self.seed, number])
        size = int(self.options["sizes"][rng.integers(len(self.options["sizes"]))])
        made, kinds = [], []
        for _ in range(self.options["batch"]):
            index = int(rng.choice(len(self.NAMES), p=self.shares))
            photograph = self.photographs.draw(rng)
            pair = real_pair(rng, photograph, size) if isinstance(photograph, tuple) else \
                make(rng, photograph, self.NAMES[index], size, self.options)
            made.append(pair)
            kinds.append(index)
        blurred_images, sharp_images = (np.stack(images)[..., ::-1].transpose(0, 3, 1, 2).copy() for images in zip(*made))
        return {"blurred": torch.from_numpy(blurred_images), "sharp": torch.from_numpy(sharp_images), "kind": torch.tensor(kinds)}
