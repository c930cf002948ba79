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
    """

    def __init__(self, texture, mask, to_texture, second, deformation):
        self.texture, self.mask, self.to_texture = texture, mask, to_texture
        self.second, self.deformation = second, deformation


class Pair:
    """``a``, ``b`` uint8 (H, W); ``flow`` float32 (H, W, 2), A→B; ``state`` uint8 (H, W), see the constants above."""

    def __init__(self, a, b, flow, state):
        self.a, self.b, self.flow, self.state = a, b, flow, state


def _lookup(image, x, y, border, interpolation=cv2.INTER_LINEAR):
    return cv2.remap(image, x.astype(np.float32), y.astype(np.float32), interpolation, borderMode=border)


def render(layers, height, width):
    """Both views of ``layers`` (back to front) → (a, b, flow, state), images as float32."""
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float64)
    a = b = flow = None
    owner = np.zeros((height, width), np.uint8)
    alphas = []
    for index, layer in enumerate(layers):
        px, py = xs, ys
        if layer.deformation is not None:
            px, py = xs + layer.deformation[..., 0], ys + layer.deformation[..., 1]
        qx, qy = motion.apply(np.linalg.inv(layer.second), xs, ys)
        tx, ty = motion.apply(layer.to_texture, px, py)
        colour_a = _lookup(layer.texture, tx, ty, cv2.BORDER_REFLECT_101, cv2.INTER_CUBIC).astype(np.float32)
        tx, ty = motion.apply(layer.to_texture, qx, qy)
        colour_b = _lookup(layer.texture, tx, ty, cv2.BORDER_REFLECT_101, cv2.INTER_CUBIC).astype(np.float32)
        fx, fy = motion.apply(layer.second, px, py)
        layer_flow = np.stack([fx - xs, fy - ys], 2).astype(np.float32)
        if layer.mask is None:
            a, b, flow = colour_a, colour_b, layer_flow
            alphas.append(None)
            continue
        alpha_a = _lookup(layer.mask, px, py, cv2.BORDER_CONSTANT).astype(np.float32) / 255
        alpha_b = _lookup(layer.mask, qx, qy, cv2.BORDER_CONSTANT).astype(np.float32) / 255
        a = a + alpha_a * (colour_a - a)
        b = b + alpha_b * (colour_b - b)
        top = alpha_a >= 0.5
        flow[top] = layer_flow[top]
        owner[top] = index
        alphas.append(alpha_b)
    x, y = xs + flow[..., 0], ys + flow[..., 1]
    state = np.zeros((height, width), np.uint8)
    for index in range(1, len(layers)):
        covered = _lookup(alphas[index], x, y, cv2.BORDER_CONSTANT) >= 0.5
        state[covered & (owner < index)] = OCCLUDED
    state[(x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)] = OUTSIDE
    return a, b, flow, state
