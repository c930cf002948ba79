"""OverlapNet, its pairs and its task."""
import contextlib
import io
import pathlib
import tempfile
import unittest
import warnings

import cv2
import numpy as np
import torch
from torch.autograd import gradcheck

from hybrid_training import checkpoint, config, overlap_dataset
from hybrid_training.loop import Trainer
from hybrid_training.networks import plane
from hybrid_training.networks.overlap import OverlapNet
from hybrid_training.networks.stacked_unet import StackedUNet
from hybrid_training.synthesis import motion, overlap_pairs
from hybrid_training.synthesis.textures import TextureSet
from hybrid_training.tasks import overlap

CONFIGS = pathlib.Path(__file__).parent.parent / "configs"
OPTIONS = {"kind": "siamese", "half": 8, "quarter": 8, "channels": 16, "blocks": 1, "attention_rounds": 1, "heads": 2, "correlation": True,
           "level": 8, "match": 16, "plane": True, "decoder": 16}
SYNTHESIS = dict(config.load(CONFIGS / "overlap-s.yaml")["synthesis"], batch=4, sizes=[[64, 96]])


def textures(count=4, size=240):
    rng = np.random.default_rng(0)
    noise = [sum(cv2.GaussianBlur(rng.normal(0, 1, (size, size)), (0, 0), s) * s for s in (1, 3, 9)) for _ in range(count)]
    return TextureSet([np.clip(128 + 45 * n / n.std(), 0, 255).astype(np.uint8) for n in noise])


def tiny(**network):
    return {"task": "overlap", "name": "tiny", "seed": 3, "network": dict(OPTIONS, **network),
            "loss": config.load(CONFIGS / "overlap-s.yaml")["loss"],
            "optimiser": {"rate": 1e-3, "weight_decay": 0.0, "warmup": 2, "clip": 1.0, "average": 0.9}, "synthesis": SYNTHESIS,
            "validation": {"every": 1000, "size": [64, 96], "overlap": [0.2, 0.9], "pairs": {"translation": 4, "homography": 4, "unrelated": 4}},
            "training": {"minutes": 1, "checkpoint_minutes": 10, "workers": 0}}


class Pairs(unittest.TestCase):
    def test_masks_of_planes_are_what_the_homography_says(self):
        for kind in ("translation", "homography"):
            for seed in range(4):
                pair = overlap_pairs.make(np.random.default_rng(seed), textures(), kind, 96, 128, SYNTHESIS)
                ys, xs = np.mgrid[0:96, 0:128].astype(float)
                for mask, matrix in ((pair.mask_a, pair.homography), (pair.mask_b, np.linalg.inv(pair.homography))):
                    x, y = motion.apply(matrix, xs, ys)
                    inside = (x > -0.5) & (x < 127.5) & (y > -0.5) & (y < 95.5)
                    self.assertLess(np.mean(inside != mask), 0.01, f"{kind} {seed}")

    def test_the_second_mask_of_a_translation_is_the_first_turned_by_half_a_circle(self):
        for seed in range(6):
            pair = overlap_pairs.make(np.random.default_rng(seed), textures(), "translation", 96, 128, SYNTHESIS)
            np.testing.assert_array_equal(pair.mask_b, pair.mask_a[::-1, ::-1])

    def test_translated_views_are_crops_of_one_picture(self):
        for seed in range(6):
            pair = overlap_pairs.make(np.random.default_rng(seed), textures(), "translation", 96, 128, SYNTHESIS)
            dx, dy = (int(v) for v in pair.homography[:2, 2])
            ys, xs = np.nonzero(pair.mask_a)
            difference = np.abs(pair.a[ys, xs].astype(int) - pair.b[ys + dy, xs + dx])
            self.assertLessEqual(difference.max(), 1)

    def test_targets_lead_to_the_same_place(self):
        pair = overlap_pairs.make(np.random.default_rng(5), textures(), "parallax", 96, 128, dict(SYNTHESIS, photometric=dict.fromkeys(SYNTHESIS["photometric"], 0)))
        seen = ~np.isnan(pair.target_a[..., 0])
        self.assertGreater(seen.sum(), 5)
        rows, columns = np.nonzero(seen)
        target = pair.target_a[seen]
        there = cv2.remap(pair.b, target[:, 0], target[:, 1], cv2.INTER_LINEAR).ravel()
        here = cv2.remap(pair.a, (columns * 8 + 3.5).astype(np.float32), (rows * 8 + 3.5).astype(np.float32), cv2.INTER_LINEAR).ravel()
        self.assertLess(np.median(np.abs(there.astype(int) - here)), 12)

    def test_overlap_is_as_drawn(self):
        rng = np.random.default_rng(1)
        for target in (0.05, 0.2, 0.4):
            matrix = overlap_pairs.draw_homography(rng, 96, 128, SYNTHESIS, target)
            self.assertAlmostEqual(overlap_pairs.fraction(matrix, 96, 128), target, delta=0.02)

    def test_pairs_that_share_nothing_have_empty_masks(self):
        for kind in ("apart", "unrelated"):
            pair = overlap_pairs.make(np.random.default_rng(2), textures(), kind, 96, 128, SYNTHESIS)
            self.assertFalse(pair.mask_a.any() or pair.mask_b.any())
            self.assertTrue(np.isnan(pair.target_a).all())

    def test_a_batch_depends_on_its_number_alone(self):
        one, two = (overlap_pairs.OverlapStream(textures(), SYNTHESIS, 1)[7] for _ in range(2))
        for key in one:
            torch.testing.assert_close(one[key], two[key], equal_nan=True)


