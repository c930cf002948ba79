"""Tasks: what a network is trained on. Each offers the functions described in ``loop.train``."""
from . import cascade

CATALOGUE = {"cascade": cascade}
