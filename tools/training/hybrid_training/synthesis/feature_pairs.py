"""Pairs of views of one photograph in two modalities, with exactly known places, for learned features.

A place x of A lies at H(x + d(x)) in B: a homography after a small smooth deformation (or none). A photograph is looked up
through both, so nothing is inverted numerically; what stands before it in one view hides its places there.
"""
import cv2
import numpy as np
import torch

from . import modalities, motion, shapes
from .textures import TextureSet

STRIDE = 8
MARGIN = 4.0     # of places, from the frame
OFF = 8.0        # px by which a partner is read beside its place, at most in x and y, to teach the fine head
BESIDE = 1.5     # px by which places at corners lie beside them, at most in x and y
REPEATED = 2.0   # px within which a corner counts as found again


def photographs(folder, split):
    """Colour photographs: what a modality makes of a place depends on its colour."""
    return TextureSet.load(folder, split, cv2.IMREAD_COLOR)


def draw_motion(rng, side, o):
    """Homography from A to B, pixels: corners jittered, turned, scaled, shifted."""
    angle = rng.uniform(-np.pi, np.pi) if rng.random() < o["any_turn"] else rng.normal(0, np.radians(o["turn"]))
    scale = np.exp(rng.uniform(-1, 1) * np.log(2) if rng.random() < o["any_scale"] else np.clip(rng.normal(0, o["scale"]), -0.7, 0.7))
    jitter = motion.corner_jitter(rng, side, side, rng.uniform(0, o["jitter"]) * side)
    c, s, middle = scale * np.cos(angle), scale * np.sin(angle), (side - 1) / 2
    shift = rng.uniform(-1, 1, 2) * o["shift"] * side
    turn = np.array([[c, -s, middle + shift[0] - c * middle + s * middle], [s, c, middle + shift[1] - s * middle - c * middle], [0, 0, 1]])
    return turn @ jitter, scale


def _to_texture(rng, texture, side, o):
    """From A to the photograph: a window of 1/zoom of the photograph's pixels, somewhere in it."""
    height, width = texture.shape[:2]
    zoom = np.exp(rng.uniform(*np.log(o["zoom"])))
    # Photograph's pixels per pixel of A, which is not to see much more than there is.
    step = min(1 / zoom, 1.15 * min(height, width) / side)
    angle = rng.normal(0, 0.15)
    c, s = step * np.cos(angle), step * np.sin(angle)
    reach = [max(0.0, extent / 2 - step * side / 2) for extent in (width, height)]
    centre = [extent / 2 + rng.uniform(-1, 1) * r for extent, r in zip((width, height), reach)]
    middle = (side - 1) / 2
    flip = -1.0 if rng.random() < 0.5 else 1.0  # both views see the photograph mirrored
    matrix = np.array([[c * flip, -s, 0], [s * flip, c, 0], [0, 0, 1.0]])
    matrix[:2, 2] = np.array(centre) - matrix[:2, :2] @ (middle, middle)
    return matrix


def _content(texture, to_texture, side):
    """Deviation of the grey values that A sees, from 24 × 24 of them, without its slow part."""
    at = np.linspace(4, side - 5, 24)
    x, y = motion.apply(to_texture, *np.meshgrid(at, at))
    grey = cv2.remap(texture, x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101).mean(2)
    return float((grey - cv2.blur(grey, (7, 7))).std())


def _look(texture, x, y, step):
    """The photograph at (x, y); smoothed before where ``step`` of its pixels fall on one of the view's."""
    if step > 1.25:
        texture = cv2.GaussianBlur(texture, (0, 0), 0.45 * step)
    return cv2.remap(texture, x.astype(np.float32), y.astype(np.float32), cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)


def corners(image, count=300, distance=4):
    """Corners by Shi and Tomasi of a grey uint8 image, (n, 2)."""
    found = cv2.goodFeaturesToTrack(cv2.GaussianBlur(image, (0, 0), 0.8), count, 0.004, distance)
    return np.zeros((0, 2), np.float32) if found is None else found[:, 0]


