"""Synthetic pairs have exact ground truth."""
import unittest

import cv2
import numpy as np

from hybrid_training.preview import backward_warp
from hybrid_training.synthesis import driving, motion, pairs, stereo_rig, warped
from hybrid_training.synthesis.scene import OCCLUDED, OUTSIDE, UNRELATED, VISIBLE, Layer, render
from hybrid_training.synthesis.stream import PairStream
from hybrid_training.synthesis.textures import TextureSet
from tests.small import CONFIG


def smooth_textures(count=6, size=200):
    rng = np.random.default_rng(0)
    noise = [cv2.GaussianBlur(rng.normal(0, 1, (size, size)), (0, 0), 3) for _ in range(count)]
    return TextureSet([np.clip(128 + 45 * n / n.std(), 0, 255).astype(np.uint8) for n in noise])


DARK = {k: 0 if not k.endswith("sigma") else 1 for k in CONFIG["synthesis"]["photometric"]}


class GroundTruth(unittest.TestCase):
    def test_b_warped_by_the_flow_is_a_wherever_a_is_visible(self):
        textures = smooth_textures()
        options = dict(CONFIG["synthesis"], photometric=DARK)
        for kind in [*pairs.KINDS, "rig", "street"]:
            for seed in range(6):
                with self.subTest(kind=kind, seed=seed):
                    pair = pairs.make(np.random.default_rng(seed), textures, kind, 96, 128, options)
                    rebuilt = backward_warp(pair.b, pair.flow).astype(float)
                    # Outlines blend two layers, so a margin around changes of state and of flow is left out.
                    jump = np.hypot(cv2.Sobel(pair.flow[..., 0], cv2.CV_32F, 1, 0), cv2.Sobel(pair.flow[..., 0], cv2.CV_32F, 0, 1)) \
                        + np.hypot(cv2.Sobel(pair.flow[..., 1], cv2.CV_32F, 1, 0), cv2.Sobel(pair.flow[..., 1], cv2.CV_32F, 0, 1))
                    rough = cv2.dilate(((pair.state != VISIBLE) | (jump > 6)).astype(np.uint8), np.ones((9, 9))) > 0
                    error = np.abs(rebuilt - pair.a)[~rough]
                    if error.size > 500:
                        self.assertLess(np.mean(error), 2.0)
                        self.assertLess(np.percentile(error, 95), 6.0)

    def test_flow_of_a_plane_is_its_homography(self):
        second = motion.corner_jitter(np.random.default_rng(1), 60, 80, 6)
        texture = smooth_textures(1).images[0]
        _, _, flow, state = render([Layer(texture, None, np.eye(3), second, None)], 60, 80)
        x, y = motion.apply(second, 20.0, 30.0)
        np.testing.assert_allclose(flow[30, 20], [x - 20, y - 30], atol=1e-4)
        gone = (x < 0) | (x > 79)
        self.assertEqual(state[30, 20], OUTSIDE if gone else VISIBLE)

    def test_a_layer_that_moves_right_hides_what_lies_right_of_it(self):
        texture = smooth_textures(2).images
        mask = np.zeros((60, 80), np.uint8)
        mask[20:40, 20:40] = 255
        right = np.array([[1, 0, 10], [0, 1, 0], [0, 0, 1.0]])
        _, _, flow, state = render([Layer(texture[0], None, np.eye(3), np.eye(3), None),
                                    Layer(texture[1], mask, np.eye(3), right, None)], 60, 80)
        np.testing.assert_allclose(flow[30, 30], [10, 0], atol=1e-5)
        np.testing.assert_allclose(flow[30, 60], [0, 0], atol=1e-5)
        self.assertEqual(state[30, 45], OCCLUDED)
        self.assertEqual(state[30, 30], VISIBLE)
        self.assertEqual(state[30, 60], VISIBLE)

    def test_negative_pairs_are_unrelated_everywhere(self):
        pair = pairs.make(np.random.default_rng(0), smooth_textures(), "negative", 48, 64, CONFIG["synthesis"])
        self.assertTrue((pair.state == UNRELATED).all())

    def test_a_rotating_camera_moves_every_plane_alike(self):
        camera = motion.Camera(100, 120, 150, [0.01, 0.02, -0.01], [0, 0, 0])
        np.testing.assert_allclose(camera.plane(1.0, (0.1, 0.2)), camera.plane(0.2, (0, 0)))

    def test_sideways_translation_gives_disparity_in_proportion_to_inverse_depth(self):
        camera = motion.Camera(100, 120, 120, [0, 0, 0], [-0.1, 0, 0])
        for inverse_depth in (1.0, 0.5):
            x, y = motion.apply(camera.plane(inverse_depth, (0, 0)), 50.0, 40.0)
            self.assertAlmostEqual(x - 50, -12 * inverse_depth)
            self.assertAlmostEqual(y, 40)


