"""Random pairs of each kind: residual, wide, parallax, stereo, driving, clutter, warped, rig, street, negative."""
import numpy as np

from . import clutter, driving, motion, photometric, shapes, stereo_rig, warped
from .scene import UNRELATED, Layer, Pair, render


def _to_texture(rng, texture, height, width, scales):
    """Random crop, rotation and scale of a photograph: plane coordinates → texture pixels."""
    th, tw = texture.shape
    scale = rng.uniform(*scales)
    matrix = motion.similarity(rng, height, width, 0.4 if rng.random() < 0.5 else 0.05, 0, 0)
    slack_x, slack_y = max(0.0, tw - width * scale), max(0.0, th - height * scale)
    place = np.array([[scale, 0, rng.uniform(0, slack_x)], [0, scale, rng.uniform(0, slack_y)], [0, 0, 1.0]])
    return place @ matrix


def _layer(rng, textures, height, width, second, masked, deformation, scales=(0.6, 1.35)):
    texture = textures.draw(rng)
    mask = shapes.draw(rng, height, width) if masked else None
    return Layer(texture, mask, _to_texture(rng, texture, height, width, scales), second, deformation)


def _deformation(rng, height, width, probability, amplitude):
    if rng.random() >= probability:
        return None
    return motion.smooth_field(rng, height, width, rng.uniform(0.1, 1) * amplitude, int(rng.integers(2, 6)))


def residual(rng, textures, height, width, options):
    """What is left after a homography: corner motion of a few pixels, slight deformation, at times a moving layer."""
    amount = options["residual_jitter"] * rng.random() ** 1.5
    second = motion.corner_jitter(rng, height, width, amount)
    layers = [_layer(rng, textures, height, width, second, False, _deformation(rng, height, width, 0.5, 1.5))]
    for _ in range(int(rng.choice(3, p=[0.6, 0.25, 0.15]))):
        own = motion.similarity(rng, height, width, 0.02, 0.02, options["residual_layer_shift"]) @ second
        layers.append(_layer(rng, textures, height, width, own, True, _deformation(rng, height, width, 0.3, 1.0)))
    return layers


def wide(rng, textures, height, width, options):
    """Large homography and translation, smooth deformation, several layers moving on their own."""
    reach = options["wide_shift"] * rng.random()
    second = motion.similarity(rng, height, width, 0.25 * rng.random(), 0.25 * rng.random(), reach) \
        @ motion.corner_jitter(rng, height, width, options["wide_jitter"] * rng.random())
    layers = [_layer(rng, textures, height, width, second, False, _deformation(rng, height, width, 0.5, 4))]
    for _ in range(int(rng.integers(0, 5))):
        own = motion.similarity(rng, height, width, 0.2 * rng.random(), 0.15 * rng.random(),
                                options["wide_layer_shift"] * rng.random())
        if rng.random() < 0.7:
            own = own @ second
        layers.append(_layer(rng, textures, height, width, own, True, _deformation(rng, height, width, 0.3, 2)))
    return layers


def _planes(rng, textures, height, width, camera, near, far, count, slant):
    depths = np.sort(rng.uniform(1 / far, 1 / near, count))
    depths[0] = 1 / far
    layers = []
    for i, inverse_depth in enumerate(depths):
        second = camera.plane(inverse_depth, rng.uniform(-slant, slant, 2))
        layers.append(_layer(rng, textures, height, width, second, i > 0, _deformation(rng, height, width, 0.3, 1.0)))
    return layers


def parallax(rng, textures, height, width, options):
    """Slanted textured planes at several depths under a rotating and translating camera."""
    focal = rng.uniform(0.8, 2) * width
    shift = options["wide_shift"] * rng.uniform(0.1, 1.3) / focal
    translation = rng.normal(0, 1, 3) * [1, 1, 0.4]
    translation *= shift / np.linalg.norm(translation)
    camera = motion.Camera(height, width, focal, rng.normal(0, 0.012, 3), translation)
    return _planes(rng, textures, height, width, camera, 1.0, rng.uniform(2, 8), int(rng.integers(2, 7)), 0.6)


def stereo(rng, textures, height, width, options):
    """Rectified stereo with slanted surfaces and slight mis-rectification; disparities move B to the left."""
    focal = float(width)
    disparity = options["stereo_disparity"] * rng.uniform(0.15, 1)
    camera = motion.Camera(height, width, focal, rng.normal(0, 0.001, 3), [-disparity / focal, 0, 0])
    return _planes(rng, textures, height, width, camera, 1.0, rng.uniform(2, 12), int(rng.integers(2, 8)), 0.6)


KINDS = {
    "residual": residual, "wide": wide, "parallax": parallax, "stereo": stereo, "warped": residual,
    "driving": lambda rng, textures, height, width, options: driving.layers(rng, textures, height, width, options["driving"]),
    "clutter": lambda rng, textures, height, width, options: clutter.layers(rng, textures, height, width, options["clutter"]),
}


def _degrade(rng, a, b, options):
    """Both views with photometric change: each its own, or (``alike`` of the pairs) the same but for the noise."""
    if not options.get("alike") or rng.random() >= options["alike"]:
        return photometric.degrade(rng, a, options), photometric.degrade(rng, b, options)
    seed = int(rng.integers(1 << 62))
    return tuple(photometric.degrade(np.random.default_rng(seed), image, options, rng) for image in (a, b))


def make(rng, textures, kind, height, width, options):
    """One pair of a kind in KINDS, "rig" or "street" (stereo as real rigs take it), or "negative": two unrelated photographs, all
    pixels UNRELATED."""
    if kind == "negative":
        a, _, flow, state = render(wide(rng, textures, height, width, options), height, width)
        _, b, _, _ = render(wide(rng, textures, height, width, options), height, width)
        flow = np.zeros_like(flow)
        state = np.full_like(state, UNRELATED)
    elif kind == "rig":
        a, b, flow, state = stereo_rig.rig(rng, textures, height, width, options["rig"])
    elif kind == "street":
        a, b, flow, state = stereo_rig.rig(rng, textures, height, width, options["street"], stereo_rig.street_layers)
    else:
        a, b, flow, state = render(KINDS[kind](rng, textures, height, width, options), height, width)
    a, b = _degrade(rng, a, b, options["photometric"])
    pair = Pair(a, b, flow, state)
    return warped.cut(rng, pair, options["warped"]["reach"]) if kind == "warped" else pair
