"""The spatial transformer's grids and layer, the synthesis of planes, and the learned start."""
import unittest

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from hybrid_training.mnist import distortions, networks
from hybrid_training.networks import transformer
from hybrid_training.networks.start import CELLS, Start, corner_positions
from hybrid_training.synthesis.planes import PlaneStream
from hybrid_training.tasks import start

OPTIONS = {"width": 4, "features": 8, "hidden": 8, "passes": 2}
SYNTHESIS = {"batch": 4, "sizes": [128], "aspect": [1.0, 1.5], "zoom": [0.42, 0.75], "rotation": 0.6, "scale": 1.5, "shift": 0.4, "jitter": 0.15,
             "blurred": 0.5, "blur": 2.0, "gain_field": 0.2, "contrast": 0.2, "noise": 1.0, "occluded": 0.3, "unrelated": 0.5}


def pool(count=6):
    rng = np.random.default_rng(1)
    noise = torch.from_numpy(rng.uniform(0, 255, (count, 1, 12, 12)).astype(np.float32))
    return F.interpolate(noise, (320, 320), mode="bicubic", align_corners=False).clamp(0, 255).squeeze(1).byte()


class Grids(unittest.TestCase):
    def test_a_homography_sends_the_corners_where_it_was_asked_to(self):
        corners = transformer.identity_corners(torch.zeros(1)) + 0.4 * torch.rand(5, 2, 2, 2)
        h = transformer.homography_from_corners(corners)
        torch.testing.assert_close(corner_positions(h), corners, atol=1e-5, rtol=1e-5)

    def test_an_affine_grid_is_pytorchs_own(self):
        theta = torch.eye(2, 3) + 0.2 * torch.randn(3, 2, 3)
        torch.testing.assert_close(transformer.affine_grid(theta, 5, 7), F.affine_grid(theta, (3, 1, 5, 7), align_corners=False))

    def test_a_spline_of_undisplaced_points_is_the_identity_and_passes_through_displaced_ones(self):
        spline = transformer.ThinPlateSpline(4, 6, 9)
        torch.testing.assert_close(spline(torch.zeros(1, 16, 2))[0], transformer.base_grid(6, 9, torch.zeros(1)), atol=1e-5, rtol=1e-5)
        shift = torch.tensor([0.1, -0.2]).expand(1, 16, 2)
        torch.testing.assert_close(spline(shift)[0], transformer.base_grid(6, 9, torch.zeros(1)) + torch.tensor([0.1, -0.2]), atol=1e-5, rtol=1e-5)

    def test_the_layer_starts_as_the_identity_and_every_kind_learns(self):
        x = torch.rand(2, 1, 12, 12)
        for kind in transformer.SpatialTransformer.PARAMETERS:
            with self.subTest(kind):
                layer = transformer.SpatialTransformer(nn.Sequential(nn.Flatten(), nn.Linear(144, 5)), 5, kind, (12, 12))
                torch.testing.assert_close(layer(x), x, atol=1e-4, rtol=1e-4)
                layer(x)[:, :, :6].sum().backward()
                self.assertGreater(float(layer.parameters_of.bias.grad.abs().sum()), 0)

    def test_localisation_grid_and_sampler_export_as_one_graph(self):
        import io
        layer = transformer.SpatialTransformer(nn.Sequential(nn.Flatten(), nn.Linear(144, 5)), 5, "projective", (12, 12))
        buffer = io.BytesIO()
        torch.onnx.export(layer, torch.rand(1, 1, 12, 12), buffer, opset_version=16)
        self.assertIn(b"GridSample", buffer.getvalue())


class Planes(unittest.TestCase):
    def test_a_batch_depends_on_seed_and_number_alone(self):
        one, other = (PlaneStream(pool(), SYNTHESIS, 3)[5] for _ in range(2))
        for key in one:
            torch.testing.assert_close(one[key], other[key])

    def test_the_truth_aligns_related_pairs(self):
        clean = dict(SYNTHESIS, unrelated=0.0, blurred=0.0, noise=0.0, occluded=0.0, contrast=1.0, gain_field=0.0)
        batch = PlaneStream(pool(), clean, 1)[0]
        still = start.photometric_loss(batch["a"], batch["b"], torch.eye(3).expand(4, 3, 3)).mean()
        self.assertLess(float(start.photometric_loss(batch["a"], batch["b"], batch["homography"]).mean()), 0.3 * float(still))

    def test_every_cell_is_taught_where_it_lies(self):
        shift = torch.eye(3).unsqueeze(0)
        shift[0, 0, 2] = 2 * 2 / CELLS  # two cells to the right
        similarity = torch.full((1, CELLS * CELLS, CELLS * CELLS), -20.0)
        index = torch.arange(CELLS * CELLS)
        column = index % CELLS
        inside = column + 2 < CELLS
        similarity[0, index[inside], index[inside] + 2] = 20.0
        loss = start.matching_loss(similarity, torch.zeros(1), shift, torch.tensor([True]))
        self.assertLess(float(loss), 1e-3)


class Network(unittest.TestCase):
    def test_an_untrained_start_is_the_identity_and_its_gradient_passes_the_sampler(self):
        torch.manual_seed(0)
        net = Start(OPTIONS)
        batch = PlaneStream(pool(), SYNTHESIS, 3)[0]
        for homography, _, _ in net(batch["a"], batch["b"]):
            torch.testing.assert_close(homography, torch.eye(3).expand(4, 3, 3), atol=1e-5, rtol=1e-5)
        config = {"loss": {"corner": 1.0, "matching": 1.0, "related": 1.0, "photometric": 1.0}}
        loss, figures = start.loss(net, batch, config)
        loss.backward()
        self.assertGreater(float(net.localisation.corners.weight.grad.abs().sum()), 0)
        self.assertIn("corner", figures)


class Digits(unittest.TestCase):
    def test_distorted_digits_have_the_size_of_their_kind_and_stay_in_view(self):
        digits = torch.zeros(20, 1, 28, 28)
        digits[:, :, 8:20, 10:18] = 1
        for kind, side in distortions.SIDES.items():
            out = distortions.distort(digits, kind, torch.Generator().manual_seed(1))
            self.assertEqual(out.shape, (20, 1, side, side))
            self.assertGreater(float(out.sum((1, 2, 3)).median()), 30)

    def test_classifiers_are_of_like_size(self):
        for family in ("FCN", "CNN"):
            for kind in ("none", "affine", "projective", "tps"):
                net = networks.build(family, kind, 42)
                self.assertAlmostEqual(sum(p.numel() for p in net.parameters()) / networks.BUDGET, 1, delta=0.05)
                self.assertEqual(net(torch.rand(3, 1, 42, 42)).shape, (3, 10))


if __name__ == "__main__":
    unittest.main()
