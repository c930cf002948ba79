"""Outlines of moving layers, as soft masks in the frame of the first image."""
import cv2
import numpy as np


def _canvas(height, width):
    return np.zeros((height, width), np.uint8)


def ellipse(rng, height, width):
    mask = _canvas(height, width)
    centre = (int(rng.uniform(0, width)), int(rng.uniform(0, height)))
    axes = (int(rng.uniform(0.06, 0.3) * width), int(rng.uniform(0.06, 0.3) * height))
    cv2.ellipse(mask, centre, axes, rng.uniform(0, 180), 0, 360, 255, -1, cv2.LINE_AA)
    return mask


def polygon(rng, height, width):
    mask = _canvas(height, width)
    count = int(rng.integers(3, 9))
    angles = np.sort(rng.uniform(0, 2 * np.pi, count))
    radius = rng.uniform(0.1, 0.35) * min(height, width) * rng.uniform(0.5, 1.3, count)
    points = np.stack([rng.uniform(0, width) + radius * np.cos(angles), rng.uniform(0, height) + radius * np.sin(angles)], 1)
    cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    return mask


def bars(rng, height, width):
    """Thin structures: a few lines of 2 to 6 pixels, parallel or not."""
    mask = _canvas(height, width)
    parallel = rng.random() < 0.5
    angle = rng.uniform(0, np.pi)
    for _ in range(int(rng.integers(1, 5))):
        if not parallel:
            angle = rng.uniform(0, np.pi)
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        reach = rng.uniform(0.3, 1.5) * max(height, width)
        dx, dy = np.cos(angle) * reach / 2, np.sin(angle) * reach / 2
        cv2.line(mask, (int(x - dx), int(y - dy)), (int(x + dx), int(y + dy)), 255, int(rng.integers(2, 7)), cv2.LINE_AA)
    return mask


def blob(rng, height, width):
    """Thresholded smooth noise: ragged outlines and holes."""
    cells = int(rng.integers(3, 7))
    noise = cv2.resize(rng.normal(0, 1, (cells, cells)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
    return np.clip((noise - rng.uniform(0.4, 0.9)) * 600 + 127, 0, 255).astype(np.uint8)


def draw(rng, height, width):
    """A random outline: uint8 (height, width), 255 inside."""
    return (ellipse, polygon, blob, bars)[rng.choice(4, p=[0.3, 0.35, 0.2, 0.15])](rng, height, width)


def small(rng, height, width, size):
    """A thing of about ``size`` pixels anywhere on the canvas: round, angular, or a bar of a quarter to a sixteenth of that width."""
    mask = _canvas(height, width)
    x, y, angle = rng.uniform(0, width), rng.uniform(0, height), rng.uniform(0, 2 * np.pi)
    kind = rng.random()
    if kind < 0.35:
        axes = (max(1, int(size / 2)), max(1, int(size / 2 * rng.uniform(0.35, 1))))
        cv2.ellipse(mask, (int(x), int(y)), axes, np.degrees(angle), 0, 360, 255, -1, cv2.LINE_AA)
    elif kind < 0.7:
        count = int(rng.integers(3, 8))
        angles = np.sort(rng.uniform(0, 2 * np.pi, count))
        radius = size / 2 * rng.uniform(0.6, 1.3, count)
        points = np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], 1)
        cv2.fillPoly(mask, [np.round(points * 16).astype(np.int32)], 255, cv2.LINE_AA, 4)
    else:
        dx, dy = np.cos(angle) * size, np.sin(angle) * size
        thickness = max(1, int(round(size * rng.uniform(1 / 16, 1 / 4))))
        cv2.line(mask, (int(x - dx), int(y - dy)), (int(x + dx), int(y + dy)), 255, thickness, cv2.LINE_AA)
    return mask
