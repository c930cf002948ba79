"""Trains and tests the classifiers; one JSON line a run; tables and pictures from the lines."""
import json
import math
import pathlib
import time

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from . import data
from .distortions import SIDES, distort
from .networks import build

PAPER = {  # error in %: R, RTS, P, E
    ("FCN", "none"): (2.1, 5.2, 3.1, 3.2), ("CNN", "none"): (1.2, 0.8, 1.5, 1.4),
    ("FCN", "affine"): (1.2, 0.8, 1.5, 2.7), ("FCN", "projective"): (1.3, 0.9, 1.4, 2.6), ("FCN", "tps"): (1.1, 0.8, 1.4, 2.4),
    ("CNN", "affine"): (0.7, 0.5, 0.8, 1.2), ("CNN", "projective"): (0.8, 0.6, 0.8, 1.3), ("CNN", "tps"): (0.7, 0.5, 0.8, 1.1)}
KINDS = ("R", "RTS", "P", "E")
TEST_SEED = 77


def test_set(folder, kind):
    """The same distorted test digits for every run."""
    images, labels = data.load(folder, "test")
    return distort(images, kind, torch.Generator().manual_seed(TEST_SEED)), labels


@torch.no_grad()
def error(network, images, labels):
    """Share of wrong answers in percent."""
    network.eval()
    wrong = sum(int((network(images[i:i + 500]).argmax(1) != labels[i:i + 500]).sum()) for i in range(0, len(images), 500))
    network.train()
    return 100 * wrong / len(images)


def train(folder, kind, family, transformer, seed, epochs, batch=256, rate=3e-3, log=print):
    """→ (network, {figures}). Every digit is distorted anew in every epoch; the test set is looked at once, at the end."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    images, labels = data.load(folder, "train")
    # Channels last: convolutions of few channels are nearly twice as fast on CPUs.
    network = build(family, transformer, SIDES[kind]).to(memory_format=torch.channels_last)
    # The transformer moves everything behind it, so its parameters go slower.
    slow = [p for n, p in network.named_parameters() if transformer != "none" and n.startswith("0.")]
    rest = [p for n, p in network.named_parameters() if not (transformer != "none" and n.startswith("0."))]
    groups = [{"params": rest, "lr": rate}] + ([{"params": slow, "lr": 0.3 * rate}] if slow else [])
    optimiser = torch.optim.Adam(groups)
    steps = epochs * (len(images) // batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, [g["lr"] for g in groups], total_steps=steps + 1, pct_start=0.15)
    began, step, mean = time.monotonic(), 0, 2.3
    for epoch in range(epochs):
        order = torch.randperm(len(images), generator=generator)
        for i in range(0, len(images) - batch + 1, batch):
            index = order[i:i + batch]
            distorted = distort(images[index], kind, generator).contiguous(memory_format=torch.channels_last)
            loss = F.cross_entropy(network(distorted), labels[index])
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            step, mean = step + 1, 0.99 * mean + 0.01 * loss.item()
        log(f"{kind} {family} {transformer} seed {seed}: epoch {epoch + 1}, loss {mean:.4f}, {time.monotonic() - began:.0f} s")
    test, truth = test_set(folder, kind)
    return network, {"kind": kind, "family": family, "transformer": transformer, "seed": seed, "epochs": epochs,
                     "parameters": sum(p.numel() for p in network.parameters()), "error": round(error(network, test, truth), 3),
                     "seconds": round(time.monotonic() - began)}


@torch.no_grad()
def picture(network, images, path, count=14):
    """Inputs above, what the transformer cuts out of them below."""
    network.eval()
    cut = network[0](images[:count])
    side = images.shape[-1]

    def row(x):
        scaled = F.interpolate(x, (2 * side, 2 * side), mode="bilinear", align_corners=False)
        return np.hstack([cv2.copyMakeBorder((255 * t[0].clamp(0, 1)).numpy().astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=90) for t in scaled])

    cv2.imwrite(str(path), np.vstack([row(images[:count]), row(cut)]))


@torch.no_grad()
def mean_turn(network, images):
    """Mean direction, in degrees, by which an affine transformer turns what it reads (0: as it came)."""
    network.eval()
    grid = network[0].grid(images[:2000])
    right = (grid[:, :, -1] - grid[:, :, 0]).mean(1)
    angle = torch.atan2(right[:, 1], right[:, 0])
    return math.degrees(math.atan2(float(torch.sin(angle).mean()), float(torch.cos(angle).mean())))


def run(folder, out, columns, networks, seeds, epochs):
    """Every column with every network and seed that ``out/results.ndjson`` does not hold yet."""
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    done = {(r["kind"], r["family"], r["transformer"], r["seed"]) for r in read(out)}
    for seed in range(1, seeds + 1):
        for kind in columns:
            for family, transformer in networks:
                if (kind, family, transformer, seed) in done:
                    continue
                network, figures = train(folder, kind, family, transformer, seed, epochs, log=lambda text: print(text, flush=True))
                if transformer != "none":
                    test, _ = test_set(folder, kind)
                    picture(network, test, out / f"{kind}-{family}-{transformer}-{seed}.png")
                    figures["mean_turn"] = round(mean_turn(network, test), 1)
                with open(out / "results.ndjson", "a") as f:
                    f.write(json.dumps(figures) + "\n")
                print(json.dumps(figures), flush=True)
    text = table(read(out))
    (out / "table.md").write_text(text)
    print(text)


def read(out):
    path = pathlib.Path(out) / "results.ndjson"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def interval(wrong, n):
    """Wilson score interval of a share, 95 %, in percent."""
    z, p = 1.96, wrong / n
    centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return 100 * (centre - half) / (1 + z * z / n), 100 * (centre + half) / (1 + z * z / n)


def table(results):
    """Markdown: error in %, mean of the seeds, with the 95 % interval of all their test digits, beside the paper's."""
    lines = ["| network | parameters | " + " | ".join(KINDS) + " |", "|---" * (2 + len(KINDS)) + "|"]
    for (family, transformer), paper in PAPER.items():
        own = [r for r in results if r["family"] == family and r["transformer"] == transformer]
        if not own:
            continue
        cells = []
        for kind, theirs in zip(KINDS, paper):
            errors = [r["error"] for r in own if r["kind"] == kind]
            if not errors:
                cells.append(f"– ({theirs})")
                continue
            low, high = interval(sum(errors) * 100, 10_000 * len(errors))
            cells.append(f"{sum(errors) / len(errors):.2f} [{low:.2f}, {high:.2f}]" + (f" n={len(errors)}" if len(errors) > 1 else "") + f" ({theirs})")
        name = family if transformer == "none" else f"ST-{family} {transformer}"
        lines.append(f"| {name} | {min(r['parameters'] for r in own) // 1000} k | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"
