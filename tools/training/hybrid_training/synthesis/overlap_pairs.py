"""Pairs of views with exact overlap masks: which pixels of each view are seen by the other."""
import cv2
import numpy as np
import torch

from . import motion, photometric, shapes

CELL = 8  # correspondences are given at the centres of cells of so many pixels


class OverlapPair:
    """``a``, ``b`` uint8 (H, W); ``mask_a``, ``mask_b`` bool (H, W); ``target_a``, ``target_b`` float32 (H/8, W/8, 2): where
    the centre of a cell lies in the other view, NaN where that view does not see it; ``homography`` of the background
    A→B, None where the views are unrelated; ``planar``: whether it holds for every pixel."""

    def __init__(self, a, b, mask_a, mask_b, target_a, target_b, homography, planar):
        self.a, self.b, self.mask_a, self.mask_b = a, b, mask_a, mask_b
        self.target_a, self.target_b, self.homography, self.planar = target_a, target_b, homography, planar


def corners(height, width):
    """Outline of a frame, half a pixel beyond the outermost centres: (4, 2) float32."""
    return np.float32([[-0.5, -0.5], [width - 0.5, -0.5], [width - 0.5, height - 0.5], [-0.5, height - 0.5]])


def fraction(matrix, height, width):
    """Share of A's area that lies in B's frame under a homography A→B (frames of one size)."""
    frame = corners(height, width)
    x, y = motion.apply(np.linalg.inv(matrix), frame[:, 0].astype(np.float64), frame[:, 1].astype(np.float64))
    return cv2.intersectConvexConvex(np.stack([x, y], 1).astype(np.float32), frame)[0] / (height * width)


def _shift(dx, dy):
    return np.array([[1, 0, dx], [0, 1, dy], [0, 0, 1.0]])


def moved_to(matrix, height, width, angle, target):
    """``matrix`` followed by the translation along ``angle`` with which a share ``target`` of A remains in B."""
    low, high = 0.0, 2.0 * (height + width)
    for _ in range(14):
        middle = (low + high) / 2
        enough = fraction(_shift(middle * np.cos(angle), middle * np.sin(angle)) @ matrix, height, width) > target
        low, high = (middle, high) if enough else (low, middle)
    return _shift(low * np.cos(angle), low * np.sin(angle)) @ matrix


def draw_homography(rng, height, width, options, target):
    """Rotation, scale, perspective and translation, with ``target`` of A's area inside B where that can be had."""
    base = motion.similarity(rng, height, width, options["angle"] * rng.random(), options["log_scale"] * rng.random(), 0) \
        @ motion.corner_jitter(rng, height, width, options["jitter"] * rng.random() * min(height, width))
    return moved_to(base, height, width, rng.uniform(0, 2 * np.pi), target)


def draw_translation(rng, height, width, target):
    """Whole pixels of translation."""
    matrix = moved_to(np.eye(3), height, width, rng.uniform(0, 2 * np.pi), target)
    return np.round(matrix)


def _extent(matrix, height, width):
    """Box around both frames in A's coordinates: (x0, y0, x1, y1)."""
    frame = corners(height, width).astype(np.float64)
    x, y = motion.apply(np.linalg.inv(matrix), frame[:, 0], frame[:, 1])
    x, y = np.concatenate([x, frame[:, 0]]), np.concatenate([y, frame[:, 1]])
    return x.min(), y.min(), x.max(), y.max()


def _turned(rng, texture):
    texture = np.rot90(texture, int(rng.integers(4)))
    return np.ascontiguousarray(texture[:, ::-1] if rng.random() < 0.5 else texture)


def _place(rng, texture, box, scales):
    """A's coordinates → texture pixels, so that the box lies inside the photograph; second: its sharpness, texture pixels a pixel."""
    x0, y0, x1, y1 = box
    height, width = texture.shape[:2]
    fit = min((width - 1) / (x1 - x0), (height - 1) / (y1 - y0))
    scale = min(fit, rng.uniform(*scales))
    ox, oy = rng.uniform(0, width - 1 - scale * (x1 - x0) + 1e-6), rng.uniform(0, height - 1 - scale * (y1 - y0) + 1e-6)
    return np.array([[scale, 0, ox - scale * x0], [0, scale, oy - scale * y0], [0, 0, 1.0]]), scale