class Pair:
    """``a``, ``b``: uint8 (S, S); ``homography`` and ``deformation`` (S, S, 2) or None: from A to B; ``hidden_a``,
    ``hidden_b``: boolean, where something stands before the photograph."""

    def __init__(self, a, b, homography, deformation, hidden_a, hidden_b):
        self.a, self.b, self.homography, self.deformation, self.hidden = a, b, homography, deformation, (hidden_a, hidden_b)

    def partner(self, places):
        """Where places (n, 2) of A lie in B."""
        x, y = places[:, 0].astype(np.float64), places[:, 1].astype(np.float64)
        if self.deformation is not None and len(places):  # a view without corners has none to ask for
            d = cv2.remap(self.deformation, places[None, :, 0].astype(np.float32), places[None, :, 1].astype(np.float32), cv2.INTER_LINEAR)[0]
            x, y = x + d[:, 0], y + d[:, 1]
        return np.stack(motion.apply(self.homography, x, y), 1)

    def visible(self, places, partners):
        """Of places of A and where they lie in B: which lie within both frames and behind nothing."""
        side = self.a.shape[0]
        inside = ((partners > MARGIN) & (partners < side - 1 - MARGIN)).all(1)
        at = np.clip(np.round(partners), 0, side - 1).astype(int)
        own = np.clip(np.round(places), 0, side - 1).astype(int)
        return inside & ~self.hidden[0][own[:, 1], own[:, 0]] & ~self.hidden[1][at[:, 1], at[:, 0]]


def make(rng, textures, o, first=None, second=None, moved=None):
    """A pair. ``first`` and ``second``: arguments of ``modalities.render`` for the views; ``moved``: homography and its scale;
    all are drawn where None."""
    side = o["sizes"][0]
    homography, scale = moved or draw_motion(rng, side, o)
    for _ in range(4):  # not the plain sky, where there is a choice
        texture = textures.draw(rng)
        to_texture = _to_texture(rng, texture, side, o)
        if _content(texture, to_texture, side) > o["content"]:
            break
    step = float(np.sqrt(abs(np.linalg.det(to_texture[:2, :2]))))
    deformation = None
    if rng.random() < o["deformed"]:
        deformation = motion.smooth_field(rng, side, side, rng.uniform(0.5, o["deformation"]), int(rng.integers(1, 4)))
    ys, xs = np.mgrid[0:side, 0:side].astype(np.float64)
    px, py = (xs, ys) if deformation is None else (xs + deformation[..., 0], ys + deformation[..., 1])
    colour_a = _look(texture, *motion.apply(to_texture, px, py), step)
    back = np.linalg.inv(homography)
    colour_b = _look(texture, *motion.apply(to_texture @ back, xs, ys), step / scale)
    hidden = []
    for colour in (colour_a, colour_b):
        mask = np.zeros((side, side), bool)
        if rng.random() < o["occluded"]:
            mask = shapes.draw(rng, side, side) > 127
            other = textures.draw(rng)
            y, x = (int(rng.integers(0, max(1, extent - side))) for extent in other.shape[:2])
            colour[mask] = cv2.resize(other[y:y + side, x:x + side], (side, side))[mask]
        hidden.append(mask)
    if first is None and second is None and rng.random() < o["same"]:  # one sensor, so that ordinary pairs stay sharp
        first = second = {"source": "luminance", "tone": "none"}
    a, b = (modalities.render(rng, colour.astype(np.float32), o, **(how or {})) for colour, how in ((colour_a, first), (colour_b, second)))
    return Pair(a, b, homography, deformation, *hidden)


def places(rng, pair, count, found=None, share=0.0):
    """``count`` random places of A, their partners in B, and whether each is seen in both; seen ones as far as there are.
    About ``share`` of them lie at corners ``found`` in A, as keypoints do."""
    side = pair.a.shape[0]
    drawn = rng.uniform(MARGIN, side - 1 - MARGIN, (3 * count, 2)).astype(np.float32)
    beside = _beside(rng, found, int(2 * share * count), side) if share else drawn[:0]
    drawn = np.concatenate([beside, drawn])
    partners = pair.partner(drawn)
    seen = pair.visible(drawn, partners)
    # Of those at corners no more than their share.
    keep = np.r_[np.flatnonzero(seen[:len(beside)])[:int(share * count)], len(beside):len(drawn)]
    drawn, partners, seen = drawn[keep], partners[keep], seen[keep]
    order = np.argsort(~seen, kind="stable")[:count]
    return drawn[order], partners[order].astype(np.float32), seen[order]


def _beside(rng, found, count, side):
    """At most ``count`` of the corners, in any order, each moved a little: keypoints are not found again to the pixel."""
    chosen = found[rng.permutation(len(found))[:count]]
    return np.clip(chosen + rng.uniform(-BESIDE, BESIDE, chosen.shape), MARGIN, side - 1 - MARGIN).astype(np.float32)


