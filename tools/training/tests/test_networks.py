"""Shapes and gradients of the networks' parts."""
import unittest

import torch
from torch.autograd import gradcheck

from hybrid_training.networks.cascade import Cascade
from hybrid_training.networks.correlation import WINDOWS, GlobalMatching, shifted_correlation, window_correlation
from hybrid_training.networks.sampling import pixel_grid, reduce_flow, upsample_flow, warp
from hybrid_training.networks.upsampling import bilinear_mask, convex_upsample
from tests.small import OPTIONS


def noise(*shape, seed=0):
    return torch.randn(*shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


class Correlation(unittest.TestCase):
    def test_gradient_of_the_shifted_correlation_is_that_of_finite_differences(self):
        for name, window in WINDOWS.items():
            with self.subTest(name):
                inputs = [noise(1, 4, 5, 6, seed=s).requires_grad_() for s in (1, 2)]
                flow = (noise(1, 2, 5, 6, seed=3) * 0.3 + 0.137).requires_grad_()
                self.assertTrue(gradcheck(lambda a, b, f: shifted_correlation(a, b, f, window, 2), (*inputs, flow), eps=1e-6))

    def test_gradient_of_the_deformable_window_is_that_of_finite_differences(self):
        inputs = [noise(1, 4, 4, 5, seed=s).requires_grad_() for s in (1, 2)]
        flow, offsets = (noise(1, 2, 4, 5, seed=3) * 0.3 + 0.137).requires_grad_(), (noise(1, 18, 4, 5, seed=4) * 0.3).requires_grad_()
        self.assertTrue(gradcheck(lambda a, b, f, o: window_correlation(a, b, f, WINDOWS["2d"], 2, o), (*inputs, flow, offsets), eps=1e-6))

    def test_shifted_and_sampled_windows_agree_where_the_flow_is_constant(self):
        a, b = noise(2, 8, 9, 10, seed=1), noise(2, 8, 9, 10, seed=2)
        flow = torch.zeros(2, 2, 9, 10, dtype=torch.float64)
        flow[:, 0], flow[:, 1] = 0.6, -0.3
        for name, window in WINDOWS.items():
            with self.subTest(name):
                one, other = (f(a, b, flow, window, 4) for f in (shifted_correlation, window_correlation))
                inner = (slice(None), slice(None), slice(5, -5), slice(5, -5)) if name != "2d" else (..., slice(2, -2), slice(2, -2))
                if name == "2d":
                    torch.testing.assert_close(one[inner], other[inner])
                elif name == "1d":
                    torch.testing.assert_close(one[..., 2:-2, 5:-5], other[..., 2:-2, 5:-5])

    def test_window_correlation_is_the_inner_product_of_each_candidate(self):
        a, b = noise(1, 4, 6, 7, seed=1), noise(1, 4, 6, 7, seed=2)
        out = window_correlation(a, b, torch.zeros(1, 2, 6, 7, dtype=torch.float64), WINDOWS["2d"], 2)
        k, g, y, x = 5, 1, 3, 2  # candidate (dx, dy) = (1, 0), second group
        expected = (a[0, 2:, y, x] * b[0, 2:, y, x + 1]).sum() / 2 ** 0.5
        torch.testing.assert_close(out[0, k * 2 + g, y, x], expected)

    def test_without_gradients_the_correlation_is_the_same(self):
        a, b, flow = noise(1, 8, 6, 7, seed=1), noise(1, 8, 6, 7, seed=2), noise(1, 2, 6, 7, seed=3)
        with torch.no_grad():
            plain = shifted_correlation(a, b, flow, WINDOWS["2d"], 4)
        torch.testing.assert_close(shifted_correlation(a, b, flow, WINDOWS["2d"], 4), plain)

    def test_global_matching_finds_a_shift_of_distinct_features(self):
        b = torch.eye(48, dtype=torch.float64).reshape(1, 48, 6, 8) * 60
        a = torch.roll(b, (-1, -2), (2, 3))
        flow = GlobalMatching().double()(a, b)
        torch.testing.assert_close(flow[0, :, 2, 3], torch.tensor([2.0, 1.0], dtype=torch.float64), atol=1e-3, rtol=0)


class Upsampling(unittest.TestCase):
    def test_gradient_of_convex_upsampling_is_that_of_finite_differences(self):
        values, mask = noise(1, 2, 3, 4, seed=1).requires_grad_(), noise(1, 36, 3, 4, seed=2).requires_grad_()
        self.assertTrue(gradcheck(lambda v, m: convex_upsample(v, m, 2), (values, mask), eps=1e-6))

    def test_convex_upsampling_of_a_constant_is_the_constant(self):
        out = convex_upsample(torch.full((1, 2, 3, 4), 5.0), torch.randn(1, 144, 3, 4), 4)
        torch.testing.assert_close(out, torch.full((1, 2, 12, 16), 5.0))

    def test_a_mask_that_picks_the_centre_repeats_each_cell(self):
        values = torch.arange(6.0).reshape(1, 1, 2, 3)
        mask = torch.zeros(1, 9, 4, 2, 3)
        mask[:, 4] = 50
        torch.testing.assert_close(convex_upsample(values, mask.reshape(1, 36, 2, 3), 2),
                                   values.repeat_interleave(2, 2).repeat_interleave(2, 3))

    def test_the_bilinear_mask_enlarges_as_interpolation_does(self):
        values = noise(1, 2, 5, 7, seed=3).float()
        torch.testing.assert_close(convex_upsample(values, bilinear_mask(4).expand(1, 144, 5, 7), 4), upsample_flow(values, 4) / 4)

    def test_enlarging_then_reducing_a_linear_flow_returns_it(self):
        flow = pixel_grid(torch.zeros(1, 1, 6, 8)) * 0.25
        torch.testing.assert_close(reduce_flow(upsample_flow(flow, 4), 4)[..., 1:-1, 1:-1], flow[..., 1:-1, 1:-1])

    def test_warping_by_a_whole_shift_moves_pixels(self):
        image = torch.arange(20.0).reshape(1, 1, 4, 5)
        flow = torch.zeros(1, 2, 4, 5)
        flow[:, 0] = 1
        torch.testing.assert_close(warp(image, flow)[..., :-1], image[..., 1:])


class WholeNetwork(unittest.TestCase):
    def variants(self):
        yield "all parts", OPTIONS
        for key, value in (("attention_rounds", 0), ("positional_encoding", False), ("global_matching", False),
                           ("deformable", False), ("convex_upsampling", False), ("fine", 0), ("groups", 1)):
            yield f"{key}={value}", dict(OPTIONS, **{key: value})

    def test_every_part_can_be_switched_off(self):
        a, b = torch.rand(2, 2, 1, 48, 64) * 255
        for name, options in self.variants():
            with self.subTest(name):
                network = Cascade(options)
                prediction = network(a, b)
                self.assertEqual(prediction.full[-1].shape, (2, 2, 48, 64))
                self.assertEqual(prediction.uncertainty.shape, (2, 2, 48, 64))
                (prediction.full[-1].sum() + prediction.uncertainty.sum()).backward()

    def test_a_given_start_is_kept_by_an_untrained_network(self):
        network = Cascade(OPTIONS).eval()
        a, b = torch.rand(2, 1, 1, 64, 64) * 255
        for start in (16, 8, 4):
            with self.subTest(start), torch.no_grad():
                initial = torch.full((1, 2, 64 // start, 64 // start), 8.0 / start)
                flow = network(a, b, initial, start=start).full[-1]
                self.assertLess((flow - 8).abs().max().item(), 0.5)

    def test_iterations_are_the_callers_choice(self):
        network = Cascade(OPTIONS).eval()
        a, b = torch.rand(2, 1, 1, 48, 48) * 255
        with torch.no_grad():
            steps = network(a, b, torch.zeros(1, 2, 3, 3), iterations={16: 1, 8: 0, 4: 5}).steps
        self.assertEqual([level for level, _ in steps], [16] + [4] * 5)


class MixedPrecision(unittest.TestCase):
    def test_bfloat16_changes_the_flow_by_little_and_its_gradient_stays_finite(self):
        torch.manual_seed(0)
        a, b = (torch.rand(1, 1, 48, 64) * 255 for _ in range(2))
        for positions in (True, False):
            net = Cascade(dict(OPTIONS, positional_encoding=positions)).train()
            exact = net(a, b, torch.zeros(1, 2, 3, 4)).full[-1]
            with torch.autocast("cpu", dtype=torch.bfloat16):
                half = net(a, b, torch.zeros(1, 2, 3, 4)).full[-1]
            self.assertEqual(half.dtype, torch.float32)
            self.assertLess((half - exact).abs().mean().item(), 0.05 * (1 + exact.abs().mean().item()))
            half.sum().backward()
            self.assertTrue(all(torch.isfinite(p.grad).all() for p in net.parameters() if p.grad is not None))


if __name__ == "__main__":
    unittest.main()