def _view(texture, to_texture, height, width):
    return cv2.warpPerspective(texture, to_texture, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                               borderMode=cv2.BORDER_REFLECT_101)


def repeated(rng, texture, other):
    """A photograph's patch side by side, with a faint second photograph that tells the repetitions apart."""
    side = int(rng.integers(28, 80))
    height, width = texture.shape
    y, x = int(rng.integers(0, height - side)), int(rng.integers(0, width - side))
    tile = texture[y:y + side, x:x + side].astype(np.float32)
    tiled = np.tile(tile, (height // side + 1, width // side + 1))[:height, :width]
    weight = rng.uniform(0.25, 0.5)
    return np.clip((1 - weight) * tiled + weight * cv2.resize(other, (width, height)), 0, 255).astype(np.uint8)


class _Layer:
    """``texture`` and its ``to_texture`` (A's coordinates → texture), ``motion`` A→B, ``outline`` on the box's canvas or None."""

    def __init__(self, texture, to_texture, motion_, outline):
        self.texture, self.to_texture, self.motion, self.outline = texture, to_texture, motion_, outline


def _foreground(rng, textures, box, background, options):
    x0, y0, x1, y1 = box
    height, width = int(np.ceil(y1 - y0)), int(np.ceil(x1 - x0))
    layers = []
    for _ in range(int(rng.integers(1, 4))):
        texture = _turned(rng, textures.draw(rng))
        own = background @ _shift(*(rng.normal(0, options["parallax"] * 100, 2)))
        layers.append(_Layer(texture, _place(rng, texture, box, options["scales"])[0], own, shapes.draw(rng, height, width)))
    return layers


def render(layers, box, height, width):
    """Both views, their masks, and the targets at cell centres."""
    offset = _shift(-box[0], -box[1])
    views, index = [], []
    for second in (False, True):
        image = owner = None
        for number, layer in enumerate(layers):
            back = np.linalg.inv(layer.motion) if second else np.eye(3)
            seen = _view(layer.texture, layer.to_texture @ back, height, width)
            if layer.outline is None:
                image, owner = seen.astype(np.float32), np.zeros((height, width), np.uint8)
                continue
            alpha = cv2.warpPerspective(layer.outline, offset @ back, (width, height), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
            opacity = alpha.astype(np.float32) / 255
            image = image + (seen - image) * opacity
            owner[alpha > 127] = number
        views.append(image)
        index.append(owner)
    masks, targets = [], []
    ys, xs = np.mgrid[0:height // CELL, 0:width // CELL] * CELL + (CELL - 1) / 2
    for this, other, forward in ((0, 1, True), (1, 0, False)):
        mask = np.zeros((height, width), bool)
        target = np.full((height // CELL, width // CELL, 2), np.nan, np.float32)
        centre = index[this][CELL // 2::CELL, CELL // 2::CELL]
        for number, layer in enumerate(layers):
            move = layer.motion if forward else np.linalg.inv(layer.motion)
            seen = cv2.warpPerspective((index[other] == number).astype(np.uint8), move, (width, height),
                                       flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP) > 0
            mask |= seen & (index[this] == number)
            x, y = motion.apply(move, xs, ys)
            own = centre == number
            target[own] = np.stack([x, y], 2)[own]
        visible = cv2.resize(mask.astype(np.float32), (width // CELL, height // CELL), interpolation=cv2.INTER_AREA) > 0.5
        target[~visible] = np.nan
        masks.append(mask)
        targets.append(target)
    return views, masks, targets


def make(rng, textures, kind, height, width, options):
    """A random pair of a kind: translation, homography, parallax, repeated, apart (one photograph, nothing shared) or unrelated."""
    degrade = options["photometric"]
    nothing = np.full((height // CELL, width // CELL, 2), np.nan, np.float32)
    low, high = options["overlap"]
    target = 0.0 if kind == "apart" else rng.uniform(low, high)
    texture = _turned(rng, textures.draw(rng))
    if kind == "repeated":
        texture = repeated(rng, texture, textures.draw(rng))
    for _ in range(8):
        matrix = draw_translation(rng, height, width, target) if kind == "translation" else draw_homography(rng, height, width, options, target)
        if kind == "apart":
            matrix = _shift(*(rng.uniform(2, 12, 2) * np.sign(matrix[:2, 2]))) @ matrix
        box = _extent(matrix, height, width)
        to_texture, scale = _place(rng, texture, box, (1.0, 1.0) if kind == "translation" and rng.random() < 0.7 else options["scales"])
        if scale >= options["blurriest"]:
            break
    if kind == "translation" and scale < 1:
        # Whole pixels of one resampled picture, as when two crops of a photograph are taken.
        x0, y0, x1, y1 = box
        canvas = _view(texture, to_texture @ _shift(x0 + 0.5, y0 + 0.5), int(round(y1 - y0)), int(round(x1 - x0)))
        texture, to_texture = canvas, _shift(-(x0 + 0.5), -(y0 + 0.5))
    layers = [_Layer(texture, to_texture, matrix, None)]
    if kind == "parallax":
        layers += _foreground(rng, textures, box, matrix, options)
    views, masks, targets = render(layers, box, height, width)
    if kind == "unrelated":
        other = _turned(rng, textures.draw(rng))
        while other.shape == texture.shape and np.array_equal(other, texture):
            other = _turned(rng, textures.draw(rng))
        views[1] = _view(other, _place(rng, other, box, options["scales"])[0], height, width).astype(np.float32)
        masks, targets = [np.zeros((height, width), bool)] * 2, [nothing] * 2
    if kind != "translation":
        views = [degrade_view(rng, v, degrade) for v in views]
    a, b = (np.clip(np.round(v), 0, 255).astype(np.uint8) for v in views)
    related = kind not in ("unrelated", "apart")
    return OverlapPair(a, b, *masks, *targets, matrix if related else None, kind in ("translation", "homography", "repeated"))


def degrade_view(rng, image, options):
    """Independent photometric change of one view."""
    return photometric.degrade(rng, image.astype(np.float32), options)


class OverlapStream(torch.utils.data.Dataset):
    """Item n is batch n: ``a``, ``b`` (B, 1, H, W) uint8, ``mask_a``, ``mask_b`` (B, 1, H, W) bool, ``target_a``, ``target_b``
    (B, H/8, W/8, 2), ``overlaps`` (B,) bool, ``planar`` (B,) bool, ``homography`` (B, 3, 3), ``kind`` (B,) index."""

    NAMES = ("translation", "homography", "parallax", "repeated", "apart", "unrelated")

    def __init__(self, textures, options, seed):
        self.textures, self.options, self.seed = textures, options, seed
        self.shares = np.array([options["shares"].get(k, 0) for k in self.NAMES], float)
        self.shares /= self.shares.sum()

    def __len__(self):
        return 1 << 40

    def __getitem__(self, number):
        rng = np.random.default_rng([self.seed, number])
        height, width = self.options["sizes"][rng.integers(len(self.options["sizes"]))]
        kinds = [int(k) for k in rng.choice(len(self.NAMES), self.options["batch"], p=self.shares)]
        made = [make(rng, self.textures, self.NAMES[k], height, width, self.options) for k in kinds]

        def stack(values):
            return torch.from_numpy(np.stack(values))

        return {
            "a": stack([p.a for p in made])[:, None], "b": stack([p.b for p in made])[:, None],
            "mask_a": stack([p.mask_a for p in made])[:, None], "mask_b": stack([p.mask_b for p in made])[:, None],
            "target_a": stack([p.target_a for p in made]), "target_b": stack([p.target_b for p in made]),
            "overlaps": torch.tensor([p.homography is not None and bool(p.mask_a.any() or p.mask_b.any()) for p in made]),
            "planar": torch.tensor([p.planar for p in made]),
            "homography": stack([np.eye(3) if p.homography is None else p.homography for p in made]).float(),
            "kind": torch.tensor(kinds),
        }
