"""What surfaces look like where a photograph would say too much: bare walls, repeated patterns, roads, painted metal."""
import cv2
import numpy as np

from . import shapes


def plain(rng, texture):
    """A wall with hardly anything on it: the slow part of a photograph at a fraction of its contrast."""
    level = rng.uniform(40, 220)
    shade = cv2.GaussianBlur(texture, (0, 0), 12).astype(np.float32)
    return np.clip(level + rng.uniform(0.02, 0.15) * (shade - shade.mean()), 0, 255).astype(np.uint8)


def repeated(rng, texture):
    """A pattern of one period all over."""
    period = int(rng.integers(6, 40))
    y, x = (int(rng.integers(0, side - period)) for side in texture.shape)
    tile = texture[y:y + period, x:x + period]
    repeats = [side // period + 1 for side in texture.shape]
    return np.ascontiguousarray(np.tile(tile, repeats)[:texture.shape[0], :texture.shape[1]])


def _shadow(rng, image):
    """Darkens a region with a soft outline."""
    where = cv2.GaussianBlur(shapes.draw(rng, *image.shape), (0, 0), rng.uniform(0.5, 4)).astype(np.float32) / 255
    return image * (1 - where * np.float32(rng.uniform(0.15, 0.6)))


def road(rng, height, width, project, texture):
    """A road as a camera sees it: grain, faint patches and cracks, lane markings, shadows → float32 (height, width).

    ``project`` maps points (N, 2) of the ground, in heights of the camera to the right and ahead, to pixels of this picture;
    ``texture`` lends its slow shades.
    """
    shade = cv2.resize(texture, (width, height), interpolation=cv2.INTER_AREA)
    shade = cv2.GaussianBlur(shade, (0, 0), 0.04 * width).astype(np.float32)
    image = rng.uniform(50, 170) + np.float32(rng.uniform(0.02, 0.25)) * (shade - shade.mean())
    grain = rng.standard_normal((height, width), np.float32)
    fineness = rng.uniform(0, 1.5)
    if fineness > 0.4:
        grain = cv2.GaussianBlur(grain, (0, 0), fineness) * np.float32(2 * fineness)
    image = image + grain * np.float32(rng.uniform(0.3, 4) if rng.random() < 0.8 else rng.uniform(4, 9))

    def paint(outlines, value, strength):
        mask = np.zeros((height, width), np.uint8)
        for left, right, near, far in outlines:
            points = project(np.array([[left, near], [right, near], [right, far], [left, far]]))
            cv2.fillPoly(mask, [np.round(np.clip(points, -4000, 4000) * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
        return image + (mask.astype(np.float32) / 255 * np.float32(strength)) * (np.float32(value) - image)

    for _ in range(int(rng.integers(0, 3))):  # repaired patches
        x, z, w, d = rng.uniform(-3, 3), rng.uniform(1.5, 12), rng.uniform(0.3, 2), rng.uniform(0.5, 5)
        image = paint([(x, x + w, z, z + d)], image.mean() + rng.uniform(-20, 20), 0.7)
    for _ in range(int(rng.choice(5, p=[0.35, 0.15, 0.2, 0.2, 0.1]))):  # markings, whole or dashed
        x, half = rng.uniform(-4, 4), rng.uniform(0.02, 0.07)
        value, strength = rng.uniform(160, 255), rng.uniform(0.4, 1)
        dash, gap = rng.uniform(0.6, 3), rng.uniform(0.5, 4)
        z = rng.uniform(0.4, 1.5)
        if rng.random() < 0.4:
            dash = 60
        starts = np.arange(z, 40, dash + gap)
        image = paint([(x - half, x + half, start, start + dash) for start in starts], value, strength)
    for _ in range(int(rng.choice(3, p=[0.5, 0.3, 0.2]))):
        image = _shadow(rng, image)
    return image


def painted_metal(rng, height, width):
    """A smooth body: slow gradients, a few sharp edges and panes, a highlight; uint8 (height, width)."""
    ys, xs = np.mgrid[-1:1:height * 1j, -1:1:width * 1j].astype(np.float32)
    image = rng.uniform(20, 230) + rng.uniform(-50, 50) * ys + rng.uniform(-30, 30) * xs + rng.uniform(-30, 30) * ys * ys
    image = image.astype(np.float32)
    for _ in range(int(rng.integers(0, 4))):  # panes, lamps
        where = shapes.draw(rng, height, width).astype(np.float32) / 255
        image = image + where * (np.float32(rng.uniform(5, 250)) - image) * np.float32(rng.uniform(0.3, 1))
    for _ in range(int(rng.integers(0, 4))):  # edges of sheets
        y, x = rng.uniform(0, height, 2), rng.uniform(0, width, 2)
        line = np.zeros((height, width), np.uint8)
        cv2.line(line, (int(x[0]), int(y[0])), (int(x[1]), int(y[1])), 255, int(rng.integers(1, 3)), cv2.LINE_AA)
        image = image + line.astype(np.float32) / 255 * np.float32(rng.uniform(-60, 60))
    return np.clip(image, 0, 255).astype(np.uint8)
