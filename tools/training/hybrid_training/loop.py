"""The training loop, the same for every task."""
import json
import math
import pathlib
import time

import torch

from . import checkpoint
from .tasks import CATALOGUE, photographs


def rate_factor(step, progress, warmup):
    """Learning rate relative to its peak: linear warm-up, then cosine over ``progress`` 0..1."""
    cosine = 0.5 * (1 + math.cos(math.pi * min(1.0, progress)))
    return min(1.0, (step + 1) / max(1, warmup)) * (0.01 + 0.99 * cosine)


def _worker(_):
    import cv2
    cv2.setNumThreads(0)
    torch.set_num_threads(1)


def _to(batch, device):
    return {k: v.to(device, non_blocking=True) if torch.is_tensor(v) else v for k, v in batch.items()}


class Average:
    """Exponential moving average of a network's weights, with a ramp so that the first steps do not linger."""

    def __init__(self, network, decay, state=None):
        self.decay = decay
        self.state = {k: v.detach().clone() for k, v in (state or network.state_dict()).items()}

    @torch.no_grad()
    def update(self, network, step):
        decay = min(self.decay, (1 + step) / (10 + step))
        for key, value in network.state_dict().items():
            if value.dtype.is_floating_point:
                self.state[key].lerp_(value.to(self.state[key].device), 1 - decay)


