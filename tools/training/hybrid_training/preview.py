"""Pictures of synthetic pairs: A, B, A rebuilt from B by the true flow, flow as colour, state."""
import cv2
import numpy as np


def flow_colour(flow, limit=None):
    """Flow (H, W, 2) → BGR picture: hue is the direction, saturation the length."""
    length = np.hypot(flow[..., 0], flow[..., 1])
    limit = limit or max(1.0, float(np.percentile(length, 98)))
    hue = (np.degrees(np.arctan2(flow[..., 1], flow[..., 0])) % 360) / 2
    hsv = np.stack([hue, np.clip(length / limit, 0, 1) * 255, np.full_like(hue, 255)], 2).astype(np.uint8)
    return cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR)


def backward_warp(b, flow):
    """B sampled at x + flow(x): what A would see of it."""
    ys, xs = np.mgrid[0:flow.shape[0], 0:flow.shape[1]].astype(np.float32)
    return cv2.remap(b, xs + flow[..., 0], ys + flow[..., 1], cv2.INTER_LINEAR)


def row(a, b, flow, state):
    """One pair as a row of pictures. State: white visible, grey occluded, dark outside, black unrelated."""
    shade = np.array([255, 140, 60, 0], np.uint8)[state]
    grey = [cv2.cvtColor(x, cv2.COLOR_GRAY2BGR) for x in (a, b, backward_warp(b, flow), shade)]
    return np.hstack([grey[0], grey[1], grey[2], flow_colour(flow), grey[3]])


def sheet(stream, count):
    """``count`` pairs of a stream, one below the other."""
    rows, number = [], 0
    while len(rows) < count:
        batch = stream[number]
        number += 1
        for i in range(batch["a"].shape[0]):
            rows.append(row(batch["a"][i, 0].numpy(), batch["b"][i, 0].numpy(),
                            batch["flow"][i].permute(1, 2, 0).numpy(), batch["state"][i].numpy()))
    width = max(r.shape[1] for r in rows)
    return np.vstack([cv2.copyMakeBorder(r, 2, 2, 0, width - r.shape[1], cv2.BORDER_CONSTANT) for r in rows[:count]])
