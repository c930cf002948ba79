"""Evidence on real pairs with ground truth (layout of datasets: flow/NAME, stereo/NAME, homography/NAME). For printing only."""
import pathlib

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from . import losses
from .synthesis import motion


def _read(folder, stem):
    for extension in (".png", ".jpg", ".ppm"):
        path = folder / (stem + extension)
        image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE) if path.exists() else None
        if image is not None:
            return image
    raise ValueError(f"no image {stem} in {folder}")


def read_flo(path):
    """Middlebury .flo → (H, W, 2), unknown as NaN."""
    data = np.fromfile(path, np.float32)
    width, height = data[1:3].view(np.int32)
    flow = data[3:3 + 2 * width * height].reshape(height, width, 2).copy()
    flow[np.abs(flow) > 1e8] = np.nan
    return flow


def read_flow(folder):
    """flow_1_2 of a pair, Middlebury's .flo or KITTI's 16-bit .png → (H, W, 2), unknown as NaN."""
    if (folder / "flow_1_2.flo").exists():
        return read_flo(folder / "flow_1_2.flo")
    data = cv2.imread(str(folder / "flow_1_2.png"), cv2.IMREAD_UNCHANGED)
    if data is None:
        raise ValueError(f"no flow_1_2.flo or .png in {folder}")
    flow = (data[..., 2:0:-1].astype(np.float32) - 32768) / 64
    flow[data[..., 0] == 0] = np.nan
    return flow


PYRAMID = (3, 1.5, 1)  # image reductions of the stacked cascade, coarsest first


@torch.no_grad()
def run(network, a, b, zero_start=False, pyramid=False):
    """Flow (H, W, 2) and confidence (H, W) of grey uint8 images of any size.

    ``pyramid``: on reduced images first, each flow starting the next (stacked cascade).
    """
    height, width = a.shape
    flow = torch.zeros(1, 2, 16, 16) if zero_start else None
    for scale in PYRAMID if pyramid else (1,):
        if scale == 1:
            h, w = -(-height // 16) * 16, -(-width // 16) * 16
            images = [np.pad(i, ((0, h - height), (0, w - width)), mode="edge") for i in (a, b)]
        else:
            h, w = (max(2, round(n / scale / 16)) * 16 for n in (height, width))
            images = [cv2.resize(i, (w, h), interpolation=cv2.INTER_AREA) for i in (a, b)]
        initial = None
        if flow is not None:
            ratio = torch.tensor([w / flow.shape[3], h / flow.shape[2]]).view(1, 2, 1, 1)
            flow = F.interpolate(flow, size=(h, w), mode="bilinear", align_corners=False) * ratio
            initial = F.avg_pool2d(flow, 16) / 16
        x, y = (torch.from_numpy(i.astype(np.float32))[None, None] for i in images)
        out = network(x, y, initial)
        flow = out.full[-1]
    return (flow[0].permute(1, 2, 0).numpy()[:height, :width],
            losses.confidence(out.uncertainty)[0, 0].numpy()[:height, :width])


def flow_pairs(network, folder):
    """Mean end-point error of each pair of flow/NAME, alone and with a pyramid."""
    for pair in sorted(p for p in pathlib.Path(folder).iterdir() if p.is_dir()):
        truth = read_flow(pair)
        a, b = _read(pair, "1"), _read(pair, "2")
        errors = [np.nanmean(np.linalg.norm(run(network, a, b, pyramid=p)[0] - truth, axis=2)) for p in (False, True)]
        yield pair.name, {"epe": errors[0], "epe_pyramid": errors[1]}


def stereo_pairs(network, folder):
    """Share of pixels whose disparity is off by more than two pixels, searching in two dimensions."""
    for pair in sorted(p for p in pathlib.Path(folder).iterdir() if p.is_dir()):
        disparity = cv2.imread(str(pair / "disp_left_x256.png"), cv2.IMREAD_UNCHANGED).astype(np.float32) / 256
        known = disparity > 0
        a, b = _read(pair, "left"), _read(pair, "right")
        bad = [float((np.abs(-run(network, a, b, pyramid=p)[0][..., 0] - disparity) > 2)[known].mean()) for p in (False, True)]
        yield pair.name, {"bad2": bad[0], "bad2_pyramid": bad[1]}


def homography_residuals(network, folder, jitter=4.0, seed=0):
    """B warped by the true homography after its corners moved by up to ``jitter`` pixels: how much of that is recovered.

    The truth's own error (some pairs: several pixels) is in the figure, so read the medians.
    """
    rng = np.random.default_rng(seed)
    for path in sorted(pathlib.Path(folder).glob("*/H_1_*.txt")):
        a = _read(path.parent, "1")
        b = _read(path.parent, path.stem.split("_")[2])
        truth = np.loadtxt(path)
        disturbed = truth @ motion.corner_jitter(rng, *a.shape, jitter)
        warped = cv2.warpPerspective(b, disturbed, (a.shape[1], a.shape[0]), flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP)
        inside = cv2.erode(cv2.warpPerspective(np.full_like(b, 255), disturbed, (a.shape[1], a.shape[0]),
                                               flags=cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP), np.ones((9, 9))) > 0
        ys, xs = np.mgrid[0:a.shape[0], 0:a.shape[1]].astype(np.float64)
        x, y = motion.apply(np.linalg.inv(disturbed) @ truth, xs, ys)
        expected = np.stack([x - xs, y - ys], 2)
        flow, confidence = run(network, a, warped, zero_start=True)
        error = np.linalg.norm(flow - expected, axis=2)[inside]
        sure = confidence[inside] >= np.median(confidence[inside])
        yield f"{path.parent.name} 1-{path.stem.split('_')[2]}", {
            "start": np.median(np.linalg.norm(expected, axis=2)[inside]), "median": np.median(error),
            "median_confident_half": np.median(error[sure])}


SETS = {"flow": flow_pairs, "stereo": stereo_pairs, "homography": homography_residuals}


def report(network, data):
    """Prints every pair of the sets found under ``data`` and the mean of each figure."""
    for name, function in SETS.items():
        folder = pathlib.Path(data) / name
        if not folder.is_dir():
            continue
        rows = list(function(network, folder))
        for pair, figures in rows:
            print(f"{name:10s} {pair:28s} " + "  ".join(f"{k} {v:.3f}" for k, v in figures.items()))
        if rows:
            print(f"{name:10s} {'mean of ' + str(len(rows)):28s} "
                  + "  ".join(f"{k} {np.mean([f[k] for _, f in rows]):.3f}" for k in rows[0][1]))
