"""MIMO-UNet, its blur synthesis and its task."""
import contextlib
import io
import json
import pathlib
import tempfile
import unittest

import cv2
import numpy as np
import torch
from torch.autograd import gradcheck

from hybrid_training import ablation, blurred_pairs, checkpoint, config, export
from hybrid_training.loop import Trainer
from hybrid_training.networks.mimo_unet import FeatureAttention, MimoUNet, ShallowModule, halve
from hybrid_training.synthesis import blur, kernels
from hybrid_training.tasks import deblur

CONFIGS = pathlib.Path(__file__).parent.parent / "configs"
OPTIONS = {"channels": 8, "blocks": 1, "patch": 2, "shallow": True, "attention": True, "fusion": True, "outputs": 3}
SYNTHESIS = dict(config.load(CONFIGS / "mimo-s.yaml")["synthesis"], batch=2, sizes=[48])


def tiny(**network):
    return {"task": "deblur", "name": "tiny", "seed": 3, "network": dict(OPTIONS, **network), "loss": {"frequency": 0.1},
            "optimiser": {"rate": 1e-3, "weight_decay": 0.0, "warmup": 2, "clip": 1.0, "average": 0.9}, "synthesis": SYNTHESIS,
            "validation": {"every": 1000, "size": 48, "pairs": {"shake": 4, "sharp": 4}},
            "training": {"minutes": 1, "checkpoint_minutes": 10, "workers": 0}}


def colour_textures(count=6, size=200):
    rng = np.random.default_rng(0)
    noise = [cv2.GaussianBlur(rng.normal(0, 1, (size, size, 3)), (0, 0), 2) for _ in range(count)]
    return blur.PhotographSet([np.clip(128 + 45 * n / n.std(), 0, 255).astype(np.uint8) for n in noise])


class Network(unittest.TestCase):
    def test_every_part_can_be_switched_off(self):
        image = torch.rand(2, 3, 32, 48)
        for change in ({}, {"shallow": False}, {"attention": False}, {"fusion": False}, {"outputs": 1}, {"patch": 1}):
            with self.subTest(str(change)):
                outputs = MimoUNet(dict(OPTIONS, **change))(image)
                self.assertEqual([o.shape[2:] for o in outputs],
                                 [(32, 48), (16, 24), (8, 12)][:1 if change.get("outputs") == 1 else 3])
                sum(o.sum() for o in outputs).backward()

    def test_switching_a_part_off_removes_its_parameters(self):
        def size(**change):
            return sum(p.numel() for p in MimoUNet(dict(OPTIONS, **change)).parameters())
        for change in ({"shallow": False}, {"attention": False}, {"fusion": False}, {"outputs": 1}):
            self.assertLess(size(**change), size(), str(change))

    def test_published_sizes_have_the_published_number_of_parameters(self):
        for name, millions in (("mimo-paper", 6.8), ("mimo-plus", 16.1)):
            network = MimoUNet(config.load(CONFIGS / f"{name}.yaml")["network"])
            self.assertAlmostEqual(sum(p.numel() for p in network.parameters()) / 1e6, millions, delta=0.05)

    def test_every_configuration_trains_a_step_and_is_traced(self):
        for path in CONFIGS.glob("mimo-*.yaml"):
            with self.subTest(path.stem):
                loaded = config.load(path)
                network = deblur.build(loaded)
                batch = {k: torch.randint(0, 255, (1, 3, 32, 32), dtype=torch.uint8) for k in ("blurred", "sharp")}
                total, _ = deblur.loss(network, batch, loaded)
                total.backward()
                self.assertTrue(torch.isfinite(total))
                graph, = deblur.graphs(network.eval())
                traced = torch.jit.trace(graph.module, tuple(graph.inputs.values()), check_trace=False)
                other = torch.rand(1, 3, 48, 80)
                with torch.no_grad():
                    torch.testing.assert_close(traced(other), graph.module(other), atol=1e-4, rtol=1e-4)

    def test_an_untrained_network_hardly_changes_its_input(self):
        image = torch.rand(1, 3, 32, 32)
        with torch.no_grad():
            outputs = MimoUNet(OPTIONS)(image)
        self.assertLess((outputs[0] - image).abs().max().item(), 0.1)
        self.assertLess((outputs[1] - halve(image)).abs().max().item(), 0.1)

    def test_gradients_of_the_fusion_modules_are_those_of_finite_differences(self):
        torch.manual_seed(0)
        attention, shallow = FeatureAttention(4).double(), ShallowModule(8, 1).double()
        a, b = (torch.randn(1, 4, 5, 6, dtype=torch.float64, requires_grad=True) for _ in range(2))
        self.assertTrue(gradcheck(attention, (a, b), eps=1e-6))
        image = torch.rand(1, 3, 5, 6, dtype=torch.float64, requires_grad=True)
        self.assertTrue(gradcheck(shallow, (image,), eps=1e-6))


