"""Pairs of small grey images of one plane, related by a homography, made in whole batches; for the learned start.

Coordinates are normalised to [-1, 1] (align_corners=False) in a frame of an aspect ratio of its own, which is then
squeezed into a square, as a caller squeezes its images.
"""
import cv2
import numpy as np
import torch
import torch.nn.functional as F

from ..networks.transformer import projective_grid

POOL_SIDE = 320


def pool(images, crops, seed):
    """(n, S, S) uint8: every photograph ``crops`` times, at random scales."""
    rng = np.random.default_rng(seed)
    out = []
    for image in images:
        for _ in range(crops):
            side = int(min(image.shape) * rng.uniform(0.55, 1.0))
            y, x = (int(rng.integers(0, s - side + 1)) for s in image.shape)
            crop = cv2.resize(image[y:y + side, x:x + side], (POOL_SIDE, POOL_SIDE), interpolation=cv2.INTER_AREA)
            out.append(crop[:, ::-1] if rng.random() < 0.5 else crop)
    return torch.from_numpy(np.ascontiguousarray(np.stack(out)))


def _homography(source, target):
    return cv2.getPerspectiveTransform(source.astype(np.float32), target.astype(np.float32)).astype(np.float64)


CORNERS = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]], float)


def draw_motion(rng, o):
    """A homography on normalised coordinates: similarity about the centre, shear of the corners, shift."""
    aspect = rng.uniform(*o["aspect"])
    if rng.random() < 0.3:
        aspect = 1 / aspect
    frame = np.array([np.sqrt(aspect), 1 / np.sqrt(aspect)])
    strength = rng.uniform(0.15, 1)
    angle = rng.normal(0, 0.5) * o["rotation"] * strength
    scale = np.exp(np.clip(rng.normal(0, 0.5), -1.2, 1.2) * np.log(o["scale"]) * strength)
    turn = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    shift = rng.uniform(-1, 1, 2) * o["shift"] * strength
    corners = (CORNERS * frame) @ turn.T / frame + shift + rng.uniform(-1, 1, (4, 2)) * o["jitter"] * strength
    return _homography(CORNERS, corners), frame


def _kernels(rng, batch, o, size=17):
    """(batch, 1, size, size) blur: Gaussians, stretched for motion, of standard deviations in pixels of the small image."""
    c = np.arange(size) - size // 2
    x, y = np.meshgrid(c, c)
    out = np.zeros((batch, 1, size, size), np.float32)
    for i in range(batch):
        s = rng.uniform(0.35, o["blur"]) if rng.random() < o["blurred"] else 0.3
        t = s * (rng.uniform(1, 3) if rng.random() < 0.35 else 1)
        a = rng.uniform(0, np.pi)
        u, v = np.cos(a) * x + np.sin(a) * y, np.cos(a) * y - np.sin(a) * x
        k = np.exp(-u ** 2 / (2 * min(t, size / 4) ** 2) - v ** 2 / (2 * s ** 2))
        out[i, 0] = k / k.sum()
    return torch.from_numpy(out)


def _degrade(rng, generator, image, o):
    """Blur, light, contrast and noise of (B, 1, H, W) images in 0..255; rounded as a camera rounds."""
    batch, _, height, width = image.shape
    kernel = _kernels(rng, batch, o)
    half = kernel.shape[-1] // 2
    padded = F.pad(image.transpose(0, 1), (half, half, half, half), mode="replicate")
    image = F.conv2d(padded, kernel, groups=batch).transpose(0, 1)

    def each(values):
        return torch.tensor(np.array(values, np.float32)).view(-1, 1, 1, 1)

    gamma = each(np.exp(rng.uniform(-0.4, 0.4, batch)))
    image = 255 * (image.clamp(0, 255) / 255) ** gamma
    field = F.interpolate(torch.from_numpy(rng.normal(0, 1, (batch, 1, 3, 3)).astype(np.float32)), (height, width), mode="bicubic", align_corners=True)
    image = image * torch.exp(field * each(rng.uniform(0, o["gain_field"], batch)))
    contrast = each([np.exp(rng.uniform(np.log(o["contrast"]), 0)) if rng.random() < 0.7 else 1 for _ in range(batch)])
    mean = image.mean((2, 3), keepdim=True)
    image = (image - mean) * contrast + each(rng.uniform(60, 190, batch))
    noise = torch.randn(image.shape, generator=generator) * each(rng.uniform(0, o["noise"], batch))
    return image + noise


class PlaneStream(torch.utils.data.Dataset):
    """Item n is batch n, from the seed and n only: ``a``, ``b`` (B, 1, S, S) float in 0..255, ``homography`` (B, 3, 3) from
    A to B on normalised coordinates, ``related`` (B,): false where the two images show different things."""

    def __init__(self, images, options, seed):
        self.options, self.seed = options, seed
        self.pool = images

    def __len__(self):
        return 1 << 40

    def __getitem__(self, number):
        o = self.options
        rng = np.random.default_rng([self.seed, number])
        generator = torch.Generator().manual_seed(int(rng.integers(1 << 62)))
        batch, side = o["batch"], o["sizes"][0]
        motions, views_a, views_b = [], [], []
        for _ in range(batch):
            motion, frame = draw_motion(rng, o)
            zoom = rng.uniform(*o["zoom"])
            angle = rng.uniform(-0.3, 0.3)
            turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
            view = np.eye(3)
            view[:2, :2] = zoom * turn @ np.diag(frame)
            view[:2, 2] = rng.uniform(-1, 1, 2) * max(0.0, 0.9 - zoom)
            motions.append(motion)
            views_a.append(view)
            views_b.append(view @ np.linalg.inv(motion))
        related = rng.random(batch) >= o["unrelated"]
        first = rng.integers(len(self.pool), size=batch)
        second = np.where(related, first, (first + 1 + rng.integers(len(self.pool) - 1, size=batch)) % len(self.pool))

        def render(views, index):
            grid = projective_grid(torch.from_numpy(np.stack(views).astype(np.float32)), side, side)
            textures = self.pool[torch.from_numpy(index)].unsqueeze(1).float()
            return F.grid_sample(textures, grid, padding_mode="reflection", align_corners=False)

        a, b = render(views_a, first), render(views_b, second)
        for i in np.flatnonzero(rng.random(batch) < o["occluded"]):  # something stands before the plane in B
            h, w = rng.integers(side // 8, side // 3, 2)
            y, x = rng.integers(0, side - h), rng.integers(0, side - w)
            other = a[rng.integers(batch)]
            b[i, :, y:y + h, x:x + w] = other[:, side - h:, side - w:]
        return {"a": _degrade(rng, generator, a, o), "b": _degrade(rng, generator, b, o),
                "homography": torch.from_numpy(np.stack(motions).astype(np.float32)), "related": torch.from_numpy(related)}
