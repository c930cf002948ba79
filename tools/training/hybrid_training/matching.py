"""How well features align pairs with a known homography: keypoints, mutual neighbours, MAGSAC, error at landmarks.

Layout of real pairs: SCENE/{1,2,…}.(png|jpg|ppm), SCENE/H_1_k.txt (from image 1 to image k), and SCENE/points_1_k.txt (x1 y1 xk yk) where
there are landmarks. What they give is for printing only: what has to be chosen is chosen on pairs of held-out photographs.
"""
import pathlib
import time

import cv2
import numpy as np
import torch

from .keypoints import detect, maps, read_bicubic
from .networks.matcher import normalise
from .real import _read
from .robust import magsac
from .synthesis import feature_pairs, motion
from .tasks.features import KINDS, mutual_neighbours, refine
from .tasks.matcher import match

BOUNDS = (3, 5, 10, 20)


def fit(image, side):
    """The image with its long side at ``side`` (never enlarged), and the matrix from its pixels to those of the original."""
    height, width = image.shape
    factor = max(1.0, max(height, width) / side)
    small = (round(width / factor), round(height / factor))
    x, y = width / small[0], height / small[1]
    back = np.array([[x, 0, (x - 1) / 2], [0, y, (y - 1) / 2], [0, 0, 1]])
    return (cv2.resize(image, small, interpolation=cv2.INTER_AREA) if factor > 1 else image), back


class Matcher:
    """Aligns two grey uint8 images by a network's features → homography in their pixels, or None.

    ``turns``: how many quarter turns of the second image are tried, ``sizes``: by which factors either is reduced; the
    attempt with the most inliers wins. ``guided``: match again near where the first homography leads. ``fine``: let the fine
    head move the second place of each match. ``attention``: a network of the task "matcher" that finds the first matches, in
    place of mutual neighbours.
    """

    def __init__(self, network, detector="sift", count=2500, side=640, turns=1, sizes=(1.0,), guided=False, fine=False,
                 attention=None):
        self.network, self.detector, self.count, self.side, self.turns, self.sizes = network, detector, count, side, turns, sizes
        self.guided, self.fine = guided, network.fine if fine else None
        self.attention = attention

    def features(self, image, turn=0, size=1.0):
        """Places in pixels of the working size, their descriptors, the matrix from there to the image's own pixels, and the
        places as a matcher takes them."""
        small, original = fit(image, self.side * size)
        height, width = small.shape
        turned = np.ascontiguousarray(np.rot90(small, turn))
        descriptors, reliability, keypoints = maps(self.network, turned)
        places = detect(self.detector, turned, self.count, keypoints, reliability)
        back = (np.eye(3), [[0, -1, width - 1], [1, 0, 0], [0, 0, 1]], [[-1, 0, width - 1], [0, -1, height - 1], [0, 0, 1]],
                [[0, 1, 0], [-1, 0, height - 1], [0, 0, 1]])[turn]
        return places, read_bicubic(descriptors, places), original @ back, normalise(torch.from_numpy(places), *turned.shape[::-1])

    def __call__(self, a, b):
        attempts = [(1.0, s, t) for s in self.sizes for t in range(self.turns)] + [(s, 1.0, t) for s in self.sizes[1:] for t in range(self.turns)]
        known, best = {}, (None, 3)
        for size_a, size_b, turn in attempts:
            one = known.get(("a", size_a)) or known.setdefault(("a", size_a), self.features(a, 0, size_a))
            two = known.get(("b", size_b, turn)) or known.setdefault(("b", size_b, turn), self.features(b, turn, size_b))
            homography, inliers = self.estimate(one, two)
            if inliers > best[1]:
                best = two[2] @ homography @ np.linalg.inv(one[2]), inliers
        return best[0]

    def estimate(self, one, two):
        """Homography at the working size over mutual neighbours or the matcher's matches, and its inliers."""
        (pa, da, _, na), (pb, db, _, nb) = one, two
        if min(len(pa), len(pb)) < 4:
            return None, 0
        similarity = da @ db.T
        i, j = mutual_neighbours(similarity) if self.attention is None else match(self.attention, ((na, da), (nb, db)))[:2]
        homography, inliers = self._robust(one, two, i, j, 3.0)
        if homography is not None and self.guided:
            x, y = motion.apply(homography, *pa.T.astype(np.float64))
            far = np.hypot(x[:, None] - pb[:, 0], y[:, None] - pb[:, 1]) > GUIDED
            similarity = similarity.masked_fill(torch.from_numpy(far), -2)
            i, j = mutual_neighbours(similarity)
            near = similarity[i, j] > -1
            again, more = self._robust(one, two, i[near], j[near], 2.0)
            homography, inliers = (again, more) if again is not None and more > 3 else (homography, inliers)
        return homography, inliers

    def _robust(self, one, two, i, j, threshold):
        if len(i) < 4:
            return None, 0
        there = two[0][j.numpy()]
        if self.fine is not None:
            there = there + refine(self.fine, one[1][i], two[1][j])
        return magsac(one[0][i.numpy()], there, threshold)


