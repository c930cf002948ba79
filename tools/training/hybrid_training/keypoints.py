"""Keypoints of an image, and a network's descriptors read there."""
import cv2
import numpy as np
import torch
import torch.nn.functional as F

from .networks.features import STRIDE
from .synthesis import feature_pairs

MULTIPLE = 32


@torch.no_grad()
def maps(network, image):
    """Descriptors, reliability and keypoints (logits) of a grey uint8 image, continued to multiples of 32."""
    height, width = image.shape
    padded = np.pad(image, ((0, -height % MULTIPLE), (0, -width % MULTIPLE)), mode="edge")
    return network(torch.from_numpy(padded[None, None].astype(np.float32)))


def read_bicubic(maps, places):
    """Descriptors (1, C, h, w) at pixels (N, 2) → (N, C), of unit length."""
    size = torch.tensor([maps.shape[3], maps.shape[2]]) * STRIDE
    grid = ((2 * torch.from_numpy(places) + 1) / size - 1).view(1, -1, 1, 2)
    values = F.grid_sample(maps, grid.float(), mode="bicubic", padding_mode="border", align_corners=False)
    return F.normalize(values[0, :, :, 0].T, dim=1)


def sift_places(image, count):
    """Places of SIFT's keypoints, strongest first, each once."""
    found = cv2.SIFT_create(nfeatures=count, contrastThreshold=0.005).detect(image)
    found = sorted(found, key=lambda k: -k.response)
    places = np.float32([k.pt for k in found]).reshape(-1, 2)
    return places[np.sort(np.unique(places, axis=0, return_index=True)[1])][:count]


@torch.no_grad()
def own_places(keypoints, reliability, shape, count, distance=2):
    """Places where the network's keypoint probability, weighted by reliability, is the largest within ``distance``, to a
    fraction of a pixel by a parabola through its logarithm."""
    points = F.pixel_shuffle(torch.softmax(keypoints, 1)[:, :-1], STRIDE)
    points = points * F.interpolate(torch.sigmoid(reliability), scale_factor=STRIDE, mode="bilinear", align_corners=False)
    best = F.max_pool2d(points, 2 * distance + 1, 1, distance)
    margin = distance
    kept = torch.where((points == best) & (points > 1e-4), points, torch.zeros_like(points))[0, 0, margin:shape[0] - margin, margin:shape[1] - margin]
    _, index = kept.flatten().topk(min(count, int((kept > 0).sum())))
    y, x = torch.div(index, kept.shape[1], rounding_mode="floor") + margin, index % kept.shape[1] + margin
    logs = points[0, 0].clamp(min=1e-6).log()

    def peak(before, here, after):
        return (0.5 * (before - after) / (before - 2 * here + after).clamp(max=-1e-3)).clamp(-0.5, 0.5)

    dx = peak(logs[y, x - 1], logs[y, x], logs[y, x + 1])
    dy = peak(logs[y - 1, x], logs[y, x], logs[y + 1, x])
    return torch.stack([x + dx, y + dy], 1).numpy().astype(np.float32)


def detect(detector, image, count, keypoints, reliability):
    """Places of a grey uint8 image: by SIFT, by Shi and Tomasi's corners, or by the network's own keypoints."""
    if detector == "own":
        return own_places(keypoints, reliability, image.shape, count)
    return sift_places(image, count) if detector == "sift" else feature_pairs.corners(image, count)
