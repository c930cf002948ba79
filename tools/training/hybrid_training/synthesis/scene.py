"""Layered scenes and their exact flow.

A layer is a photograph in its own plane. The first view looks it up through any smooth map P (a homography plus a
deformation), the second through a homography Q only, so the flow of the layer is closed-form: Q⁻¹(P(x)) - x.
"""
import cv2
import numpy as np

from . import motion

VISIBLE, OCCLUDED, OUTSIDE, UNRELATED = 0, 1, 2, 3


class Layer:
    """``texture``, ``mask`` (texture-plane coordinates are those of the first view before P; None: everywhere).

    ``to_texture``: homography from the layer's plane to texture pixels; ``second``: homography H_layer, first view →
    second view; ``deformation``: displacement (H, W, 2) in the layer's plane, seen in the first view only.
    ``margin``: pixels by which the mask reaches beyond the first view on every side, so that what enters the second view
    from there is not cut off at the first one's frame.
    """

    def __init__(self, texture, mask, to_texture, second, deformation, margin=0):
        self.texture, self.mask, self.to_texture = texture, mask, to_texture
        self.second, self.deformation, self.margin = second, deformation, margin


class Pair:
    """``a``, ``b`` uint8 (H, W); ``flow`` float32 (H, W, 2), A→B; ``state`` uint8 (H, W), see the constants above."""

    def __init__(self, a, b, flow, state):
        self.a, self.b, self.flow, self.state = a, b, flow, state


def _lookup(image, x, y, border, interpolation=cv2.INTER_LINEAR):
    return cv2.remap(image, x.astype(np.float32), y.astype(np.float32), interpolation, borderMode=border)


def _box(layer, height, width, second):
    """Rows and columns of a view that a layer can reach, so that small things cost little."""
    whole = slice(0, height), slice(0, width)
    if layer.mask is None or layer.deformation is not None and not second:
        return whole
    x, y, w, h = cv2.boundingRect(layer.mask)
    if w == 0:
        return slice(0, 0), slice(0, 0)
    if layer.margin and (x == 0 or y == 0 or y + h == layer.mask.shape[0] or x + w == layer.mask.shape[1]):
        return whole  # it goes on beyond the mask
    x, y = x - layer.margin, y - layer.margin
    xs, ys = np.array([x - 1.0, x + w, x - 1, x + w]), np.array([y - 1.0, y - 1, y + h, y + h])
    if second:
        m = layer.second
        if (m[2, 0] * xs + m[2, 1] * ys + m[2, 2] <= 1e-6).any():
            return whole
        xs, ys = motion.apply(m, xs, ys)
    rows = slice(max(0, int(np.floor(ys.min())) - 1), max(0, min(height, int(np.ceil(ys.max())) + 2)))
    columns = slice(max(0, int(np.floor(xs.min())) - 1), max(0, min(width, int(np.ceil(xs.max())) + 2)))
    return rows, columns


def _view(layer, x, y):
    """Colour and opacity (None: everywhere) of a layer at places of its plane."""
    tx, ty = motion.apply(layer.to_texture, x, y)
    colour = _lookup(layer.texture, tx, ty, cv2.BORDER_REFLECT_101, cv2.INTER_CUBIC).astype(np.float32)
    if layer.mask is None:
        return colour, None
    beyond = cv2.BORDER_REPLICATE if layer.margin else cv2.BORDER_CONSTANT
    return colour, _lookup(layer.mask, x + layer.margin, y + layer.margin, beyond).astype(np.float32) / 255


def render(layers, height, width):
    """Both views of ``layers`` (back to front) → (a, b, flow, state), images as float32."""
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float64)
    a = np.zeros((height, width), np.float32)
    b, flow = np.zeros_like(a), np.zeros((height, width, 2), np.float32)
    owner = np.zeros((height, width), np.uint8)
    alphas = []
    for index, layer in enumerate(layers):
        box = _box(layer, height, width, second=False)
        if box[0].start < box[0].stop and box[1].start < box[1].stop:
            x, y = xs[box], ys[box]
            px, py = x, y
            if layer.deformation is not None:
                px, py = x + layer.deformation[box][..., 0], y + layer.deformation[box][..., 1]
            colour, alpha = _view(layer, px, py)
            a[box] = colour if alpha is None else a[box] + alpha * (colour - a[box])
            top = np.ones(x.shape, bool) if alpha is None else alpha >= 0.5
            fx, fy = motion.apply(layer.second, px, py)
            flow[box][top] = np.stack([fx - x, fy - y], 2).astype(np.float32)[top]
            owner[box][top] = index
        covered = np.zeros((height, width), np.float32)
        box = _box(layer, height, width, second=True)
        if box[0].start < box[0].stop and box[1].start < box[1].stop:
            colour, alpha = _view(layer, *motion.apply(np.linalg.inv(layer.second), xs[box], ys[box]))
            b[box] = colour if alpha is None else b[box] + alpha * (colour - b[box])
            if alpha is not None:
                covered[box] = alpha
        alphas.append(covered)
    x, y = xs + flow[..., 0], ys + flow[..., 1]
    state = np.zeros((height, width), np.uint8)
    for index in range(1, len(layers)):
        if alphas[index].any():
            covered = _lookup(alphas[index], x, y, cv2.BORDER_CONSTANT) >= 0.5
            state[covered & (owner < index)] = OCCLUDED
    state[(x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)] = OUTSIDE
    return a, b, flow, state
