"""Writes the fixtures beside this file: OpenCV's dense inverse search on crops of two embedded pairs.

    python3 tests/Hybrid.Tests/Classical/InverseSearch/Fixtures/write.py

Needs python3-opencv (written with 4.6, whose epsilon is fixed at 0.001). Flow is kept as the dataset keeps it: 16-bit PNG,
64 u + 32768 and 64 v + 32768.
"""
import json
import pathlib

import cv2
import numpy as np

HERE = pathlib.Path(__file__).parent
PAIRS = HERE.parents[4] / "datasets/embedded/flow"
CROPS = {"pebbles_04": (80, 60, 160, 120), "litter_01": (90, 70, 151, 113)}
ULTRA_FAST, FAST, MEDIUM = range(3)
CASES = [
    dict(name="ultra-fast", pair="pebbles_04", preset=ULTRA_FAST),
    dict(name="fast", pair="pebbles_04", preset=FAST),
    dict(name="medium", pair="pebbles_04", preset=MEDIUM),
    dict(name="odd-size", pair="litter_01", preset=MEDIUM),
    dict(name="plain", pair="pebbles_04", preset=MEDIUM, mean=False, propagation=False),
    dict(name="patch-12", pair="pebbles_04", preset=MEDIUM, patch=12, stride=5),
    dict(name="initial", pair="pebbles_04", preset=FAST, finest=0, steps=8, initial=[2.0, -1.0]),
]


def main():
    cv2.setNumThreads(1)
    images = {}
    for pair, (x, y, w, h) in CROPS.items():
        images[pair] = []
        for i in (1, 2):
            image = cv2.imread(str(PAIRS / pair / f"{i}.jpg"), cv2.IMREAD_GRAYSCALE)
            image = np.ascontiguousarray(image[y : y + h, x : x + w])
            cv2.imwrite(str(HERE / f"{pair}_{i}.png"), image)
            images[pair].append(image)
    for case in CASES:
        dis = cv2.DISOpticalFlow_create(case["preset"])
        if "finest" in case:
            dis.setFinestScale(case["finest"])
        if "steps" in case:
            dis.setGradientDescentIterations(case["steps"])
        if "patch" in case:
            dis.setPatchSize(case["patch"])
            dis.setPatchStride(case["stride"])
        dis.setUseMeanNormalization(case.get("mean", True))
        dis.setUseSpatialPropagation(case.get("propagation", True))
        a, b = images[case["pair"]]
        initial = None
        if "initial" in case:
            initial = np.full(a.shape + (2,), case["initial"], np.float32)
        flow = dis.calc(a, b, initial)
        u, v = np.clip(np.rint(64 * flow + 32768), 0, 65535).astype(np.uint16).transpose(2, 0, 1)
        cv2.imwrite(str(HERE / f"{case['name']}.png"), np.dstack([np.ones_like(u), v, u]))
    (HERE / "cases.json").write_text(json.dumps(CASES, indent=2) + "\n")


main()
