"""One leg of training on a device that is lent for minutes: what has to be there, packed small, and the leg itself."""
import copy
import os
import pathlib
import shutil
import time

import cv2
import torch

from . import config as configs
from .loop import Trainer

TREE_LIMIT = 60_000_000
CHECKPOINT_LIMIT = 16_000_000
#: Seconds kept back for the last validation and the writing of the results.
RESERVE = 45


def pack(config, textures, out, init=None, side=512, quality=88):
    """Writes a folder that a leg can be run from: this tool, the configuration as one file, the photographs (long side at
    most ``side`` px), the checkpoint to start from. Returns its size in bytes; no file is left where it is above the limit."""
    out = pathlib.Path(out)
    if out.exists() and any(out.iterdir()):
        raise ValueError(f"{out}: not empty")
    here = pathlib.Path(__file__).parent
    shutil.copytree(here, out / "hybrid_training", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(here.parent / "on-gpu", out / "on-gpu")
    configs.save(out / "leg.yaml", configs.load(config))
    (out / "textures").mkdir()
    paths = sorted(p for p in pathlib.Path(textures).iterdir() if p.suffix.lower() in (".jpg", ".jpeg", ".png"))
    for path in paths:
        image = cv2.imread(str(path))
        if image is None:
            raise ValueError(f"{path}: not an image")
        scale = min(1.0, side / max(image.shape[:2]))
        if scale < 1:
            image = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        # The index decides what is held out, so that names are kept in order.
        cv2.imwrite(str(out / "textures" / f"{path.stem}.jpg"), image, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if len(list((out / "textures").iterdir())) != len(paths):
        raise ValueError(f"{textures}: two photographs of one name but for their endings")
    if init:
        shutil.copy(init, out / "init.pt")
    size = sum(p.stat().st_size for p in out.rglob("*") if p.is_file())
    if size > TREE_LIMIT:
        shutil.rmtree(out)
        raise ValueError(f"the tree would be {size / 1e6:.0f} MB, more than {TREE_LIMIT / 1e6:.0f}; use a smaller --side")
    return size


def for_device(config, device, batch=None, rate=None, workers=None):
    """A configuration for a leg on ``device``: bfloat16, channels last, larger batches, a worker for each core but one.

    Everything that decides what is learned (pairs, their seeds, losses) stays as it is. The workers make the pairs.
    """
    config = copy.deepcopy(config)
    config["training"].update(bfloat16=True, channels_last=device.type == "cuda" or config["training"].get("channels_last", False))
    config["training"]["workers"] = max(0, (os.cpu_count() or 1) - 1) if workers is None else workers
    if batch:
        config["synthesis"]["batch"] = batch
    if rate:
        config["optimiser"]["rate"] = rate
    return config


def run(config, textures, out, device, seconds, seed=None, init=None, batch=None, rate=None, workers=None):
    """Trains for what is left of ``seconds`` and leaves the averaged weights of the best validation, ``best.pt``, and the log
    in ``out``; ``last.pt``, from which ``train --resume`` goes on, only where it is small enough to be brought back."""
    began = time.monotonic()
    config = for_device(configs.load(config), device, batch, rate, workers)
    if device.type == "cuda":
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    trainer = Trainer(config, textures, out, device, config["seed"] if seed is None else seed)
    if init:
        trainer.start_from(init)
    left = seconds - (time.monotonic() - began) - min(RESERVE, 0.1 * seconds)
    if left <= 0:
        raise ValueError(f"{seconds} seconds are not enough to begin")
    trainer.run(minutes=left / 60)
    for path in pathlib.Path(out).glob("*.pt"):
        if path.stat().st_size > CHECKPOINT_LIMIT:
            path.unlink()
    return trainer.step
