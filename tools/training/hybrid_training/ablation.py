"""What each part of a network is worth: the same short training with it and without, on the same batches."""
import json

import torch
import yaml

from . import checkpoint, config as configs
from .loop import Average, rate_factor
from .tasks import CATALOGUE, photographs


def change(config, switch):
    """A configuration with one value changed, written as ``section.key=value``."""
    path, _, value = switch.partition("=")
    keys = path.split(".")
    if not value or len(keys) < 2:
        raise ValueError(f"'{switch}' is not section.key=value")
    part = config
    for key in keys[:-1]:
        part = part.get(key, {})
    if keys[-1] not in part:
        raise ValueError(f"'{path}' is not in the configuration")
    override = yaml.safe_load(value)
    for key in reversed(keys):
        override = {key: override}
    return configs.merge(config, override)


def train(config, task, batches, steps, seed):
    """A short training over ``batches``, again and again → network with averaged weights."""
    torch.manual_seed(seed)
    network = task.build(config)
    if (start := config["training"].get("init")) and hasattr(task, "adopt"):
        task.adopt(network, checkpoint.load(start)["average"])
    options = config["optimiser"]
    optimiser = torch.optim.AdamW(network.parameters(), lr=options["rate"], weight_decay=options["weight_decay"])
    average = Average(network, options["average"])
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = options["rate"] * rate_factor(step, step / steps, options["warmup"])
        total, _ = task.loss(network, batches[step % len(batches)], config)
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), options["clip"])
        optimiser.step()
        average.update(network, step + 1)
    network.load_state_dict(average.state)
    return network.eval()


def run(config, switches, textures, steps, batch_count, seeds):
    """Trains the configuration as it is and once for each switch; prints a line of figures each, means over the seeds."""
    variants = [("as it is", config)] + [(s, change(config, s)) for s in switches]
    task = CATALOGUE[config["task"]]
    source = task.stream(config, photographs(task, textures, "train"), config["seed"])
    batches = [source[i] for i in range(batch_count)]
    validation = task.validation_set(config, photographs(task, textures, "validation"))
    for name, variant in variants:
        rows = []
        for seed in range(seeds):
            network = train(variant, task, batches, steps, seed)
            rows.append(task.validate(network, validation, torch.device("cpu")))
        means = {k: round(sum(r[k] for r in rows) / len(rows), 4) for k in rows[0]}
        parameters = sum(p.numel() for p in network.parameters())
        print(json.dumps({"variant": name, "parameters": parameters, "steps": steps, "seeds": seeds, **means}), flush=True)
