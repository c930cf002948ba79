"""A leg on a lent device: the folder that travels, and what comes back."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import torch

from hybrid_training import checkpoint, config, leg
from hybrid_training.loop import Trainer
from hybrid_training.synthesis.textures import TextureSet
from tests.small import CONFIG
from tests.test_loop import write_textures

TOOL = pathlib.Path(__file__).parent.parent / "on-gpu"


class Leg(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)
        self.textures = write_textures(self.folder / "textures")
        config.save(self.folder / "tiny.yaml", CONFIG)

    def test_a_configuration_survives_being_written_as_one_file(self):
        self.assertEqual(config.load(self.folder / "tiny.yaml"), CONFIG)
        large = config.load(TOOL.parent / "configs" / "cascade-s-large.yaml")
        config.save(self.folder / "large.yaml", large)
        self.assertEqual(config.load(self.folder / "large.yaml"), large)

    def test_a_leg_packed_here_runs_from_its_folder_alone_and_brings_back_a_small_checkpoint(self):
        first = Trainer(CONFIG, self.textures, self.folder / "first", torch.device("cpu"), 3)
        first.run(steps=1)
        tree, out = self.folder / "tree", self.folder / "out"
        environment = dict(os.environ, OUT=str(out), OMP_NUM_THREADS="1", PYTHON=sys.executable)
        subprocess.run([TOOL, "pack", self.folder / "tiny.yaml", "--textures", self.textures, "--out", tree,
                        "--init", self.folder / "first" / "best.pt"], check=True, capture_output=True, env=environment)
        self.assertLess(sum(p.stat().st_size for p in tree.rglob("*") if p.is_file()), leg.TREE_LIMIT)
        held_out = [TextureSet.load(f, "validation").images for f in (self.textures, tree / "textures")]
        self.assertEqual(len(held_out[0]), len(held_out[1]))
        subprocess.run([tree / "on-gpu", "run", "--seconds", "20", "--batch", "3", "--workers", "1", "--device", "cpu", "--seed", "5"],
                       check=True, capture_output=True, env=environment, cwd=self.folder)
        best = checkpoint.load(out / "best.pt")
        self.assertGreater(best["step"], 0)
        self.assertEqual(best["seed"], 5)
        self.assertEqual(best["config"]["synthesis"]["batch"], 3)
        self.assertEqual(best["average"].keys(), first.average.state.keys())
        for path in out.glob("*"):
            self.assertLess(path.stat().st_size, leg.CHECKPOINT_LIMIT)

    def test_pairs_and_losses_are_those_of_the_configuration(self):
        changed = leg.for_device(CONFIG, torch.device("cpu"), batch=8, rate=1e-2, workers=2)
        self.assertEqual(changed["loss"], CONFIG["loss"])
        self.assertEqual(dict(changed["synthesis"], batch=None), dict(CONFIG["synthesis"], batch=None))
        self.assertEqual((changed["optimiser"]["rate"], changed["training"]["workers"]), (1e-2, 2))

    def test_a_tree_above_the_limit_is_refused_and_removed(self):
        limit, leg.TREE_LIMIT = leg.TREE_LIMIT, 1000
        try:
            with self.assertRaises(ValueError):
                leg.pack(self.folder / "tiny.yaml", self.textures, self.folder / "tree")
        finally:
            leg.TREE_LIMIT = limit
        self.assertFalse((self.folder / "tree").exists())


if __name__ == "__main__":
    unittest.main()
