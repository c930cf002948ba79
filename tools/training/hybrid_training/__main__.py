"""Command line: python3 -m hybrid_training COMMAND …"""
import argparse
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
    if args.resume:
        trainer.resume()
    trainer.run(minutes=args.minutes or config["training"]["minutes"], steps=args.steps)


def preview(args):
    import cv2
    from .preview import sheet
    from .synthesis.textures import TextureSet
    from .tasks import CATALOGUE
    config = configs.load(args.config)
    source = CATALOGUE[config["task"]].stream(config, TextureSet.load(args.textures, "train"), args.seed or 0)
    cv2.imwrite(args.out, sheet(source, args.count))


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
    p.add_argument("--seed", type=int)
    p = command(preview, "write a picture of synthetic pairs")
    p.add_argument("config")
    p.add_argument("--textures", required=True)
    p.add_argument("--out", required=True)
    p.add_argument("--count", type=int, default=12)
    p.add_argument("--seed", type=int)
    args = parser.parse_args()
    try:
        args.function(args)
    except (ValueError, FileNotFoundError) as e:
        print(f"hybrid_training: {e}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
