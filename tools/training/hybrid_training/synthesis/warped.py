"""What a residual network sees after the second view was warped by a homography: bands without content at the frame."""
import cv2
import numpy as np

from . import motion
from .scene import OUTSIDE, VISIBLE


def cut(rng, pair, reach):
    """Takes what the second view would not have had: ``pair`` with B's border repeated (as the library warps), at times blank,
    beyond a frame that was moved by up to ``reach`` of its sides; what lies there now is OUTSIDE."""
    height, width = pair.state.shape
    bound = reach * min(height, width) * rng.random()
    frame = motion.similarity(rng, height, width, 0.1 * rng.random(), 0.05, bound) \
        @ motion.corner_jitter(rng, height, width, 0.4 * bound)
    ys, xs = np.mgrid[0:height, 0:width].astype(np.float64)
    x, y = motion.apply(frame, xs, ys)
    seen = (x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1)
    if rng.random() < 0.75:
        back_x, back_y = motion.apply(np.linalg.inv(frame), np.clip(x, 0, width - 1), np.clip(y, 0, height - 1))
        repeated = cv2.remap(pair.b, back_x.astype(np.float32), back_y.astype(np.float32), cv2.INTER_LINEAR,
                             borderMode=cv2.BORDER_REPLICATE)
        pair.b = np.where(seen, pair.b, repeated)
    else:
        pair.b = np.where(seen, pair.b, np.uint8(0))
    fx, fy = (xs + pair.flow[..., 0]).astype(np.float32), (ys + pair.flow[..., 1]).astype(np.float32)
    there = cv2.remap(seen.astype(np.uint8), fx, fy, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
    pair.state[(pair.state == VISIBLE) & (there == 0)] = OUTSIDE
    return pair