class Drives(unittest.TestCase):
    def pair(self, seed, kind="driving", **changes):
        options = dict(CONFIG["synthesis"], photometric=DARK)
        options[kind] = dict(options[kind], **changes)
        return pairs.make(np.random.default_rng(seed), smooth_textures(), kind, 96, 160, options)

    def test_a_drive_without_turning_moves_everything_that_stands_along_rays_of_one_point(self):
        found = 0
        for seed in range(12):
            view = driving._View(np.random.default_rng(seed), 96, 160, dict(CONFIG["synthesis"]["driving"], turn=0))
            if view.ahead == 0:
                continue
            focus = view.centre - view.focal * view.camera.translation[:2] / view.ahead
            plane = view.camera.moving(np.array([0.0, 1, 0]))
            for x, y in ((20, 80), (140, 90), (80, 95)):
                moved = np.array(motion.apply(plane, float(x), float(y))) - (x, y)
                ray = np.array([x, y]) - focus
                self.assertLess(abs(moved[0] * ray[1] - moved[1] * ray[0]), 1e-6 * (1 + np.abs(ray).sum()) ** 2)
                self.assertGreater(np.dot(moved, ray) * view.ahead, 0)
                found += 1
        self.assertGreater(found, 20)

    def test_nothing_moves_farther_than_a_loss_can_bear(self):
        for seed in range(20):
            pair = self.pair(seed)
            self.assertTrue(np.isfinite(pair.flow).all())
            self.assertLess(np.abs(pair.flow).max(), 4 * 160)


class Warped(unittest.TestCase):
    def test_what_leads_into_the_blank_band_is_outside_and_the_rest_is_untouched(self):
        options = dict(CONFIG["synthesis"], photometric=DARK)
        made = pairs.make(np.random.default_rng(4), smooth_textures(), "residual", 96, 128, options)
        b = made.b.copy()
        cut = warped.cut(np.random.default_rng(1), made, 0.3)
        changed = cut.b != b
        self.assertTrue(changed.any())
        x, y = np.meshgrid(np.arange(128), np.arange(96))
        there = cv2.remap(cv2.dilate(changed.astype(np.uint8), np.ones((3, 3))), (x + cut.flow[..., 0]).astype(np.float32),
                          (y + cut.flow[..., 1]).astype(np.float32), cv2.INTER_NEAREST)
        self.assertFalse(((cut.state == VISIBLE) & (cv2.erode(there, np.ones((5, 5))) > 0)).any())

    def test_alike_views_differ_in_their_noise_only(self):
        options = dict(CONFIG["synthesis"]["photometric"], alike=1.0, noise=0, jpeg=0)
        image = smooth_textures(1).images[0].astype(np.float32)
        a, b = pairs._degrade(np.random.default_rng(2), image, image, options)
        np.testing.assert_array_equal(a, b)
        a, b = pairs._degrade(np.random.default_rng(2), image, image, dict(options, noise=1))
        self.assertFalse(np.array_equal(a, b))


class StereoRig(unittest.TestCase):
    def make(self, seed, **changes):
        options = dict(CONFIG["synthesis"], photometric=DARK)
        options["rig"] = dict(options["rig"], **changes)
        return pairs.make(np.random.default_rng(seed), smooth_textures(), "rig", 96, 160, options)

    def test_rows_are_kept_but_for_the_misrectification_asked_for(self):
        for seed in range(8):
            self.assertLess(np.abs(self.make(seed, misrectification=0).flow[..., 1]).max(), 1e-3)
            self.assertLess(np.abs(self.make(seed, misrectification=2).flow[..., 1]).max(), 2.2)

    def test_things_before_the_cameras_move_left(self):
        for seed in range(8):
            self.assertLess(self.make(seed, misrectification=0, curved=0).flow[..., 0].max(), 1e-3)

    def test_streets_keep_their_rows_and_move_left_by_no_more_than_the_reach(self):
        options = dict(CONFIG["synthesis"], photometric=DARK)
        options["street"] = dict(options["street"], misrectification=0)
        for seed in range(8):
            pair = pairs.make(np.random.default_rng(seed), smooth_textures(), "street", 96, 160, options)
            self.assertLess(np.abs(pair.flow[..., 1]).max(), 1e-3)
            self.assertLess(pair.flow[..., 0].max(), 1e-3)
            self.assertGreater(pair.flow[..., 0].min(), -0.35 * 160)

    def test_a_seed_is_close_to_the_truth_where_both_views_see(self):
        for level in (8, 16):
            pair = self.make(3, misrectification=0, curved=0)
            seed = stereo_rig.seed_from_matching(np.random.default_rng(0), pair, level)
            self.assertEqual(seed.shape, (2, 96 // level, 160 // level))
            visible = (pair.state == VISIBLE).reshape(96 // level, level, 160 // level, level).all((1, 3))
            truth = pair.flow[..., 0].reshape(96 // level, level, 160 // level, level).mean((1, 3)) / level
            self.assertLess(np.median(np.abs(seed[0] - truth)[visible]), 0.2)


class Stream(unittest.TestCase):
    def test_a_batch_depends_on_its_number_and_the_seed_only(self):
        one, other = (PairStream(smooth_textures(), CONFIG["synthesis"], 7) for _ in range(2))
        other[3]
        first, again = one[5], other[5]
        for key in ("a", "b", "flow", "state", "initial", "has_initial"):
            self.assertTrue(bool((first[key] == again[key]).all()), key)
        self.assertFalse(first["a"].shape == one[6]["a"].shape and bool((first["a"] == one[6]["a"]).all()))


if __name__ == "__main__":
    unittest.main()
