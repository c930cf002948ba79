"""The loop: resuming, metrics, configurations, the command line."""
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

import cv2
import numpy as np
import torch

from hybrid_training import checkpoint, config, losses, metrics, real
from hybrid_training.curves import read
from hybrid_training.loop import Trainer, rate_factor
from tests.small import CONFIG
from tests.test_synthesis import smooth_textures

CONFIGS = pathlib.Path(__file__).parent.parent / "configs"


def write_textures(folder):
    folder.mkdir()
    for i, image in enumerate(smooth_textures(12).images):
        cv2.imwrite(str(folder / f"{i:02d}.png"), image)
    return folder


class Resume(unittest.TestCase):
    def test_a_resumed_run_equals_an_uninterrupted_one(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            textures = write_textures(folder / "textures")
            device = torch.device("cpu")
            whole = Trainer(CONFIG, textures, folder / "whole", device, 3)
            whole.run(steps=4)
            part = Trainer(CONFIG, textures, folder / "part", device, 3)
            part.stop_at = 2
            part.run(steps=4)
            rest = Trainer(CONFIG, textures, folder / "part", device, 99)
            self.assertTrue(rest.resume())
            self.assertEqual(rest.step, 2)
            rest.run(steps=4)
            expected = whole.network.state_dict()
            for key, value in rest.network.state_dict().items():
                self.assertTrue(torch.equal(value, expected[key]), key)
            for key, value in rest.average.state.items():
                self.assertTrue(torch.equal(value, whole.average.state[key]), key)
            _, validation = read(folder / "part" / "log.ndjson")
            self.assertEqual(validation[-1]["step"], 4)
            self.assertIn("validation", checkpoint.load(folder / "part" / "best.pt"))

    def test_a_run_starts_from_the_weights_of_another_and_refuses_another_networks(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            textures = write_textures(folder / "textures")
            first = Trainer(CONFIG, textures, folder / "first", torch.device("cpu"), 3)
            first.run(steps=2)
            second = Trainer(CONFIG, textures, folder / "second", torch.device("cpu"), 5)
            second.start_from(folder / "first" / "last.pt")
            self.assertEqual(second.step, 0)
            for key, value in second.network.state_dict().items():
                self.assertTrue(torch.equal(value, first.average.state[key]), key)
            second.run(steps=2)
            both = Trainer(CONFIG, textures, folder / "both", torch.device("cpu"), 5)
            both.start_from(folder / "first" / "last.pt", folder / "second" / "last.pt")
            for key, value in both.network.state_dict().items():
                torch.testing.assert_close(value, (first.average.state[key] + second.average.state[key]) / 2)
            other = dict(CONFIG, network=dict(CONFIG["network"], hidden=12))
            with self.assertRaises(ValueError):
                Trainer(other, textures, folder / "third", torch.device("cpu"), 5).start_from(folder / "first" / "last.pt")

    def test_the_rate_warms_up_and_falls(self):
        self.assertLess(rate_factor(0, 0, 100), 0.02)
        self.assertAlmostEqual(rate_factor(100, 0, 100), 1)
        self.assertAlmostEqual(rate_factor(1000, 1, 100), 0.01)


class Measures(unittest.TestCase):
    def test_the_oracles_order_has_no_sparsification_error(self):
        error = np.abs(np.random.default_rng(0).normal(size=2000))
        self.assertAlmostEqual(metrics.ause(error, -error)[0], 0)

    def test_a_random_order_scores_like_the_mean(self):
        rng = np.random.default_rng(0)
        error = np.abs(rng.normal(size=50000))
        ours, random = metrics.ause(error, rng.random(50000))
        self.assertAlmostEqual(ours, random, delta=0.02)

    def test_confidence_falls_with_scale_and_with_occlusion(self):
        at = lambda s, v: losses.confidence(torch.tensor([float(s), float(v)]).view(1, 2, 1, 1)).item()  # noqa: E731
        self.assertGreater(at(-2, 5), 0.95)
        self.assertLess(at(3, 5), 0.1)
        self.assertLess(at(-2, -5), 0.05)

    def test_the_matching_loss_is_least_where_features_agree_along_the_flow(self):
        b = torch.eye(48).reshape(1, 48, 6, 8) * 20
        a = torch.roll(b, (-1, -2), (2, 3))
        state = torch.zeros(1, 96, 128, dtype=torch.uint8)
        state[:, 80:], state[:, :, 96:] = 2, 2

        def loss(dx, dy):
            truth = torch.stack([torch.full((96, 128), 16.0 * dx), torch.full((96, 128), 16.0 * dy)]).unsqueeze(0)
            return losses.matching_loss(a, b, truth, state, 16, 2.0, 1).item()
        self.assertLess(loss(2, 1), 0.01)
        self.assertGreater(loss(1, 1), 1)
        self.assertGreater(loss(1.5, 1), 1)

    def test_the_flow_loss_of_the_truth_is_zero(self):
        class Truth:
            pass
        truth = torch.full((1, 2, 32, 32), 4.0)
        prediction = Truth()
        prediction.steps = [(16, torch.full((1, 2, 2, 2), 0.25)), (4, torch.ones(1, 2, 8, 8))]
        prediction.full = [truth]
        self.assertAlmostEqual(losses.flow_loss(prediction, truth, torch.ones(1, 1, 32, 32), 0.9).item(), 0, places=5)


class RealPairs(unittest.TestCase):
    def test_flow_is_read_in_both_formats(self):
        flow = np.random.default_rng(0).uniform(-90, 90, (6, 8, 2)).astype(np.float32)
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            encoded = np.dstack([np.ones((6, 8)), flow[..., 1] * 64 + 32768, flow[..., 0] * 64 + 32768]).round().astype(np.uint16)
            encoded[2, 3, 0] = 0
            cv2.imwrite(str(folder / "flow_1_2.png"), encoded)
            read = real.read_flow(folder)
            self.assertTrue(np.isnan(read[2, 3]).all())
            np.testing.assert_allclose(np.delete(read.reshape(-1, 2), 2 * 8 + 3, 0), np.delete(flow.reshape(-1, 2), 2 * 8 + 3, 0), atol=1 / 64)
            with open(folder / "flow_1_2.flo", "wb") as f:
                np.float32(202021.25).tofile(f)
                np.int32([8, 6]).tofile(f)
                flow.tofile(f)
            np.testing.assert_array_equal(real.read_flow(folder), flow)


class Configurations(unittest.TestCase):
    def test_every_configuration_loads_and_builds(self):
        from hybrid_training.tasks import CATALOGUE
        for path in CONFIGS.glob("*.yaml"):
            with self.subTest(path.name):
                loaded = config.load(path)
                self.assertEqual(loaded["name"], path.stem)
                CATALOGUE[loaded["task"]].build(loaded)

    def test_a_base_is_overridden_key_by_key(self):
        self.assertEqual(config.merge({"a": {"x": 1, "y": 2}}, {"a": {"y": 3}}), {"a": {"x": 1, "y": 3}})


class CommandLine(unittest.TestCase):
    def run_tool(self, *arguments):
        return subprocess.run([sys.executable, "-m", "hybrid_training", *arguments], capture_output=True, text=True,
                              cwd=CONFIGS.parent)

    def test_bad_input_is_one_line_and_exit_code_2(self):
        with tempfile.TemporaryDirectory() as name:
            bad = pathlib.Path(name) / "bad.yaml"
            bad.write_text(json.dumps({"nothing": 1}))
            result = self.run_tool("train", str(bad), "--textures", name, "--out", name + "/out")
        self.assertEqual(result.returncode, 2)
        self.assertEqual(len(result.stderr.strip().splitlines()), 1)


if __name__ == "__main__":
    unittest.main()
