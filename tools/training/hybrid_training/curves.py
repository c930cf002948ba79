"""The learning curve of a run as a small picture."""
import json
import math
import pathlib


def read(log):
    """``log.ndjson`` → (training lines, validation lines). A resumed run repeats steps; the later line counts."""
    training, validation = {}, {}
    for line in pathlib.Path(log).read_text().splitlines():
        values = json.loads(line)
        if "step" in values:
            (validation if "validation" in values else training)[values["step"]] = values
    return [training[k] for k in sorted(training)], [validation[k] for k in sorted(validation)]


def draw(log, out):
    """Error (or gain) against steps: training pairs (smoothed) and each kind of the validation set."""
    import matplotlib
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt
    training, validation = read(log)
    figure, axes = plt.subplots(figsize=(6.4, 3.6), dpi=80)
    prefix, value, label = ("epe_", lambda t: t["epe"], "training, visible pixels")
    if training and "loss_db" in training[0]:
        prefix, value, label = ("gain_", lambda t: -t["loss_db"], "training, all kinds")
    if training and "iou" in training[0]:
        prefix, value, label = ("iou_", lambda t: t["iou"], "training, related pairs")
    if training and "corner" in training[0]:
        prefix, value, label = ("corner_", lambda t: t["corner"], "training, mean of all kinds")
    if training and "mutual" in training[0]:
        prefix, value, label = ("found_", lambda t: t["mutual"], "training, all kinds")
    if training and "nearest" in training[0]:
        prefix, value, label = ("right_", lambda t: t["found"], "training, % of the partners found")
    axes.plot([t["step"] for t in training], [value(t) for t in training], color="0.7", label=label)
    kinds = sorted({k for v in validation for k in v["validation"] if k.startswith(prefix) and not k.endswith("visible")})
    for kind in kinds:
        axes.plot([v["step"] for v in validation], [v["validation"].get(kind, math.nan) for v in validation], marker=".", label=kind[len(prefix):])
    if prefix in ("epe_", "corner_"):
        axes.set_yscale("log")
    axes.set_xlabel("step")
    axes.set_ylabel({"epe_": "end-point error, px", "gain_": "gain in PSNR, dB", "iou_": "IoU", "corner_": "corner error, % of the diagonal",
                     "found_": "places found again, %",
                     "right_": "right matches a pair; partners found, %"}[prefix])
    axes.grid(True, which="both", alpha=0.3)
    axes.legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(out)
    plt.close(figure)
