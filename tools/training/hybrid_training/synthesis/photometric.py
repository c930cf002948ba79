"""Photometric change of a grey float32 image, 0..255, each kind drawn independently."""
import cv2
import numpy as np


def degrade(rng, image, options, grain=None):
    """``options``: probabilities and strengths; see the ``photometric`` section of a configuration. ``grain``: the generator
    of the noise, where two views are to share everything but that."""
    height, width = image.shape
    if rng.random() < options["tone"]:
        image = 255 * (np.clip(image, 0, 255) / 255) ** np.exp(rng.uniform(-0.45, 0.45))
        image = image * np.exp(rng.uniform(-0.35, 0.35)) + rng.uniform(-25, 25)
    if rng.random() < options["gain_field"]:
        cells = int(rng.integers(2, 5))
        field = rng.normal(0, 0.12, (cells, cells)).astype(np.float32)
        image = image * np.exp(cv2.resize(field, (width, height), interpolation=cv2.INTER_CUBIC))
    if rng.random() < options["vignetting"]:
        ys, xs = np.ogrid[-1:1:height * 1j, -1:1:width * 1j]
        image = image * (1 - rng.uniform(0.05, 0.35) * (xs ** 2 + ys ** 2) / 2)
    if rng.random() < options["rolling"]:
        phase, period = rng.uniform(0, 6.3), rng.uniform(20, 120)
        image = image * (1 + 0.06 * np.sin(np.arange(height) * (6.283 / period) + phase))[:, None]
    image = np.clip(image, 0, 255).astype(np.float32)
    if rng.random() < options["blur"]:
        if rng.random() < 0.6:
            image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, options["blur_sigma"]))
        else:
            size = int(rng.choice([3, 5, 7]))
            kernel = np.zeros((size, size), np.float32)
            angle = rng.uniform(0, np.pi)
            half = (size - 1) / 2
            cv2.line(kernel, (int(round(half - half * np.cos(angle))), int(round(half - half * np.sin(angle)))),
                     (int(round(half + half * np.cos(angle))), int(round(half + half * np.sin(angle)))), 1.0)
            image = cv2.filter2D(image, -1, kernel / kernel.sum())
    if rng.random() < options["noise"]:
        image = image + (grain or rng).standard_normal(image.shape, np.float32) * np.float32(rng.uniform(0.5, options["noise_sigma"]))
    image = np.clip(image, 0, 255)
    if rng.random() < options["jpeg"]:
        ok, data = cv2.imencode(".jpg", image.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(35, 95))])
        image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE).astype(np.float32)
    return np.round(image).astype(np.uint8)
