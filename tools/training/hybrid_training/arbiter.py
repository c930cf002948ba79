"""The arbiter of stereo: where the cascade and semi-global matching differ, how likely either is right, and which to take.

It is fitted to disagreements that the C# side writes (``Hybrid.Benchmarks -- disagreements``), so that what it is trained on is what
it will see, and is added to the folder of the cascade that it judges.
"""
import json
import os
import pathlib

import numpy as np
import torch
from torch.nn import functional as F

from . import card
from .export import OPSET, checksum, probes, write_json

BOUNDS = (1.0, 2.0, 4.0)  # an answer is preferred for being within as many of these errors (px) as possible
RIGHT = 2.0  # what the probabilities are of
BATCH = 4096
RATE = 4e-3
FILE = "arbiter.onnx"


class Arbiter(torch.nn.Module):
    """Features → P(error ≤ 2 px) of the filled map and of the network (N × 2), and a preference, positive for the network (N × 1)."""

    def __init__(self, mean, deviation, hidden):
        super().__init__()
        self.register_buffer("mean", mean)
        self.register_buffer("scale", 1 / deviation.clamp(min=1e-3))
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(len(mean), hidden), torch.nn.ReLU(),
            torch.nn.Linear(hidden, hidden), torch.nn.ReLU(),
            torch.nn.Linear(hidden, 3))

    def logits(self, features):
        return self.layers((features - self.mean) * self.scale)

    def forward(self, features):
        logits = self.logits(features)
        return torch.sigmoid(logits[:, :2]), logits[:, 2:]


def read(path):
    """Contests → (pair of each pixel, errors of the filled map and of the network (N × 2), features)."""
    try:
        table = np.load(path)
    except (ValueError, EOFError) as e:
        raise ValueError(f"{path} is not a NumPy array; write it with Hybrid.Benchmarks -- disagreements") from e
    if table.ndim != 2 or table.shape[1] < 4 or len(table) == 0:
        raise ValueError(f"{path} holds no disagreements; write it with Hybrid.Benchmarks -- disagreements")
    return table[:, 0].astype(int), torch.from_numpy(table[:, 1:3].copy()), torch.from_numpy(table[:, 3:].copy())


def gains(errors):
    """How many of the bounds the network keeps and the filled map does not, less the reverse."""
    return sum((errors[:, 0] > b).float() - (errors[:, 1] > b).float() for b in BOUNDS)


def fit(features, errors, hidden, epochs, seed):
    """An arbiter for disagreements; the same seed gives the same one."""
    torch.manual_seed(seed)
    network = Arbiter(features.mean(0), features.std(0), hidden)
    optimiser = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-4)
    steps = max(1, epochs * len(features) // BATCH)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimiser, steps)
    gain = gains(errors)
    right = (errors <= RIGHT).float()
    order = torch.Generator().manual_seed(seed)
    for _ in range(steps):
        chosen = torch.randint(len(features), (BATCH,), generator=order)
        logits = network.logits(features[chosen])
        # The choice is what counts: weighted by what is at stake, and nothing where both are equally right.
        choice = F.binary_cross_entropy_with_logits(logits[:, 2], (gain[chosen] > 0).float(), weight=gain[chosen].abs())
        loss = choice + 0.3 * F.binary_cross_entropy_with_logits(logits[:, :2], right[chosen])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return network.eval()


def held_out(pairs, features, errors, hidden, epochs, seed, folds=4):
    """Preferences for every pixel by arbiters that have not seen its pair."""
    preference = torch.zeros(len(features))
    for fold in range(folds):
        test = torch.from_numpy(pairs % folds == fold)
        network = fit(features[~test], errors[~test], hidden, epochs, seed)
        with torch.no_grad():
            preference[test] = network(features[test])[1][:, 0]
    return preference


def figures(pairs, errors, preference):
    """What taking the preferred answers changes, in points of the bad-b of the pixels of disagreement, per pair: mean, better, worse."""
    counts = np.bincount(pairs)
    taken = torch.where(preference > 0, errors[:, 1], errors[:, 0])
    result = {"pairs": int((counts > 0).sum()), "pixels": len(pairs)}
    for bound in BOUNDS:
        filled = np.bincount(pairs, (errors[:, 0] > bound).numpy())
        chosen = np.bincount(pairs, (taken > bound).numpy())
        result[f"bad_{bound:g}"] = {
            "filled": round(float(filled.sum() / counts.sum()), 4), "network": round(float((errors[:, 1] > bound).float().mean()), 4),
            "chosen": round(float(chosen.sum() / counts.sum()), 4), "oracle": round(float((errors.amin(1) > bound).float().mean()), 4),
            "pairs_better": int((chosen < filled).sum()), "pairs_worse": int((chosen > filled).sum())}
    return result


def add(network, features, model, about, purpose="which of the network and semi-global matching to believe where they differ",
        outputs=("right", "preference"), file=FILE):
    """Writes the graph into a model's folder and enters it on the card and in the fixtures."""
    model = pathlib.Path(model)
    target, temporary = model / file, model / f"{file}.part"
    with torch.no_grad():
        torch.onnx.export(network, (features[:2],), str(temporary), opset_version=OPSET, input_names=["features"],
                          output_names=list(outputs), dynamic_axes={n: {0: "pixels"} for n in ("features", *outputs)})
    os.replace(temporary, target)
    probe = features[:: max(1, len(features) // 24)][:24]
    with torch.no_grad():
        values = dict(zip(outputs, network(probe)))
    content = json.loads((model / "model.json").read_text())
    entry = {**checksum(target), "purpose": purpose,
             "inputs": {"features": ["?", features.shape[1]]}, "outputs": {n: ["?", v.shape[1]] for n, v in values.items()}}
    content["files"] = [f for f in content["files"] if f["name"] != file] + [entry]
    content["arbiter"] = about
    write_json(model / "model.json", content)
    (model / "README.md").write_text(card.text(content))
    fixtures = json.loads((model / "fixtures.json").read_text())
    fixtures["inputs"]["features"] = {"shape": list(probe.shape), "values": probe.flatten().tolist()}
    fixtures["steps"] = [s for s in fixtures["steps"] if s["graph"] != file]
    fixtures["steps"].append({"graph": file, "inputs": {"features": "features"}, "outputs": {n: n for n in outputs}})
    for name, value in values.items():
        fixtures["expected"][name] = probes(value, 1)
    write_json(model / "fixtures.json", fixtures)


def run(path, model, hidden, epochs, seed, data):
    pairs, errors, features = read(path)
    validation = figures(pairs, errors, held_out(pairs, features, errors, hidden, epochs, seed))
    print(json.dumps(validation, indent=1))
    network = fit(features, errors, hidden, epochs, seed)
    add(network, features, model, {
        "parameters": sum(p.numel() for p in network.parameters()), "seed": seed, "data": data,
        "command": f"python3 -m hybrid_training arbiter DISAGREEMENTS.npy --model MODEL --hidden {hidden} --epochs {epochs} --seed {seed}",
        "held_out": validation})
