"""Learned features: their pairs, changes of modality, network, task and the measurement on real pairs."""
import contextlib
import io
import pathlib
import tempfile
import unittest
import warnings

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from hybrid_training import config, export, keypoints, matching
from hybrid_training.loop import Trainer
from hybrid_training.networks.features import FeatureNet, fold, normalise, read
from hybrid_training.synthesis import feature_pairs, modalities, motion
from hybrid_training.synthesis.textures import TextureSet
from hybrid_training.tasks import features

CONFIGS = pathlib.Path(__file__).parent.parent / "configs"
OPTIONS = {"channels": [4, 8, 16, 16, 16], "descriptor": 64, "fine": 8, "residual": 1}
SYNTHESIS = dict(config.load(CONFIGS / "features-s.yaml")["synthesis"], batch=3, sizes=[96], places=40, rivals=50, keypoint_pairs=2)


def textures(count=4, size=260):
    rng = np.random.default_rng(0)
    noise = [sum(cv2.GaussianBlur(rng.normal(0, 1, (size, size, 3)), (0, 0), s) * s for s in (1, 3, 9)) for _ in range(count)]
    return TextureSet([np.clip(128 + 45 * n / n.std(), 0, 255).astype(np.uint8) for n in noise])


def tiny():
    own = config.load(CONFIGS / "features-s.yaml")
    return {"task": "features", "name": "tiny", "seed": 3, "network": OPTIONS, "loss": dict(own["loss"], fine=0.2), "card": own["card"],
            "optimiser": {"rate": 1e-3, "weight_decay": 0.0, "warmup": 2, "clip": 1.0, "average": 0.9}, "synthesis": SYNTHESIS,
            "validation": {"every": 1000, "pairs": 2}, "training": {"minutes": 1, "checkpoint_minutes": 10, "workers": 0}}


class Modalities(unittest.TestCase):
    def test_every_source_and_tone_gives_a_picture_of_the_same_size(self):
        colour = textures(1).images[0][:60, :80].astype(np.float32)
        for source in modalities.SOURCES:
            for tone in ("none", "gamma", "rising", "falling", "any", "places"):
                image = modalities.render(np.random.default_rng(1), colour, SYNTHESIS, source, tone)
                self.assertEqual((image.shape, image.dtype), ((60, 80), np.uint8))
                self.assertGreater(int(image.max()) - int(image.min()), 5, f"{source} {tone}")

    def test_curves_rise_and_fall_as_they_say(self):
        ramp = np.arange(256, dtype=np.float32)[None]
        for seed in range(20):
            for kind, sign in (("rising", 1), ("falling", -1), ("gamma", 1)):
                self.assertGreaterEqual((sign * np.diff(modalities.curve(np.random.default_rng(seed), ramp, kind))).min(), -1e-3)

    def test_content_stays_where_it_is(self):
        """A bright square on dark ground: whatever the source, what changes most lies on its outline."""
        colour = np.full((64, 64, 3), 40, np.float32) + np.random.default_rng(0).normal(0, 2, (64, 64, 3)).astype(np.float32)
        colour[20:44, 24:48] = (90, 160, 220)
        outline = cv2.dilate(cv2.Canny(colour.astype(np.uint8), 50, 100), np.ones((7, 7))) > 0
        for source in ("luminance", "mixture", "palette", "thermal"):
            made = modalities.SOURCES[source](np.random.default_rng(4), colour)
            slope = cv2.magnitude(cv2.Sobel(made, cv2.CV_32F, 1, 0), cv2.Sobel(made, cv2.CV_32F, 0, 1))
            self.assertGreater(slope[outline].mean(), 3 * slope[~outline].mean(), source)