class Losses(unittest.TestCase):
    def test_the_loss_of_the_truth_is_zero_at_every_scale(self):
        sharp = torch.rand(1, 3, 16, 16)
        content, frequency = deblur.content_and_frequency([sharp, halve(sharp), halve(halve(sharp))], sharp)
        self.assertAlmostEqual(content.item(), 0, places=6)
        self.assertAlmostEqual(frequency.item(), 0, places=5)

    def test_content_does_not_grow_with_the_size_of_the_image(self):
        small = deblur.content_and_frequency([torch.zeros(1, 3, 8, 8)], torch.full((1, 3, 8, 8), 0.5))[0]
        large = deblur.content_and_frequency([torch.zeros(1, 3, 32, 32)], torch.full((1, 3, 32, 32), 0.5))[0]
        self.assertAlmostEqual(small.item(), large.item())


class Kernels(unittest.TestCase):
    def test_every_kind_is_odd_positive_and_of_sum_one(self):
        for kind, make in kernels.KINDS.items():
            for seed in range(20):
                with self.subTest(kind=kind, seed=seed):
                    kernel = make(np.random.default_rng(seed), SYNTHESIS)
                    self.assertEqual(kernel.shape[0] % 2, 1)
                    self.assertEqual(kernel.shape[0], kernel.shape[1])
                    self.assertGreaterEqual(kernel.min(), 0)
                    self.assertAlmostEqual(float(kernel.sum()), 1, places=4)

    def test_a_path_is_centred_by_its_bounding_box_and_has_the_extent_asked_for(self):
        for seed in range(20):
            path, weights = kernels.trajectory(np.random.default_rng(seed), 17)
            np.testing.assert_allclose(path.min(0) + path.max(0), 0, atol=1e-9)
            self.assertAlmostEqual(np.ptp(path, axis=0).max(), 17)
            self.assertTrue((weights > 0).all())

    def test_splatting_keeps_the_centre_of_mass(self):
        points = np.array([[1.25, -0.5], [-2.0, 0.75]])
        kernel = kernels.splat(points, np.array([3.0, 1.0]), 9)
        ys, xs = np.mgrid[-4:5, -4:5]
        self.assertAlmostEqual(float((kernel * xs).sum()), (3 * 1.25 - 2.0) / 4, places=5)
        self.assertAlmostEqual(float((kernel * ys).sum()), (3 * -0.5 + 0.75) / 4, places=5)


