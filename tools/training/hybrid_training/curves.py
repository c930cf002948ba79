"""The learning curve of a run as a small picture."""
import json
import pathlib


def read(log):
    """``log.ndjson`` → (training lines, validation lines). A resumed run repeats steps; the later line counts."""
    training, validation = {}, {}
    for line in pathlib.Path(log).read_text().splitlines():
        values = json.loads(line)
        (validation if "validation" in values else training)[values["step"]] = values
    return [training[k] for k in sorted(training)], [validation[k] for k in sorted(validation)]


def draw(log, out):
    """End-point error against steps: training pairs (smoothed) and each kind of the validation set."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    training, validation = read(log)
    figure, axes = plt.subplots(figsize=(6.4, 3.6), dpi=80)
    axes.plot([t["step"] for t in training], [t["epe"] for t in training], color="0.7", label="training, visible pixels")
    kinds = sorted({k for v in validation for k in v["validation"] if k.startswith("epe_") and not k.endswith("visible")})
    for kind in kinds:
        axes.plot([v["step"] for v in validation], [v["validation"][kind] for v in validation], marker=".", label=kind[4:])
    axes.set_yscale("log")
    axes.set_xlabel("step")
    axes.set_ylabel("end-point error, px")
    axes.grid(True, which="both", alpha=0.3)
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(out)
    plt.close(figure)
