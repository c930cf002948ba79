"""Checkpoints, written whole or not at all."""
import os

import torch


def save(path, content):
    """Writes beside the target, then renames."""
    torch.save(content, f"{path}.part")
    os.replace(f"{path}.part", path)


def load(path):
    return torch.load(path, map_location="cpu")