class Trainer:
    """Trains a configuration into a folder: ``last.pt``, ``best.pt``, ``log.ndjson``."""

    def __init__(self, config, textures, out, device, seed):
        self.config, self.out, self.device, self.seed = config, pathlib.Path(out), device, seed
        self.out.mkdir(parents=True, exist_ok=True)
        self.task = CATALOGUE[config["task"]]
        self.textures = textures
        torch.manual_seed(seed)
        # On processors with matrix units for bfloat16 (AMX) a step of convolutions takes half the time.
        self.half = device.type == "cuda" or config["training"].get("bfloat16", False)
        layout = torch.channels_last if config["training"].get("channels_last", False) else torch.contiguous_format
        self.network = self.task.build(config).to(device, memory_format=layout)
        options = config["optimiser"]
        self.optimiser = torch.optim.AdamW(self.network.parameters(), lr=options["rate"], weight_decay=options["weight_decay"])
        self.average = Average(self.network, options["average"])
        self.step, self.elapsed, self.best = 0, 0.0, math.inf
        self.validation = None
        self.stop_at = None  # step at which to save and return early; a signal sets it to the current one

    def stop(self, *_):
        """Asks a running loop to save and return after the current step (also a handler for SIGTERM and SIGINT)."""
        self.stop_at = self.step

    def resume(self):
        """Continues from ``last.pt`` where there is one."""
        path = self.out / "last.pt"
        if not path.exists():
            return False
        content = checkpoint.load(path)
        self.network.load_state_dict(content["network"])
        self.optimiser.load_state_dict(content["optimiser"])
        self.average = Average(self.network, self.config["optimiser"]["average"],
                               {k: v.to(self.device) for k, v in content["average"].items()})
        self.step, self.elapsed, self.best, self.seed = (content[k] for k in ("step", "elapsed", "best", "seed"))
        return True

    def start_from(self, path, *others):
        """Takes the averaged weights of a checkpoint as the start of a run of its own; optimiser, step and best begin anew.

        With ``others`` the mean of all: checkpoints fine-tuned from one ancestor lie in one basin (Wortsman et al., ICML 2022).
        """
        content = checkpoint.load(path)
        if others:
            every = [content["average"], *(checkpoint.load(other)["average"] for other in others)]
            if any(e.keys() != every[0].keys() or any(e[k].shape != every[0][k].shape for k in e) for e in every[1:]):
                raise ValueError(f"{path}: the other checkpoints are of another network, so that no mean can be taken")
            content["average"] = {k: torch.stack([e[k] for e in every]).mean(0) if v.dtype.is_floating_point else v
                                  for k, v in every[0].items()}
        if hasattr(self.task, "adopt") and content["config"]["task"] != self.config["task"]:
            fresh = self.task.adopt(self.network, content["average"])
            self.log(adopted=str(path), fresh=len(fresh))
            self.average = Average(self.network, self.config["optimiser"]["average"])
            return
        theirs, own = content["average"], self.network.state_dict()
        # Parts that the other run did not have yet, and parts of it that are given up.
        fresh, dropped = (tuple(self.config["training"].get(k, ())) for k in ("fresh", "dropped"))
        theirs = {k: v for k, v in theirs.items() if k in own or not k.startswith(dropped)}
        theirs.update({k: v for k, v in own.items() if k not in theirs and k.startswith(fresh)})
        unlike = sorted(k for k in own.keys() | theirs.keys() if k not in own or k not in theirs or own[k].shape != theirs[k].shape)
        if unlike:
            raise ValueError(f"{path}: its network is another one ({len(unlike)} weights differ, among them {unlike[0]}); use its configuration's network section")
        self.network.load_state_dict(theirs)
        self.average = Average(self.network, self.config["optimiser"]["average"])

    def content(self):
        return {"config": self.config, "network": self.network.state_dict(), "average": self.average.state,
                "optimiser": self.optimiser.state_dict(), "step": self.step, "elapsed": self.elapsed, "best": self.best,
                "seed": self.seed, "torch": str(torch.__version__)}

    def log(self, **values):
        line = json.dumps(values)
        print(line, flush=True)
        with open(self.out / "log.ndjson", "a") as f:
            f.write(line + "\n")

    def validate(self):
        """Validates the averaged weights; keeps them as ``best.pt`` where they are."""
        if self.validation is None:
            self.validation = self.task.validation_set(self.config, photographs(self.task, self.textures, "validation"))
        own = {k: v.detach().clone() for k, v in self.network.state_dict().items()}
        self.network.load_state_dict(self.average.state)
        figures = self.task.validate(self.network, self.validation, self.device)
        self.network.load_state_dict(own)
        self.network.train()
        self.log(step=self.step, minutes=round(self.elapsed / 60, 2), validation=figures)
        if figures[self.task.CRITERION] < self.best:
            self.best = figures[self.task.CRITERION]
            checkpoint.save(self.out / "best.pt", {"config": self.config, "average": self.average.state, "step": self.step,
                                                   "elapsed": self.elapsed, "seed": self.seed, "validation": figures})

    def loss(self, batch):
        """The task's loss, in mixed precision on a GPU or where the configuration says so."""
        with torch.autocast(self.device.type, dtype=torch.bfloat16, enabled=self.half):
            return self.task.loss(self.network, batch, self.config)

    def run(self, minutes=None, steps=None):
        """Trains until ``steps`` or ``minutes`` in all (earlier runs counted). With ``steps`` the schedule and hence the
        result depend on nothing but the seed; with ``minutes`` the schedule follows the clock."""
        options = self.config["optimiser"]
        source = self.task.stream(self.config, photographs(self.task, self.textures, "train"), self.seed)
        workers = self.config["training"]["workers"]
        loader = iter(torch.utils.data.DataLoader(
            source, batch_size=None, sampler=range(self.step, steps or self.step + 10_000_000), num_workers=workers,
            worker_init_fn=_worker, **({"prefetch_factor": 4} if workers else {})))
        began, base, saved, shown = time.monotonic(), self.elapsed, time.monotonic(), {}
        self.network.train()
        while True:
            self.elapsed = base + time.monotonic() - began
            progress = self.step / steps if steps else self.elapsed / (60 * minutes)
            if progress >= 1:
                break
            if self.stop_at is not None and self.step >= self.stop_at:
                self.save()
                return
            factor = rate_factor(self.step, progress, options["warmup"])
            for group in self.optimiser.param_groups:
                group["lr"] = options["rate"] * factor
            batch = _to(next(loader), self.device)
            total, figures = self.loss(batch)
            self.optimiser.zero_grad(set_to_none=True)
            total.backward()
            norm = torch.nn.utils.clip_grad_norm_(self.network.parameters(), options["clip"])
            if torch.isfinite(norm):  # one degenerate batch must not end a run of hours
                self.optimiser.step()
            self.step += 1
            self.average.update(self.network, self.step)
            for key, value in figures.items():
                shown[key] = shown.get(key, value) * 0.98 + value * 0.02
            if self.step % 50 == 0:
                self.log(step=self.step, minutes=round(self.elapsed / 60, 2), rate=round(options["rate"] * factor, 7),
                         norm=round(float(norm), 3), **{k: round(v, 4) for k, v in shown.items()})
            if self.step % self.config["validation"]["every"] == 0:
                self.validate()
            if time.monotonic() - saved > 60 * self.config["training"]["checkpoint_minutes"]:
                self.save()
                saved = time.monotonic()
        self.save()
        self.validate()

    def save(self):
        """Writes ``last.pt``, from which ``resume`` continues."""
        checkpoint.save(self.out / "last.pt", self.content())