def rivals(rng, count, found, share, side):
    """``count`` places anywhere in a view, about ``share`` of them at its corners."""
    at = rng.uniform(0, side - 1, (count, 2)).astype(np.float32)
    if share:
        corner = _beside(rng, found, int(share * count), side)
        at[:len(corner)] = corner
    return at


def _cells(found, good, side):
    """Corners and whether each was found again → class of each block: its corner's pixel, or 64 where it has none."""
    cells = np.full((side // STRIDE, side // STRIDE), STRIDE * STRIDE, np.int64)
    at = np.clip(np.round(found[good]), 0, side - 1).astype(int)
    cells[at[:, 1] // STRIDE, at[:, 0] // STRIDE] = at[:, 1] % STRIDE * STRIDE + at[:, 0] % STRIDE
    return cells


def keypoints(pair, found):
    """Classes of the blocks of both views: those of their corners ``found`` that the other view shows too, whatever its
    modality; -1 where it does not see the place, so that nothing is known."""
    side = pair.a.shape[0]
    there = pair.partner(found[0])
    seen = pair.visible(found[0], there)
    gap = there.astype(np.float32)[:, None] - found[1]
    near = (gap[..., 0] ** 2 + gap[..., 1] ** 2 < REPEATED ** 2) & seen[:, None]
    result = [_cells(found[i], near.any(1 - i), side) for i in (0, 1)]
    centres = np.stack(np.meshgrid(*[np.arange(side // STRIDE) * STRIDE + (STRIDE - 1) / 2] * 2), 2).reshape(-1, 2)
    forward = pair.partner(centres.astype(np.float32))
    back = np.stack(motion.apply(np.linalg.inv(pair.homography), centres[:, 0], centres[:, 1]), 1)
    for cells, target in zip(result, (forward, back)):
        outside = ((target < 0) | (target > side - 1)).any(1).reshape(cells.shape)
        cells[outside & (cells == STRIDE * STRIDE)] = -1
    return result


class FeatureStream(torch.utils.data.Dataset):
    """Item n is batch n, from the seed and n only: ``a``, ``b`` (B, 1, S, S) uint8; ``places``, ``partners`` (B, N, 2) px;
    ``seen`` (B, N); ``rivals_a``, ``rivals_b`` (B, M, 2): other places, anywhere; ``offsets``
    (B, N, 2) px; ``keypoints_a``, ``keypoints_b`` (B, S/8, S/8) classes."""

    def __init__(self, textures, options, seed):
        self.textures, self.options, self.seed = textures, options, seed

    def __len__(self):
        return 1 << 40

    def __getitem__(self, number):
        o = self.options
        if number < o["early"]["batches"]:
            o = dict(o, **o["early"])
        rng = np.random.default_rng([self.seed, number])
        pairs = [make(rng, self.textures, o) for _ in range(o["batch"])]
        share, side = o["at_corners"], o["sizes"][0]
        # Corners take a third of the time of making a pair, and the keypoints' head learns from fewer, where nothing else needs them.
        taught = [i < o["keypoint_pairs"] for i in range(len(pairs))]
        found = [[corners(v) for v in (p.a, p.b)] if share or t else (None, None) for p, t in zip(pairs, taught)]
        at = [places(rng, p, o["places"], f[0], share) for p, f in zip(pairs, found)]
        unknown = np.full((side // STRIDE,) * 2, -1)
        corner = [keypoints(p, f) if t else (unknown, unknown) for p, f, t in zip(pairs, found, taught)]
        wrong = [np.stack([rivals(rng, o["rivals"], f[view], share, side) for f in found]) for view in (0, 1)]
        offsets = rng.uniform(-OFF, OFF, (o["batch"], o["places"], 2)).astype(np.float32)

        def stacked(values):
            return torch.from_numpy(np.stack(list(values)))

        return {"offsets": torch.from_numpy(offsets), "rivals_a": torch.from_numpy(wrong[0]), "rivals_b": torch.from_numpy(wrong[1]),
                "a": stacked(p.a[None] for p in pairs), "b": stacked(p.b[None] for p in pairs),
                "places": stacked(x[0] for x in at), "partners": stacked(x[1] for x in at), "seen": stacked(x[2] for x in at),
                "keypoints_a": stacked(x[0] for x in corner), "keypoints_b": stacked(x[1] for x in corner)}
