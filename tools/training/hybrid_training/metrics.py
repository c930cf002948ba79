"""Measures of flow and of confidence."""
import numpy as np


def end_point_error(flow, truth):
    """Euclidean distance per pixel: (B, 2, H, W) tensors → (B, H, W)."""
    return ((flow - truth) ** 2).sum(1).sqrt()


def sparsification(error, confidence, steps=20):
    """Mean error of what remains after removing the least confident 0, 1/steps, … of the pixels."""
    order = np.argsort(-confidence.ravel(), kind="stable")
    running = np.cumsum(error.ravel()[order], dtype=np.float64)
    keep = np.maximum(1, np.round(running.size * (1 - np.arange(steps) / steps)).astype(int))
    return running[keep - 1] / keep


def ause(error, confidence):
    """Area under the sparsification error (Ilg et al., ECCV 2018), relative to the mean error, and that of random order.

    Below half of the random order's is useful; zero is the oracle's order.
    """
    mean = error.mean() + 1e-12
    oracle = sparsification(error, -error)
    return (float((sparsification(error, confidence) - oracle).mean() / mean), float((mean - oracle).mean() / mean))