class Blur(unittest.TestCase):
    PLAIN = dict(SYNTHESIS, linear_light=0, highlights=0, noise=0, jpeg=0, gamma=[2.2, 2.2])

    def test_a_point_becomes_the_kernel_itself_in_linear_light(self):
        kernel = kernels.shake(np.random.default_rng(4), SYNTHESIS)
        half = kernel.shape[0] // 2
        point = np.zeros((61, 61, 3), np.float32)
        point[30, 30] = 255
        out = blur.blurred(np.random.default_rng(0), point, kernel, self.PLAIN)
        light = (out[30 - half:31 + half, 30 - half:31 + half, 0] / 255) ** 2.2
        np.testing.assert_allclose(light, kernel, atol=1e-5)

    def test_light_adds_up_before_the_tone_curve(self):
        stripes = np.zeros((40, 40, 3), np.float32)
        stripes[:, ::2] = 255
        out = blur.blurred(np.random.default_rng(0), stripes, np.float32([[0, 0, 0], [0, 0.5, 0.5], [0, 0, 0]]), self.PLAIN)
        np.testing.assert_allclose(out[10:-10, 10:-10], 255 * 0.5 ** (1 / 2.2), rtol=1e-4)

    def test_a_sharp_image_is_its_own_target(self):
        one, other = blur.make(np.random.default_rng(0), colour_textures().images[0], "sharp", 48, SYNTHESIS)
        np.testing.assert_array_equal(one, other)

    def test_a_batch_depends_on_its_number_and_the_seed_only(self):
        one, other = (blur.BlurStream(colour_textures(), SYNTHESIS, 7) for _ in range(2))
        other[3]
        for key in ("blurred", "sharp", "kind"):
            self.assertTrue(bool((one[5][key] == other[5][key]).all()), key)

    def test_gopros_layout_is_read_as_pairs(self):
        with tempfile.TemporaryDirectory() as name:
            rng = np.random.default_rng(0)
            for part in ("train", "test"):
                for kind in ("blur", "sharp"):
                    folder = pathlib.Path(name) / part / "GOPR1" / kind
                    folder.mkdir(parents=True)
                    cv2.imwrite(str(folder / "000001.png"), rng.integers(0, 255, (64, 80, 3), np.uint8))
            photographs = blur.PhotographSet.load(name, "train")
            self.assertEqual(len(photographs.images), 1)
            batch = blur.BlurStream(photographs, SYNTHESIS, 1)[0]
            self.assertEqual(tuple(batch["blurred"].shape), (2, 3, 48, 48))
            (pathlib.Path(name) / "train" / "GOPR1" / "sharp" / "000001.png").unlink()
            with self.assertRaises(ValueError):
                blur.PhotographSet.load(name, "train")


class Task(unittest.TestCase):
    def test_a_run_writes_a_checkpoint_that_exports_whole(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            (folder / "textures").mkdir()
            for i, image in enumerate(colour_textures(12).images):
                cv2.imwrite(str(folder / "textures" / f"{i:02d}.png"), image)
            card = {"licence": "Apache-2.0", "summary": "s", "data": "d", "device": "CPU"}
            Trainer(dict(tiny(), card=card), folder / "textures", folder, torch.device("cpu"), 3).run(steps=2)
            self.assertIn("gain_shake", checkpoint.load(folder / "best.pt")["validation"])
            export.export(folder / "best.pt", folder / "model", "1.0.0")
            text = (folder / "model" / "README.md").read_text()
            self.assertIn("| shake |", text)
            self.assertEqual({p.name for p in (folder / "model").iterdir()},
                             {"deblur.onnx", "model.json", "fixtures.json", "README.md"})

    def test_an_ablation_trains_each_variant_on_the_same_batches(self):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            for i, image in enumerate(colour_textures(12).images):
                cv2.imwrite(str(folder / f"{i:02d}.png"), image)
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                ablation.run(tiny(), ["network.fusion=false", "loss.frequency=0"], folder, 2, 2, 1)
        lines = [json.loads(line) for line in out.getvalue().splitlines()]
        self.assertEqual([line["variant"] for line in lines], ["as it is", "network.fusion=false", "loss.frequency=0"])
        self.assertLess(lines[1]["parameters"], lines[0]["parameters"])

    def test_a_switch_that_is_not_there_is_refused(self):
        for switch in ("network.nothing=1", "fusion=false", "network.fusion"):
            with self.assertRaises(ValueError):
                ablation.change(tiny(), switch)

    def test_blurred_pairs_keep_names_sizes_and_ground_truth(self):
        with tempfile.TemporaryDirectory() as name:
            scene = pathlib.Path(name) / "in" / "scene"
            scene.mkdir(parents=True)
            for i in (1, 2):
                cv2.imwrite(str(scene / f"{i}.png"), colour_textures(2).images[i - 1])
            (scene / "H_1_2.txt").write_text("1 0 0 0 1 0 0 0 1")
            self.assertEqual(blurred_pairs.write(scene.parent, pathlib.Path(name) / "out", ["shake"], 1), 2)
            out = pathlib.Path(name) / "out" / "scene"
            self.assertEqual({p.name for p in out.iterdir()}, {"1.png", "2.png", "H_1_2.txt"})
            self.assertEqual(cv2.imread(str(out / "1.png")).shape, (200, 200, 3))

    def test_a_preview_shows_blurred_and_sharp_side_by_side(self):
        self.assertEqual(deblur.sheet(blur.BlurStream(colour_textures(), SYNTHESIS, 1), 8).shape, (2 * 52, 4 * 100, 3))


if __name__ == "__main__":
    unittest.main()
