"""Changes of modality: what another sensor, hour, season or draughtsman might make of the same colour photograph.

Every function takes ``rng`` and a float32 image, 0..255, and returns a grey float32 image of about that range. Nothing here
moves content: what lay at a pixel still lies there.
"""
import cv2
import numpy as np

LUMA = np.float32([0.114, 0.587, 0.299])  # of blue, green, red


def stretch(image, low=1.0, high=99.0):
    """Grey values spread over 0..255 between two percentiles."""
    a, b = np.percentile(image[::4, ::4], (low, high))
    return (image - np.float32(a)) * np.float32(255 / max(b - a, 4.0))


def luminance(rng, colour):
    return colour @ LUMA


def mixture(rng, colour):
    """Any mixture of the channels: another spectral response; with negative weights a difference of bands."""
    weights = rng.dirichlet((0.7, 0.7, 0.7)) if rng.random() < 0.65 else rng.normal(0, 1, 3)
    return stretch(colour @ weights.astype(np.float32))


def palette(rng, colour):
    """A few colours of the photograph, each with a grey value of its own, as materials have in another band, tissues in
    another sequence, areas on a map."""
    smooth = cv2.GaussianBlur(colour, (0, 0), rng.uniform(0.5, 2.0))
    count = int(rng.integers(3, 8))
    ys, xs = rng.integers(0, colour.shape[0], count), rng.integers(0, colour.shape[1], count)
    values = rng.permutation(np.linspace(0, 255, count)).astype(np.float32)
    softness = np.float32(2 * rng.uniform(8, 40) ** 2)
    distances = [((smooth - smooth[y, x]) ** 2) @ np.ones(3, np.float32) for y, x in zip(ys, xs)]
    nearest = np.minimum.reduce(distances)
    weights = [np.exp((nearest - d) / softness) for d in distances]
    made = sum(w * v for w, v in zip(weights, values)) / sum(weights)
    detail = rng.uniform(0, 0.6) * rng.choice((-1, 1))  # what is left of the texture within an area
    grey = colour @ LUMA
    return made + np.float32(detail) * (grey - cv2.GaussianBlur(grey, (0, 0), 4))


def edges(rng, colour):
    """Gradient magnitude instead of the image; at times dark on white, as a drawing."""
    grey = cv2.GaussianBlur(colour @ LUMA, (0, 0), rng.uniform(0.6, 2.0))
    magnitude = cv2.magnitude(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))
    made = np.clip(stretch(magnitude, 2, 98), 0, 400) ** np.float32(rng.uniform(0.5, 1.0))
    made = stretch(made, 1, 99)
    return 255 - made if rng.random() < 0.4 else made


def thermal(rng, colour):
    """Smooth, of few temperatures, detail nearly gone, some things glowing."""
    made = palette(rng, colour) if rng.random() < 0.6 else curve(rng, mixture(rng, colour), "any")
    made = cv2.GaussianBlur(made, (0, 0), rng.uniform(1.0, 3.0))
    if rng.random() < 0.5:
        glow = np.clip(made - np.percentile(made[::4, ::4], rng.uniform(60, 90)), 0, None)
        made = made * np.float32(rng.uniform(0.2, 0.6)) + glow * np.float32(rng.uniform(1.0, 3.0))
    height, width = made.shape
    return made + cv2.resize(rng.normal(0, 15, (3, 3)).astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)


def night(rng, colour):
    """Dark, with lamps and the noise of few photons."""
    grey = np.clip(colour @ LUMA, 0, 255) / 255
    made = grey ** np.float32(rng.uniform(1.2, 3)) * np.float32(rng.uniform(20, 120))
    height, width = grey.shape
    for _ in range(int(rng.integers(0, 5))):
        y, x, reach = rng.uniform(0, height), rng.uniform(0, width), rng.uniform(4, 25)
        ys, xs = np.ogrid[0:height, 0:width]
        lamp = np.exp(-((xs - x) ** 2 + (ys - y) ** 2) / np.float32(2 * reach ** 2)).astype(np.float32)
        made = made + lamp * np.float32(rng.uniform(80, 250))
    return made + rng.standard_normal(made.shape, np.float32) * np.sqrt(np.clip(made, 0, None) * np.float32(rng.uniform(0, 0.6)) + 1)


