"""Tasks: what a network is trained on. Each offers the functions described in ``loop.train``."""
from ..synthesis.textures import TextureSet
from . import cascade, deblur, features, matcher, overlap, start

CATALOGUE = {"cascade": cascade, "deblur": deblur, "features": features, "matcher": matcher, "overlap": overlap, "start": start}


def photographs(task, folder, split):
    """What a task's pairs are made of: its own ``photographs`` where it has one, otherwise grey textures."""
    return getattr(task, "photographs", TextureSet.load)(folder, split)
