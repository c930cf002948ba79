"""Rectified stereo as real rigs take it: slanted and curved surfaces, thin structures, walls without texture, repeated
patterns, reflections, and rectification that is off by up to two pixels."""
import cv2
import numpy as np

from . import driving, motion, shapes, surfaces
from .scene import Layer, render


def _plane(rng, height, width, disparity, slant):
    """x_right = x − (disparity + slopes): rows are kept, and the plane stays before the cameras all over the frame."""
    bound = min(slant, 1.6 * disparity / (width + height))
    sx, sy = rng.uniform(-bound, bound, 2)
    cx, cy = (width - 1) / 2, (height - 1) / 2
    return np.array([[1 - sx, -sy, -(disparity - sx * cx - sy * cy)], [0, 1, 0], [0, 0, 1.0]])


def _curved(rng, height, width, amplitude):
    """Displacement along rows only, so that a curved surface stays rectified."""
    field = motion.smooth_field(rng, height, width, amplitude, int(rng.integers(2, 6)))
    field[..., 1] = 0
    return field


def _surface(rng, textures, options):
    """A texture of one of three kinds: a photograph, a wall with hardly anything on it, or a pattern that repeats."""
    texture = textures.draw(rng)
    kind = rng.random()
    if kind < options["plain"]:
        return surfaces.plain(rng, texture)
    if kind < options["plain"] + options["repeated"]:
        return surfaces.repeated(rng, texture)
    return texture


def _to_texture(rng, texture, height, width):
    scale = rng.uniform(0.6, 1.35)
    turn = motion.similarity(rng, height, width, 0.3 if rng.random() < 0.5 else 0.03, 0, 0)
    slack = [max(0.0, side - own * scale) for side, own in zip(texture.shape, (height, width))]
    return np.array([[scale, 0, rng.uniform(0, slack[1])], [0, scale, rng.uniform(0, slack[0])], [0, 0, 1.0]]) @ turn


def misrectification(rng, height, width, reach):
    """What is left of a rig's rectification: rows moved, turned and scaled, ``reach`` px at most at the frame's sides."""
    shift, tilt, scale = rng.uniform(-1, 1, 3) * reach * rng.random() / 3
    cx, cy = (width - 1) / 2, (height - 1) / 2
    turn, grow = 2 * tilt / width, 2 * scale / height
    return np.array([[1, -turn, turn * cy], [turn, 1 + grow, shift - turn * cx - grow * cy], [0, 0, 1.0]])


def layers(rng, textures, height, width, options):
    """Surfaces from back to front; the nearest reaches ``reach`` of the width, as 256 px at 1024."""
    near = options["reach"] * width * rng.uniform(0.15, 1)
    count = int(rng.integers(2, 9))
    disparities = np.sort(rng.uniform(0.05, 1, count) ** 1.5) * near
    off = misrectification(rng, height, width, options["misrectification"])
    made = []
    for index, disparity in enumerate(disparities):
        texture = _surface(rng, textures, options)
        mask = None
        if index:
            mask = shapes.bars(rng, height, width) if rng.random() < options["thin"] else shapes.draw(rng, height, width)
        curved = _curved(rng, height, width, rng.uniform(0.3, 2.5)) if rng.random() < options["curved"] else None
        second = off @ _plane(rng, height, width, disparity, options["slant"])
        made.append(Layer(texture, mask, _to_texture(rng, texture, height, width), second, curved))
    return made


def street_layers(rng, textures, height, width, options):
    """A street as a rig on a vehicle sees it, rectified as badly as ``misrectification`` says."""
    made = driving.layers(rng, textures, height, width, options)
    off = misrectification(rng, height, width, options["misrectification"])
    for layer in made:
        layer.second = off @ layer.second
    return made


def rig(rng, textures, height, width, own, layers=layers):
    """(a, b, flow, state) of one pair of ``layers``; at times something farther is mirrored in what is seen, and the truth is
    the surface. ``own``: the ``rig`` or ``street`` section of a configuration."""
    a, b, flow, state = render(layers(rng, textures, height, width, own), height, width)
    if rng.random() < own["reflection"]:
        mirrored_a, mirrored_b, _, _ = render(layers(rng, textures, height, width, own), height, width)
        strength = rng.uniform(0.1, 0.35)
        where = cv2.GaussianBlur(shapes.draw(rng, height, width), (0, 0), 5).astype(np.float32) / 255 * strength
        target = np.stack(np.meshgrid(np.arange(width), np.arange(height)), 2).astype(np.float32)
        # The glass stands still in the world: in the second view it lies where its surface does, on average.
        shift = np.median(flow[..., 0])
        where_b = cv2.remap(where, target[..., 0] - np.float32(shift), target[..., 1], cv2.INTER_LINEAR)
        a = a + where * (mirrored_a - a)
        b = b + where_b * (mirrored_b - b)
    return a, b, flow, state


def seed_from_matching(rng, pair, level, flat=0.0):
    """A start as semi-global matching gives it: right on most of what both views see, the farther surface continued over
    what is hidden, a few regions plainly wrong; for a share ``flat`` of the seeds also a few where smoothness, without
    texture to go by, has made a slanted surface frontal. Cells of ``level``."""
    height, width = pair.state.shape
    disparity = -pair.flow[..., 0].copy()
    hidden = pair.state != 0
    for row in range(height):  # the nearest visible neighbour of smaller disparity
        visible = np.flatnonzero(~hidden[row])
        if visible.size == 0:
            continue
        holes = np.flatnonzero(hidden[row])
        at = np.searchsorted(visible, holes)
        before = disparity[row, visible[np.clip(at - 1, 0, None)]]
        after = disparity[row, visible[np.clip(at, None, visible.size - 1)]]
        disparity[row, holes] = np.where(at == 0, after, np.where(at == visible.size, before, np.minimum(before, after)))
    for _ in range(int(rng.integers(0, 4))):
        wrong = shapes.draw(rng, height, width) > 127
        if wrong.mean() < 0.1:
            disparity[wrong] += rng.normal(0, 8)
    if flat and rng.random() < flat:
        for _ in range(int(rng.integers(1, 4))):
            region = shapes.draw(rng, height, width) > 127
            if region.any():
                disparity[region] = np.round(np.quantile(disparity[region], rng.random()))
    disparity += rng.normal(0, 0.3, disparity.shape)
    flow = np.stack([-disparity, np.zeros_like(disparity)], 2)
    h, w = height // level, width // level
    return (flow.reshape(h, level, w, level, 2).mean((1, 3)) / level).transpose(2, 0, 1).astype(np.float32)