class Plane(unittest.TestCase):
    def test_elimination_solves(self):
        torch.manual_seed(0)
        a = torch.randn(3, 8, 8, dtype=torch.float64)
        a = a @ a.transpose(1, 2) + torch.eye(8)
        x = torch.randn(3, 8, 1, dtype=torch.float64)
        torch.testing.assert_close(plane.solve(torch.cat([a, a @ x], 2)), x.squeeze(2))

    def test_a_homography_is_found_among_wrong_matches(self):
        torch.manual_seed(0)
        true = torch.tensor([[[0.9, -0.2, 0.3], [0.15, 1.1, -0.2], [0.05, -0.04, 1.0]]], dtype=torch.float64)
        source = torch.rand(1, 200, 2, dtype=torch.float64) * 2 - 1
        target = plane.apply(true, source)
        wrong = torch.arange(200) % 3 == 0
        target[:, wrong] = torch.rand(1, int(wrong.sum()), 2, dtype=torch.float64) * 2 - 1
        found, weight = plane.robust_fit(source, target, torch.ones(1, 200, dtype=torch.float64), [0.4, 0.2, 0.1, 0.05, 0.05])
        self.assertLess((plane.apply(found, source) - plane.apply(true, source)).abs().max(), 0.02)
        self.assertLess(weight[0, wrong].mean(), 0.2 * weight[0, ~wrong].mean())

    def test_an_inverse_undoes_a_homography(self):
        matrix = torch.tensor([[[0.9, -0.2, 0.3], [0.15, 1.1, -0.2], [0.05, -0.04, 1.0]]], dtype=torch.float64)
        points = torch.rand(1, 20, 2, dtype=torch.float64) * 2 - 1
        torch.testing.assert_close(plane.apply(plane.inverse(matrix), plane.apply(matrix, points)), points)

    def test_the_fit_has_the_gradient_that_it_claims(self):
        torch.manual_seed(1)
        source = torch.rand(1, 12, 2, dtype=torch.float64) * 2 - 1
        target = (source + 0.1 * torch.randn_like(source)).requires_grad_()
        weight = torch.rand(1, 12, dtype=torch.float64).add_(0.2).requires_grad_()
        self.assertTrue(gradcheck(lambda t, w: plane.fit(source, t, w), (target, weight)))


