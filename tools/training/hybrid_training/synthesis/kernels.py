"""Random blur kernels: camera shake, linear motion, defocus, Gaussian and mixtures. Float32, odd square, sum 1.

Position is not to be seen in a blurred image, so one convention must hold for all: the bounding box of a path is centred, as
in Boracchi & Foi, Modeling the performance of image restoration from motion blur, TIP 2012.
"""
import math

import cv2
import numpy as np


def splat(points, weights, size):
    """Points (N, 2) as x, y from the centre, spread bilinearly over a kernel of ``size`` → kernel of sum 1."""
    kernel = np.zeros((size, size), np.float64)
    at = np.clip(points + (size - 1) / 2, 0, size - 1.001)
    low = np.floor(at).astype(int)
    fraction = at - low
    for dy in (0, 1):
        for dx in (0, 1):
            share = (fraction[:, 0] if dx else 1 - fraction[:, 0]) * (fraction[:, 1] if dy else 1 - fraction[:, 1])
            np.add.at(kernel, (low[:, 1] + dy, low[:, 0] + dx), share * weights)
    return (kernel / kernel.sum()).astype(np.float32)


def odd(extent):
    """The least odd size that holds ``extent`` pixels and a margin."""
    return 2 * int(np.ceil(extent / 2 + 1)) + 1


def centred(path):
    """Moves a path so that its bounding box is centred on the origin."""
    return path - (path.min(0) + path.max(0)) / 2


def trajectory(rng, extent, samples=160):
    """Path of a shaking hand (samples, 2) whose longer side is ``extent`` pixels, and the time spent at each sample.

    Velocity has inertia, is drawn back to the start and jerked now and then (after Boracchi & Foi); the speed varies, so
    that some places are exposed far longer than others.
    """
    inertia = rng.uniform(0.9, 0.995)
    pull, wander = rng.uniform(0, 0.01), rng.uniform(0.02, 0.35)
    jerk = rng.uniform(0, 0.03)
    angle = rng.uniform(0, 2 * np.pi)
    u, v, x, y = math.cos(angle), math.sin(angle), 0.0, 0.0
    noise = rng.normal(0, wander, (samples, 2)).tolist()
    jerks, turns = (rng.random(samples) < jerk).tolist(), rng.normal(0, 2.4, samples).tolist()
    path = []
    for i in range(samples):  # plain numbers: arrays of two would take ten times as long
        if jerks[i]:
            c, s = math.cos(turns[i]), math.sin(turns[i])
            u, v = c * u - s * v, s * u + c * v
        u = inertia * u + noise[i][0] - pull * x
        v = inertia * v + noise[i][1] - pull * y
        speed = max(0.3, math.hypot(u, v))
        x, y = x + u / speed, y + v / speed
        path.append((x, y))
    path = centred(np.array(path))
    path *= extent / max(1e-6, np.ptp(path, axis=0).max())
    knots = int(rng.integers(4, 14))
    pace = np.interp(np.linspace(0, knots - 1, samples), np.arange(knots), rng.normal(0, rng.uniform(0, 1.4), knots))
    return path, np.exp(pace)


def shake(rng, options):
    extent = options["shake"] * rng.uniform(0.15, 1)
    path, weights = trajectory(rng, extent)
    kernel = splat(path, weights, odd(extent))
    return soften(kernel, rng.uniform(0.3, 0.7)) if rng.random() < 0.7 else kernel


def linear(rng, options):
    length, angle = options["linear"] * rng.uniform(0.15, 1), rng.uniform(0, np.pi)
    along = np.linspace(-length / 2, length / 2, 8 * int(length + 2))
    return splat(np.stack([along * np.cos(angle), along * np.sin(angle)], 1), np.ones(along.size), odd(length))


def defocus(rng, options):
    """A disc with a soft rim."""
    radius = options["defocus"] * rng.uniform(0.15, 1)
    size, fine = odd(2 * radius + 1), 4
    ys, xs = np.mgrid[0:size * fine, 0:size * fine] / fine - (size - 1 / fine) / 2
    disc = np.clip((radius - np.hypot(xs, ys)) * 2 + 0.5, 0, 1).astype(np.float32)
    kernel = disc.reshape(size, fine, size, fine).mean((1, 3))
    return kernel / kernel.sum()


def gaussian(rng, options):
    """Isotropic or stretched Gaussian."""
    low, high = options["gaussian"]
    wide = rng.uniform(low, high)
    narrow = wide if rng.random() < 0.6 else wide * rng.uniform(0.35, 1)
    angle = rng.uniform(0, np.pi)
    half = int(np.ceil(3 * wide))
    ys, xs = np.mgrid[-half:half + 1, -half:half + 1].astype(np.float32)
    u, v = xs * np.cos(angle) + ys * np.sin(angle), ys * np.cos(angle) - xs * np.sin(angle)
    kernel = np.exp(-0.5 * ((u / wide) ** 2 + (v / narrow) ** 2)).astype(np.float32)
    return kernel / kernel.sum()


def mixed(rng, options):
    """Shake or linear motion of an image that is out of focus too."""
    first = shake(rng, options) if rng.random() < 0.6 else linear(rng, options)
    other = defocus(rng, dict(options, defocus=options["defocus"] / 2))
    margin = other.shape[0] // 2
    return cv2.filter2D(cv2.copyMakeBorder(first, *[margin] * 4, cv2.BORDER_CONSTANT), -1, other, borderType=cv2.BORDER_CONSTANT)


def soften(kernel, sigma):
    margin = 2
    out = cv2.GaussianBlur(cv2.copyMakeBorder(kernel, *[margin] * 4, cv2.BORDER_CONSTANT), (0, 0), sigma, borderType=cv2.BORDER_CONSTANT)
    return out / out.sum()


KINDS = {"shake": shake, "linear": linear, "defocus": defocus, "gaussian": gaussian, "mixed": mixed}