GUIDED = 8.0  # px around where a first homography leads


def sift_alone(a, b, side=640):
    """SIFT with the ratio test and MAGSAC, to compare with."""
    sift = cv2.SIFT_create(nfeatures=2500)
    (a, original_a), (b, original_b) = fit(a, side), fit(b, side)
    (ka, da), (kb, db) = sift.detectAndCompute(a, None), sift.detectAndCompute(b, None)
    if da is None or db is None or len(kb) < 2:
        return None
    good = [m for m, *rest in cv2.BFMatcher().knnMatch(da, db, 2) if rest and m.distance < 0.8 * rest[0].distance]
    if len(good) < 4:
        return None
    found, _ = magsac(np.float32([ka[m.queryIdx].pt for m in good]), np.float32([kb[m.trainIdx].pt for m in good]), 3.0)
    return None if found is None else original_b @ found @ np.linalg.inv(original_a)


def real_pairs(data):
    """(name, A, B, places in A, the same in B) of every pair; places are landmarks, or a 9 × 9 grid of A as far as B shows it."""
    for path in sorted(pathlib.Path(data).glob("*/H_1_*.txt")):
        number = path.stem.split("_")[2]
        a, b = _read(path.parent, "1"), _read(path.parent, number)
        landmarks = path.parent / f"points_1_{number}.txt"
        if landmarks.exists():
            places = np.loadtxt(landmarks).reshape(-1, 4)
        else:
            x, y = (v.ravel() for v in np.meshgrid(np.linspace(0, a.shape[1] - 1, 9), np.linspace(0, a.shape[0] - 1, 9)))
            there = motion.apply(np.loadtxt(path), x, y)
            places = np.stack([x, y, *there], 1)
            places = places[(there[0] >= 0) & (there[1] >= 0) & (there[0] <= b.shape[1] - 1) & (there[1] <= b.shape[0] - 1)]
        yield path.parent.name + ("" if number == "2" else f" 1-{number}"), a, b, places[:, :2], places[:, 2:]


def synthetic_pairs(textures, options, count, side=448):
    """The same of ``count`` pairs of photographs of every kind of the validation, planes only."""
    options = dict(options, sizes=[side], same=0.0, deformed=0.0, zoom=[0.8, 1.0])
    x, y = (v.ravel() for v in np.meshgrid(*[np.linspace(0, side - 1, 9)] * 2))
    for index, (kind, (first, second)) in enumerate(KINDS.items()):
        for n in range(count):
            pair = feature_pairs.make(np.random.default_rng([9_000_000 + index, n]), textures, options, first, second)
            there = motion.apply(pair.homography, x, y)
            places = np.stack([x, y, *there], 1)
            places = places[(np.abs(there - np.array(side - 1) / 2) <= (side - 1) / 2).all(0)]
            yield kind, pair.a, pair.b, places[:, :2], places[:, 2:]


def area(errors, bound):
    """Area under the curve of recall over the error up to ``bound``, exact, in %: failures are infinite."""
    return 100 * float(np.mean(np.clip(1 - np.asarray(errors) / bound, 0, 1)))


def report(align, pairs, detailed=False):
    """Prints areas under the curve by kind (a pair's name up to the first "_") and over all pairs."""
    kinds, began = {}, time.monotonic()
    for name, a, b, here, there in pairs:
        homography = align(a, b)
        error = np.inf
        if homography is not None:
            error = float(np.linalg.norm(np.stack(motion.apply(homography, *here.T), 1) - there, axis=1).mean())
        if detailed:
            print(f"{name:40s} {error:9.2f}", flush=True)
        kinds.setdefault(name.split("_")[0], []).append(error)
    if not kinds:
        raise ValueError("no pair with a known homography (SCENE/H_1_*.txt)")
    everything = [e for errors in kinds.values() for e in errors]
    print(f"{'kind':12s} pairs  " + " ".join(f"@{b:<5d}" for b in BOUNDS) + f" wrong (> {BOUNDS[-1]} px)")
    for kind, errors in [*kinds.items(), ("all", everything)]:
        wrong = sum(e > BOUNDS[-1] for e in errors)
        print(f"{kind:12s} {len(errors):5d}  " + " ".join(f"{area(errors, b):6.1f}" for b in BOUNDS) + f" {wrong:5d}")
    print(f"{(time.monotonic() - began) / len(everything):.2f} s a pair")