class Pairs(unittest.TestCase):
    def plain(self, **changes):
        return dict(SYNTHESIS, **dict({"occluded": 0, "deformed": 0}, **changes))

    def test_partners_show_the_same(self):
        how = {"source": "luminance", "tone": "none"}
        quiet = self.plain(deformed=1.0, deformation=3.0, any_scale=0.0,
                           **dict.fromkeys(("light", "blur", "sharpen", "coarse", "speckle", "noise", "jpeg"), 0.0))
        for seed in range(4):
            rng = np.random.default_rng(seed)
            pair = feature_pairs.make(rng, textures(), quiet, how, how)
            here, there, seen = feature_pairs.places(rng, pair, 60)
            self.assertGreater(seen.sum(), 10)
            values = [cv2.remap(image, p[seen][None, :, 0].astype(np.float32), p[seen][None, :, 1].astype(np.float32), cv2.INTER_LINEAR)[0].astype(float)
                      for image, p in ((pair.a, here), (pair.b, there))]
            self.assertGreater(np.corrcoef(*values)[0, 1], 0.95, seed)

    def test_what_is_hidden_or_outside_is_not_seen(self):
        side = 96
        hidden = np.zeros((side, side), bool)
        hidden[:, :48] = True
        pair = feature_pairs.Pair(None, None, np.array([[1, 0, 10.0], [0, 1, 0], [0, 0, 1]]), None, np.zeros((side, side), bool), hidden)
        pair.a = np.zeros((side, side), np.uint8)
        places = np.float32([[20, 50], [50, 50], [90, 50]])
        self.assertEqual(list(pair.visible(places, pair.partner(places))), [False, True, False])

    def test_keypoints_are_corners_of_both_views(self):
        image = np.full((64, 64), 60, np.uint8)
        image[20:40, 20:40] = 200
        b = np.full((64, 64), 60, np.uint8)
        b[20:40, 24:44] = 20  # four pixels to the right, and dark
        none = np.zeros((64, 64), bool)
        cells_a, cells_b = feature_pairs.keypoints(
            feature_pairs.Pair(image, b, np.array([[1, 0, 4.0], [0, 1, 0], [0, 0, 1]]), None, none, none), [feature_pairs.corners(v) for v in (image, b)])
        for cells, left in ((cells_a, 20), (cells_b, 24)):
            y, x = np.nonzero((cells >= 0) & (cells < 64))
            found = {(int(8 * u + cells[v, u] % 8), int(8 * v + cells[v, u] // 8)) for v, u in zip(y, x)}
            self.assertEqual(len(found), 4)
            for corner in ((left, 20), (left + 19, 20), (left, 39), (left + 19, 39)):
                self.assertLessEqual(min(np.hypot(corner[0] - f[0], corner[1] - f[1]) for f in found), 2)
        # Of B's first column A does not show the centres, at -0.5, so that nothing is known; of A's last B does not, at 63.5.
        self.assertTrue((cells_b[:, 0] == -1).all() and (cells_a[:, 7] == -1).all() and (cells_a[:, 0] == 64).all())

    def test_views_without_corners_have_no_keypoints(self):
        flat, none, still = np.full((64, 64), 90, np.uint8), np.zeros((64, 64), bool), np.zeros((64, 64, 2), np.float32)
        pair = feature_pairs.Pair(flat, flat, np.eye(3), still, none, none)
        found = [feature_pairs.corners(flat)] * 2
        self.assertEqual(found[0].shape, (0, 2))
        self.assertTrue(all((c == 64).all() for c in feature_pairs.keypoints(pair, found)))
        self.assertTrue(feature_pairs.places(np.random.default_rng(0), pair, 20, found[0], 0.5)[2].all())
        self.assertEqual(feature_pairs.rivals(np.random.default_rng(0), 20, found[0], 0.5, 64).shape, (20, 2))

    def test_a_share_of_places_and_rivals_lies_at_corners(self):
        rng = np.random.default_rng(2)
        pair = feature_pairs.make(rng, textures(), self.plain(), {"source": "luminance", "tone": "none"}, None)
        found = feature_pairs.corners(pair.a)
        here, _, seen = feature_pairs.places(rng, pair, 60, found, 0.5)
        gap = np.linalg.norm(here[:, None] - found[None], axis=2).min(1)
        self.assertTrue(seen.all())
        self.assertGreater((gap[:15] < 2.2).mean(), 0.8)  # but for those at the frame
        self.assertGreater((gap[30:] > 2.2).mean(), 0.3)
        rivals = feature_pairs.rivals(rng, 40, found, 0.5, 96)
        self.assertLess(np.median(np.linalg.norm(rivals[:20, None] - found[None], axis=2).min(1)), 2.2)

    def test_a_batch_depends_on_its_number_alone(self):
        one, two = (feature_pairs.FeatureStream(textures(), SYNTHESIS, 1)[7] for _ in range(2))
        for key in one:
            torch.testing.assert_close(one[key], two[key])

    def test_easy_pairs_come_first(self):
        early = dict(SYNTHESIS["early"], batches=1, same=1.0)
        stream = feature_pairs.FeatureStream(textures(), self.plain(early=early, same=0.0), 1)
        plain = feature_pairs.FeatureStream(textures(), self.plain(early=dict(early, batches=0), same=0.0), 1)
        self.assertFalse(torch.equal(stream[0]["a"], plain[0]["a"]))
        self.assertTrue(torch.equal(stream[1]["a"], plain[1]["a"]))


class Network(unittest.TestCase):
    def test_shapes(self):
        descriptors, reliability, keypoints = FeatureNet(OPTIONS).eval()(torch.rand(2, 1, 64, 96) * 255)
        self.assertEqual([tuple(x.shape) for x in (descriptors, reliability, keypoints)], [(2, 64, 8, 12), (2, 1, 8, 12), (2, 65, 8, 12)])
        torch.testing.assert_close(descriptors.norm(dim=1), torch.ones(2, 8, 12))

    def test_depth_that_joins_changes_nothing_at_first(self):
        deeper = FeatureNet(OPTIONS).eval()
        plain = FeatureNet(dict(OPTIONS, residual=0)).eval()
        plain.load_state_dict({k: v for k, v in deeper.state_dict().items() if not k.startswith("more")})
        image = torch.rand(1, 1, 64, 96) * 255
        torch.testing.assert_close(deeper(image)[0], plain(image)[0])

    def test_folded_pixels_come_back_by_pixel_shuffle(self):
        image = torch.rand(2, 1, 16, 24)
        torch.testing.assert_close(F.pixel_shuffle(fold(image), 8), image)

    def test_brightness_and_contrast_do_not_matter(self):
        image = torch.rand(1, 1, 64, 64) * 100
        network = FeatureNet(OPTIONS).eval()
        torch.testing.assert_close(network(image)[0], network(image * 2 + 30)[0], atol=1e-3, rtol=0)
        self.assertAlmostEqual(float(normalise(image).std(unbiased=False)), 1, places=3)

    def test_a_place_is_read_between_the_centres_of_cells(self):
        x = torch.arange(8.0).view(1, 1, 1, 8).expand(1, 1, 6, 8) * 8 + 3.5  # each cell knows the pixel of its centre
        y = torch.arange(6.0).view(1, 1, 6, 1).expand(1, 1, 6, 8) * 8 + 3.5
        places = torch.tensor([[[3.5, 3.5], [20.0, 17.25], [40.2, 30.9]]])
        torch.testing.assert_close(read(torch.cat([x, y], 1), places), places)
        torch.testing.assert_close(keypoints.read_bicubic(torch.cat([x, y], 1), places[0].numpy()), F.normalize(places[0], dim=1), atol=0.02, rtol=0)

    def test_half_a_turn_of_the_image_turns_the_cells(self):
        """Each level is centred on its blocks, so that a network of symmetric kernels has no preferred corner."""
        torch.manual_seed(0)
        network = FeatureNet(OPTIONS).eval()
        with torch.no_grad():
            for p in network.parameters():
                if p.dim() == 4 and p.shape[2] > 1:
                    p.copy_((p + p.flip(2, 3)) / 2)
        image = torch.rand(1, 1, 64, 96) * 255
        torch.testing.assert_close(network(image)[0], network(image.flip(2, 3))[0].flip(2, 3), atol=1e-4, rtol=1e-3)


class Task(unittest.TestCase):
    def test_identical_views_and_sharp_descriptors_leave_no_loss(self):
        class Perfect(torch.nn.Module):
            sharpness, fine = torch.tensor(30.0).log(), None

            def forward(self, image):
                generator = torch.Generator().manual_seed(0)
                maps = F.interpolate(torch.randn(1, 64, 6, 6, generator=generator), scale_factor=2, mode="bilinear", align_corners=False)
                return F.normalize(maps, dim=1).repeat(len(image), 1, 1, 1), torch.full((len(image), 1, 12, 12), 8.0), torch.zeros(len(image), 65, 12, 12)

        rng = np.random.default_rng(0)
        where = torch.from_numpy(rng.uniform(4, 91, (1, 40, 2)).astype(np.float32))
        rivals = torch.from_numpy(rng.uniform(0, 95, (1, 30, 2)).astype(np.float32))
        batch = {"a": torch.zeros(1, 1, 96, 96), "b": torch.zeros(1, 1, 96, 96), "places": where, "partners": where, "rivals_a": rivals, "rivals_b": rivals,
                 "seen": torch.ones(1, 40, dtype=torch.bool), "keypoints_a": torch.zeros(1, 12, 12, dtype=torch.long), "keypoints_b": torch.zeros(1, 12, 12, dtype=torch.long)}
        _, figures = features.loss(Perfect(), batch, tiny())
        self.assertEqual(figures["mutual"], 100)
        self.assertLess(figures["matching"], 0.3)
        self.assertLess(figures["trust"], 0.01)

    def test_the_fine_loss_is_least_where_the_head_tells_the_offset(self):
        """Descriptors that are a place's coordinates, and a head that subtracts."""
        maps = torch.stack(torch.meshgrid(torch.arange(12.0) * 8 + 3.5, torch.arange(12.0) * 8 + 3.5, indexing="xy"), 0)[None] / 100 - 0.5
        maps = torch.cat([maps, (1 - (maps ** 2).sum(1, keepdim=True)).sqrt()], 1)  # of unit length

        class Subtract(torch.nn.Module):
            def forward(self, own, other):
                return 100 * (own - other)[:, :2], torch.full_like(own[:, :1], -2.0)

        partners = torch.tensor([[[30.0, 40.0], [50.0, 60.0], [70.0, 20.0]]])
        own = F.normalize(read(maps, partners), dim=2)
        offsets = torch.tensor([[[3.0, -2.0], [0.0, 5.0], [-6.0, 1.0]]])
        seen = torch.tensor([[True, True, False]])
        right, off = features._fine_loss(Subtract(), own, maps, partners, seen, offsets)
        self.assertLess(off, 0.3)
        self.assertLess(float(right), -1)
        ignored, _ = features._fine_loss(Subtract(), own, maps, partners + torch.tensor([[[0.0], [0.0], [9.0]]]), seen, offsets)
        self.assertAlmostEqual(float(right), float(ignored), places=5)

    def test_steps_teach_and_validation_has_its_figures(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            pictures = pathlib.Path(folder) / "pictures"
            pictures.mkdir()
            for i, image in enumerate(textures(12).images):
                cv2.imwrite(str(pictures / f"{i:02}.png"), image)
            trainer = Trainer(tiny(), pictures, folder, torch.device("cpu"), 3)
            before = [v.clone() for v in trainer.network.parameters()]
            trainer.run(steps=3)
            moved = {n for (n, v), b in zip(trainer.network.named_parameters(), before) if not torch.equal(v, b)}
            self.assertEqual(moved, {n for n, _ in trainer.network.named_parameters()})
            task, network, content = export.load_network(pathlib.Path(folder) / "best.pt")
            for kind in features.KINDS:
                self.assertIn(f"within5_{kind}", content["validation"])
                self.assertIn(f"fine3_{kind}", content["validation"])
            self.a_leg_may_add_a_part_and_give_one_up(pathlib.Path(folder))
            self.assertIn("| thermal |", features.figures(content["validation"]))

    def a_leg_may_add_a_part_and_give_one_up(self, folder):
        wider = tiny()
        without = dict(OPTIONS, fine=0)
        first = Trainer(dict(wider, network=without), folder / "pictures", folder / "one", torch.device("cpu"), 3)
        first.run(steps=1)
        second = Trainer(wider, folder / "pictures", folder / "two", torch.device("cpu"), 4)
        with self.assertRaisesRegex(ValueError, "its network is another one"):
            second.start_from(folder / "one" / "last.pt")
        second.config["training"]["fresh"] = ["fine."]
        second.start_from(folder / "one" / "last.pt")
        torch.testing.assert_close(second.network.state_dict()["stem.0.0.weight"], first.average.state["stem.0.0.weight"])
        second.save()
        slimmer = dict(wider, network=without, training=dict(wider["training"], dropped=["fine."]))
        third = Trainer(slimmer, folder / "pictures", folder / "three", torch.device("cpu"), 5)
        third.start_from(folder / "two" / "last.pt")
        torch.testing.assert_close(third.network.state_dict()["stem.0.0.weight"], first.average.state["stem.0.0.weight"])

    def test_the_graphs_export_and_have_fixtures(self):
        network = features.build(tiny()).eval()
        made = export.fixtures(network, features)["expected"]
        self.assertEqual(made["descriptors"]["shape"], [1, 64, 12, 16])
        self.assertEqual(made["keypoints"]["shape"], [1, 1, 96, 128])
        with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for graph in features.graphs(network):
                path = pathlib.Path(folder) / f"{graph.name}.onnx"
                export.write_graph(graph, path)
                self.assertGreater(path.stat().st_size, 1000)
        self.assertEqual(made["offset"]["shape"], [1, 2, 7, 1])


class Matching(unittest.TestCase):
    def test_turned_and_reduced_places_come_back_to_the_same_content(self):
        image = textures(1, 300).images[0][:200, :, 1]

        class Grey(torch.nn.Module):
            fine = None

            def forward(self, x):
                grey = F.avg_pool2d(x, 8)
                return torch.cat([grey, 255 - grey, grey * 0 + 60], 1), x[:, :, ::8, ::8] * 0, torch.cat([fold(x), x[:, :, ::8, ::8] * 0], 1)

        for turn in range(4):
            align = matching.Matcher(Grey(), side=240)
            places, descriptors, back, _ = align.features(image, turn)
            places = np.stack(motion.apply(back, *places.T), 1)
            smooth = cv2.blur(image, (10, 10))
            own = np.float32([smooth[int(y), int(x)] for x, y in places])
            want = F.normalize(torch.from_numpy(np.stack([own, 255 - own, own * 0 + 60], 1)), dim=1)
            self.assertGreater(float((want * descriptors).sum(1).median()), 0.99, turn)

    def test_a_shift_is_found_and_scored(self):
        self.assertAlmostEqual(matching.area([0, 2.5, np.inf, np.inf], 5), 37.5)
        with tempfile.TemporaryDirectory() as folder:
            scene = pathlib.Path(folder) / "kind_one"
            scene.mkdir()
            wide = textures(1, 300).images[0]
            cv2.imwrite(str(scene / "1.png"), wide[20:260, 20:260])
            cv2.imwrite(str(scene / "2.png"), wide[20:260, 30:270])
            np.savetxt(scene / "H_1_2.txt", np.array([[1, 0, -10], [0, 1, 0], [0, 0, 1.0]]))
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                matching.report(matching.sift_alone, matching.real_pairs(folder))
            self.assertRegex(out.getvalue(), r"kind +1 +(100|9\d)\.")

    def test_a_reduced_image_keeps_its_outer_edges(self):
        small, back = matching.fit(np.zeros((533, 801), np.uint8), 640)
        self.assertEqual(small.shape, (426, 640))
        np.testing.assert_allclose(back @ (-0.5, -0.5, 1), (-0.5, -0.5, 1))
        np.testing.assert_allclose(back @ (639.5, 425.5, 1), (800.5, 532.5, 1))

    def test_synthetic_pairs_are_of_every_kind(self):
        made = list(matching.synthetic_pairs(textures(), SYNTHESIS, 1, side=128))
        self.assertEqual([m[0] for m in made], list(features.KINDS))
        for _, a, b, here, there in made:
            self.assertEqual(here.shape, there.shape)
            self.assertTrue((there >= 0).all() and (there <= 127).all() and a.shape == b.shape == (128, 128))


if __name__ == "__main__":
    unittest.main()
