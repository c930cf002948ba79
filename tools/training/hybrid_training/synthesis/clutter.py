"""Many things of every size, each with its own fast motion, before a ground that itself moves by up to a third of the frame."""
import numpy as np

from . import motion, shapes
from .scene import Layer


def _shift(rng, reach):
    """A translation of up to ``reach`` pixels in any direction, long ones as likely as short ones."""
    length, angle = reach * rng.random(), rng.uniform(0, 2 * np.pi)
    return np.array([[1, 0, length * np.cos(angle)], [0, 1, length * np.sin(angle)], [0, 0, 1.0]])


def _texture(rng, textures, height, width):
    texture = textures.draw(rng)
    scale = rng.uniform(0.6, 1.35)
    turn = motion.similarity(rng, height, width, 0.4 if rng.random() < 0.5 else 0.05, 0, 0)
    slack = [max(0.0, side - own * scale) for side, own in zip(texture.shape, (height, width))]
    return texture, np.array([[scale, 0, rng.uniform(0, slack[1])], [0, scale, rng.uniform(0, slack[0])], [0, 0, 1.0]]) @ turn


def layers(rng, textures, height, width, options):
    """Surfaces from back to front; ``options``: the ``clutter`` section of a configuration."""
    side = min(height, width)
    margin = side // 3
    reach = options["reach"] * side
    vigour = rng.random()
    second = _shift(rng, reach) @ motion.similarity(rng, height, width, 0.3 * vigour, 0.25 * vigour, 0) \
        @ motion.corner_jitter(rng, height, width, 0.08 * side * vigour)
    texture, place = _texture(rng, textures, height, width)
    field = motion.smooth_field(rng, height, width, rng.uniform(0.2, 3), int(rng.integers(2, 6))) if rng.random() < 0.3 else None
    made = [Layer(texture, None, place, second, field)]
    for _ in range(int(rng.integers(1, options["things"] + 1))):
        size = np.exp(rng.uniform(np.log(options["smallest"]), np.log(0.6 * side)))
        own = _shift(rng, reach if rng.random() < 0.5 else 0.3 * reach) \
            @ motion.similarity(rng, height, width, 0.2 * rng.random(), 0.15 * rng.random(), 0)
        if rng.random() < 0.6:
            own = own @ second
        texture, place = _texture(rng, textures, height, width)
        mask = shapes.small(rng, height + 2 * margin, width + 2 * margin, size)
        made.append(Layer(texture, mask, place, own, None, margin))
    return made