SOURCES = {"luminance": luminance, "mixture": mixture, "palette": palette, "edges": edges, "thermal": thermal, "night": night}


def curve(rng, image, kind):
    """A random curve of grey values: "rising", "falling", "any" (neither), "gamma"."""
    if kind == "gamma":
        return 255 * (np.clip(image, 0, 255) / 255) ** np.float32(np.exp(rng.uniform(-0.7, 0.7)))
    count = int(rng.integers(3, 7))
    y = rng.uniform(0, 1, count)
    if kind != "any":
        y = np.cumsum(rng.uniform(0, 1, count) ** 2 + 0.05)
        y = -y if kind == "falling" else y
    y = (y - y.min()) / max(np.ptp(y), 0.1) * 255
    table = np.interp(np.arange(256), np.linspace(0, 255, count), y)
    table = cv2.GaussianBlur(table[None], (0, 0), 8, borderType=cv2.BORDER_REPLICATE)[0].astype(np.float32)
    index = np.clip(image, 0, 254.99)
    low = index.astype(np.int32)
    return table[low] + (index - low.astype(np.float32)) * (table[low + 1] - table[low])


def _field(rng, shape, amount, cells):
    small = rng.normal(0, amount, (cells, cells)).astype(np.float32)
    return cv2.resize(small, shape[::-1], interpolation=cv2.INTER_CUBIC)


def sensor(rng, image, options):
    """Light, blur, sharpening, coarse pixels, noise, speckle, compression: each with its probability of ``options``."""
    height, width = image.shape
    if rng.random() < options["light"]:
        image = image * np.exp(_field(rng, image.shape, rng.uniform(0.1, 0.5), int(rng.integers(2, 5))))
    if rng.random() < options["blur"]:
        image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.4, 2.2))
    elif rng.random() < options["sharpen"]:
        image = image + np.float32(rng.uniform(0.3, 2)) * (image - cv2.GaussianBlur(image, (0, 0), rng.uniform(0.8, 2.5)))
    if rng.random() < options["coarse"]:
        factor = rng.uniform(1.3, 3)
        small = cv2.resize(image, (int(width / factor), int(height / factor)), interpolation=cv2.INTER_AREA)
        image = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC if rng.random() < 0.7 else cv2.INTER_LINEAR)
    if rng.random() < options["speckle"]:  # radar, ultrasound: multiplicative, of a few looks
        looks = rng.uniform(1.5, 12)
        image = np.clip(image, 0, None) * (rng.standard_gamma(looks, image.shape) / looks).astype(np.float32)
        image = 16 * np.sqrt(image) if rng.random() < 0.5 else image
    if rng.random() < options["noise"]:
        amount = min(rng.uniform(1, 14), options["noise_bound"] * float(image[::4, ::4].std()))
        image = image + rng.standard_normal(image.shape, np.float32) * np.float32(amount)
    image = np.clip(image, 0, 255)
    if rng.random() < options["jpeg"]:
        data = cv2.imencode(".jpg", image.astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, int(rng.integers(25, 90))])[1]
        image = cv2.imdecode(data, cv2.IMREAD_GRAYSCALE).astype(np.float32)
    return image


def draw(rng, shares):
    """One of a mapping's keys by its shares."""
    weights = np.array(list(shares.values()), float)
    return list(shares)[int(rng.choice(len(weights), p=weights / weights.sum()))]


def render(rng, colour, options, source=None, tone=None):
    """A colour photograph (H, W, 3) as some sensor's grey image, uint8. ``source`` and ``tone`` default to drawn ones."""
    source = source or draw(rng, options["sources"])
    image = SOURCES[source](rng, colour)
    tone = tone or draw(rng, options["tones"])
    if tone == "places":  # another curve at other places: two of them, blended by a smooth mask
        mask = np.clip(0.5 + 2 * _field(rng, image.shape, 1, 4), 0, 1)
        image = mask * curve(rng, image, draw(rng, {"rising": 1, "falling": 1})) + (1 - mask) * curve(rng, image, "any")
    elif tone != "none":
        image = curve(rng, image, tone)
    if source in ("thermal", "night") or rng.random() < 0.2:  # how little contrast is left before noise comes on top
        image = (image - image.mean()) * np.float32(rng.uniform(0.15, 0.8)) + np.float32(rng.uniform(60, 190))
    return np.round(sensor(rng, image, options)).astype(np.uint8)
