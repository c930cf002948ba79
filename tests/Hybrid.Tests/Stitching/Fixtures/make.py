"""Writes the fixtures of this folder with python3-opencv's detail namespace: python3 make.py"""
import json
from pathlib import Path

import cv2
import numpy as np

here = Path(__file__).parent


def rotation(yaw, pitch, roll):
    turns = [cv2.Rodrigues(np.radians(np.array(v, float)))[0] for v in ([0, yaw, 0], [-pitch, 0, 0], [0, 0, roll])]
    return turns[0] @ turns[1] @ turns[2]


def surfaces():
    """Where OpenCV's warpers put pixels of a turned camera."""
    focal, cx, cy, scale = 400.0, 200.0, 150.0, 350.0
    K = np.array([[focal, 0, cx], [0, focal, cy], [0, 0, 1]], np.float32)
    R = rotation(20, -10, 5).astype(np.float32)
    places = {}
    for kind in ("plane", "cylindrical", "spherical", "mercator"):
        warper = cv2.PyRotationWarper(kind, scale)
        places[kind] = [[x, y, *warper.warpPoint((x, y), K, R)] for x in range(0, 401, 80) for y in range(0, 301, 60)]
    return {"focal": focal, "cx": cx, "cy": cy, "scale": scale, "rotation": R.ravel().tolist(), "places": places}


def pattern(width, height, dx, dy, gains):
    """A picture that the test draws too: whole numbers only."""
    y, x = np.mgrid[dy:dy + height, dx:dx + width]
    base = [(3 * x * x + 5 * y + x * y) % 97 + 60, (x * y + 7 * x) % 89 + 70, (5 * x + 3 * y * y) % 101 + 50]
    return np.dstack([b * g // 100 for b, g in zip(base, gains)]).astype(np.uint8)


def gains():
    """Gains of OpenCV's compensators for three overlapping pictures."""
    corners, shades = [(0, 0), (70, 10), (30, 60)], [(100, 100, 100), (80, 70, 90), (130, 125, 110)]
    size = (120, 90)
    images = [pattern(*size, *c, s) for c, s in zip(corners, shades)]
    masks = [np.full((size[1], size[0]), 255, np.uint8) for _ in corners]
    masks[1][:20, :30] = 0
    found = {}
    for name, make in (("gain", cv2.detail_GainCompensator), ("channels", cv2.detail_ChannelsCompensator), ("blocks", cv2.detail_BlocksGainCompensator)):
        compensator = make()
        compensator.feed(corners, [i.copy() for i in images], masks)
        found[name] = [np.asarray(m, float).ravel().tolist() for m in compensator.getMatGains()]
    return {"corners": corners, "shades": shades, "width": size[0], "height": size[1], "gains": found}


for name, make in (("surfaces", surfaces), ("gains", gains)):
    (here / f"{name}.json").write_text(json.dumps(make()) + "\n")