class Network(unittest.TestCase):
    def test_every_part_can_be_switched_off_and_sizes_may_differ(self):
        a, b = torch.rand(2, 1, 64, 96) * 255, torch.rand(2, 1, 80, 64) * 255
        for change in ({}, {"attention_rounds": 0}, {"correlation": False}, {"level": 16}, {"plane": False}):
            with self.subTest(str(change)):
                result = OverlapNet(dict(OPTIONS, **change))(a, b)
                self.assertEqual([tuple(l.shape) for l in result.logits], [(2, 1, 64, 96), (2, 1, 80, 64)])
                (sum(l.sum() for l in result.logits) + result.overlaps.sum()).backward()

    def test_exchanging_the_images_exchanges_the_masks(self):
        torch.manual_seed(0)
        a, b = torch.rand(1, 1, 64, 96) * 255, torch.rand(1, 1, 64, 96) * 255
        # With the plane it holds nearly: its error is measured in the second image.
        network = OverlapNet(dict(OPTIONS, plane=False)).eval()
        with torch.no_grad():
            one, two = network(a, b), network(b, a)
        torch.testing.assert_close(one.logits[0], two.logits[1], atol=1e-3, rtol=1e-2)

    def test_baselines_are_as_asked(self):
        image = torch.rand(1, 1, 64, 64) * 255
        for options in ({"widths": [4, 8, 16], "grouped": True, "flipped": True}, {"widths": [4, 8, 16], "grouped": False, "flipped": False}):
            first, second = StackedUNet(options)(image, image).logits
            self.assertEqual(torch.equal(second, first.flip((2, 3))), options["flipped"])
        wide = StackedUNet(config.load(CONFIGS / "overlap-unet-1024.yaml")["network"])
        self.assertEqual([b[0].out_channels for b in wide.down], [64, 128, 256, 512, 1024])

    def test_the_traced_graph_agrees_at_other_sizes(self):
        torch.manual_seed(0)
        graph = overlap.graphs(OverlapNet(OPTIONS).eval())[0]
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            module = graph.module.eval()
            traced = torch.jit.trace(module, tuple(graph.inputs.values()), check_trace=False)
            other = (torch.rand(1, 1, 64, 128) * 255, torch.rand(1, 1, 96, 64) * 255)
            for ours, theirs in zip(traced(*other), module(*other)):
                torch.testing.assert_close(ours, theirs, atol=1e-3, rtol=1e-3)


class Task(unittest.TestCase):
    def test_figures_of_known_masks(self):
        mask = torch.zeros(1, 1, 20, 20, dtype=torch.bool)
        mask[..., :10] = True
        logits = torch.full((1, 1, 20, 20), -1.0)
        logits[..., :15] = 1
        self.assertAlmostEqual(float(overlap.iou(logits, mask)), 10 / 15)
        self.assertEqual(overlap.boundary_f((logits[0, 0] > 0).numpy(), mask[0, 0].numpy()), 0)
        self.assertEqual(overlap.boundary_f(mask[0, 0].numpy(), mask[0, 0].numpy()), 1)

    def test_the_matching_loss_is_least_at_the_truth(self):
        target = torch.full((1, 2, 3, 2), float("nan"))
        target[0, 0, 1] = torch.tensor([11.5, 3.5])
        right, wrong = torch.full((1, 6, 6), -5.0), torch.full((1, 6, 6), -5.0)
        right[0, 1, 1], wrong[0, 1, 2] = -0.1, -0.1
        self.assertAlmostEqual(float(overlap.matching_loss(right, target, (16, 24), 8)), 0.1, places=5)
        self.assertAlmostEqual(float(overlap.matching_loss(wrong, target, (16, 24), 8)), 5.0, places=5)

    def test_the_encoder_of_a_cascade_is_adopted(self):
        torch.manual_seed(0)
        one, two = OverlapNet(OPTIONS), OverlapNet(OPTIONS)
        weights = {k: v for k, v in one.state_dict().items() if k.startswith("encoder.")}
        fresh = overlap.adopt(two, dict(weights, unknown=torch.zeros(3)))
        torch.testing.assert_close(two.encoder.state_dict(), one.encoder.state_dict())
        self.assertFalse(any(k.startswith("encoder.") for k in fresh))

    def test_a_short_training_validates_and_saves(self):
        with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
            folder = pathlib.Path(name)
            (folder / "textures").mkdir()
            for i, image in enumerate(textures(12).images):
                cv2.imwrite(str(folder / "textures" / f"{i:02d}.png"), image)
            trainer = Trainer(tiny(), folder / "textures", folder / "run", torch.device("cpu"), 1)
            trainer.run(steps=2)
            content = checkpoint.load(folder / "run" / "best.pt")
            self.assertLessEqual({"iou_translation", "boundary_homography", "decisions", "loss_iou"}, content["validation"].keys())
            self.assertTrue(overlap.figures(content["validation"]))

    def test_a_written_dataset_has_the_masks_of_its_images(self):
        with tempfile.TemporaryDirectory() as name:
            self.assertEqual(overlap_dataset.write(textures(), name, SYNTHESIS, ["homography", "unrelated"], 2, (64, 96), 0), 4)
            folder = pathlib.Path(name) / "overlap"
            self.assertEqual(cv2.imread(str(folder / "homography_001" / "overlap_2.png"), 0).shape, (64, 96))
            self.assertEqual(cv2.imread(str(folder / "unrelated_000" / "overlap_1.png"), 0).max(), 0)
