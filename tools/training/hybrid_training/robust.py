"""Robust estimation of a homography from matches."""
import cv2
import numpy as np


def magsac(here, there, threshold):
    """Homography by MAGSAC with a fixed seed, and how many matches agree; None and 0 where there is none."""
    cv2.setRNGSeed(0)
    found, mask = cv2.findHomography(here.astype(np.float32), there.astype(np.float32), cv2.USAC_MAGSAC, threshold, maxIters=10000, confidence=0.9999)
    return (found, int(mask.sum())) if found is not None else (None, 0)
