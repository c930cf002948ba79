"""The matcher: laws of its network, its batches, its loss and its graph."""
import contextlib
import io
import pathlib
import tempfile
import unittest
import unittest.mock

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from hybrid_training import config, export, keypoints
from hybrid_training.loop import Trainer
from hybrid_training.networks.matcher import Matcher, Rotary, log_probabilities
from hybrid_training.synthesis import feature_pairs, match_pairs
from hybrid_training.tasks import matcher
from hybrid_training.tasks.features import mutual_neighbours
from tests.test_features import textures

CONFIGS = pathlib.Path(__file__).parent.parent / "configs"
OPTIONS = {"descriptor": 64, "width": 16, "heads": 2, "layers": 2, "attended": 512, "kept": 0.5}


def tiny():
    own = config.load(CONFIGS / "matcher-s.yaml")
    synthesis = dict(own["synthesis"], batch=4, uses=2, apart=3, sizes=[96], keypoints=[30, 40])
    return dict(own, name="tiny", network=OPTIONS, synthesis=synthesis, validation={"every": 1000, "pairs": 1, "side": 128, "keypoints": 60})


def trained():
    """A network whose every part speaks, as after training."""
    torch.manual_seed(0)
    network = Matcher(OPTIONS).eval()
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.add_(torch.randn_like(parameter) * 0.1)
    return network


def view(count, seed):
    generator = torch.Generator().manual_seed(seed)
    return torch.rand(1, count, 2, generator=generator) * 2 - 1, F.normalize(torch.randn(1, count, 64, generator=generator), dim=2)


class Network(unittest.TestCase):
    def setUp(self):
        self.network = trained()
        (self.pa, self.da), (self.pb, self.db) = view(20, 1), view(15, 2)

    def run_(self, a, b, present=(None, None)):
        with torch.no_grad():
            return self.network([a[0], b[0]], [a[1], b[1]], present)

    def test_an_untrained_network_is_nearest_neighbours(self):
        with torch.no_grad():
            similarity, _, _ = Matcher(OPTIONS)([self.pa, self.pb], [self.da, self.db])
        torch.testing.assert_close(similarity / 20, self.da @ self.db.transpose(1, 2), atol=0.02, rtol=0)

    def test_what_is_permuted_is_assigned_permuted(self):
        one, two = torch.randperm(20), torch.randperm(15)
        plain = self.run_((self.pa, self.da), (self.pb, self.db))
        permuted = self.run_((self.pa[:, one], self.da[:, one]), (self.pb[:, two], self.db[:, two]))
        for want, value in zip((plain[0][:, one][:, :, two], plain[1][:, one], plain[2][:, two]), permuted):
            torch.testing.assert_close(value, want, atol=1e-4, rtol=1e-4)
        self.assertFalse(torch.allclose(plain[0], permuted[0], atol=1e-2))

    def test_exchanged_images_are_assigned_transposed(self):
        plain, exchanged = self.run_((self.pa, self.da), (self.pb, self.db)), self.run_((self.pb, self.db), (self.pa, self.da))
        torch.testing.assert_close(exchanged[0], plain[0].transpose(1, 2), atol=1e-4, rtol=1e-4)
        torch.testing.assert_close(exchanged[1], plain[2], atol=1e-4, rtol=1e-4)

    def test_what_fills_a_batch_up_changes_nothing(self):
        (more_p, more_d), (other_p, other_d) = view(6, 3), view(9, 4)
        filled = self.run_((torch.cat([self.pa, more_p], 1), torch.cat([self.da, more_d], 1)),
                           (torch.cat([self.pb, other_p], 1), torch.cat([self.db, other_d], 1)),
                           (torch.arange(26)[None] < 20, torch.arange(24)[None] < 15))
        for value, want in zip((filled[0][:, :20, :15], filled[1][:, :20], filled[2][:, :15]), self.run_((self.pa, self.da), (self.pb, self.db))):
            torch.testing.assert_close(value, want, atol=1e-4, rtol=1e-4)

    def test_where_an_image_begins_does_not_matter(self):
        """Only differences of places reach the states; so it is the displacement between the images that counts, not the frame."""
        plain = self.run_((self.pa, self.da), (self.pb, self.db))
        moved = self.run_((self.pa + 0.3, self.da), (self.pb + 0.3, self.db))
        torch.testing.assert_close(moved[0], plain[0], atol=1e-3, rtol=1e-3)
        apart = self.run_((self.pa, self.da), (self.pb + 0.3, self.db))
        self.assertFalse(torch.allclose(apart[0], plain[0], atol=1e-2))

    def test_turning_back_undoes_turning(self):
        rotary = Rotary(2, 8, 0.5)
        turns, x = rotary(self.pa), torch.randn(1, 2, 20, 8)
        torch.testing.assert_close(Rotary.turn(Rotary.turn(x, turns), turns, back=True), x)
        still = torch.cat([torch.arange(2, 4), torch.arange(6, 8)])
        torch.testing.assert_close(Rotary.turn(x, turns)[..., still], x[..., still])

    def test_probabilities_are_shares(self):
        shares = log_probabilities(*self.run_((self.pa, self.da), (self.pb, self.db)))[0].exp()
        self.assertTrue((shares >= 0).all() and (shares.sum(0) <= 1 + 1e-5).all() and (shares.sum(1) <= 1 + 1e-5).all())


class Batches(unittest.TestCase):
    def pair(self):
        options = dict(tiny()["synthesis"], occluded=0, deformed=0)
        how = {"source": "luminance", "tone": "none"}
        made = feature_pairs.make(np.random.default_rng(1), textures(), dict(options, sizes=[192]), how, how)
        return made, match_pairs.DescribedPair(match_pairs.features(options["features"]), made, 200)

    def test_gaps_are_distances_from_the_true_partner_however_chosen(self):
        made, described = self.pair()
        for seed in range(4):  # either view comes first
            views, gap = match_pairs.select(np.random.default_rng(seed), described, 100, 0.0)
            places = [((v[0] + 1) * 96).numpy() for v in views]
            forth = len(gap) and np.abs(np.linalg.norm(made.partner(places[0])[:, None] - places[1], axis=2) - gap.numpy())
            back = np.abs(np.linalg.norm(made.partner(places[1])[:, None] - places[0], axis=2) - gap.numpy().T)
            error = forth[gap.numpy() < 50] if np.median(forth) < np.median(back) else back[gap.numpy().T < 50]
            self.assertGreater(len(error), 20)
            self.assertLess(error.max(), 1e-2)

    def test_a_batch_depends_on_its_number_alone_and_pairs_come_again(self):
        options = tiny()["synthesis"]
        first, second = (match_pairs.MatchStream(textures(), options, 1) for _ in range(2))
        for number in (0, 3):
            one = first[number]
        two = second[3]
        for key in one:
            torch.testing.assert_close(one[key], two[key])
        self.assertEqual(set(second.made), {(3, 0), (3, 1), (0, 0), (0, 1)})

    def test_missing_keypoints_are_not_present(self):
        views = [(torch.zeros(3, 2), torch.ones(3, 64)), (torch.zeros(5, 2), torch.ones(5, 64))]
        batch = match_pairs.filled([(views, torch.zeros(3, 5)), (views[::-1], torch.zeros(5, 3))])
        self.assertEqual(batch["present_a"].sum(1).tolist(), [3, 5])
        self.assertEqual([int((g < 1).sum()) for g in batch["gap"]], [15, 15])

    def test_strongest_keypoints_come_first_and_once(self):
        image = textures(1).images[0][..., 1]
        few, many = keypoints.sift_places(image, 20), keypoints.sift_places(image, 60)
        self.assertEqual(len(np.unique(many, axis=0)), len(many))
        self.assertTrue({tuple(p) for p in few} <= {tuple(p) for p in many[:30]})


class Task(unittest.TestCase):
    def batch(self):
        places, descriptors = view(12, 5)
        gap = torch.full((1, 12, 12), 100.0)
        gap[0, range(8), range(8)] = 1.0  # four of each view have no partner
        present = torch.ones(1, 12, dtype=torch.bool)
        return {"places_a": places, "places_b": places, "descriptors_a": descriptors, "descriptors_b": descriptors,
                "present_a": present, "present_b": present, "gap": gap}

    def network(self, permutation=None):
        class Perfect(torch.nn.Module):
            def forward(self, places, descriptors, present, every):
                similarity = torch.eye(12)[None] * 40
                matchable = torch.where(torch.arange(12) < 8, 8.0, -8.0)[None]
                order = torch.arange(12) if permutation is None else permutation
                return [(similarity[:, order], matchable[:, order], matchable)]

        return Perfect()

    def test_the_loss_is_least_where_all_is_told(self):
        right, figures = matcher.loss(self.network(), self.batch(), tiny())
        self.assertLess(float(right), 0.01)
        self.assertEqual(figures["found"], 100)
        wrong, figures = matcher.loss(self.network(torch.arange(11, -1, -1)), self.batch(), tiny())
        self.assertGreater(float(wrong), 5)
        self.assertEqual(figures["found"], 0)

    def test_what_lies_between_right_and_wrong_is_not_asked(self):
        batch = self.batch()
        batch["gap"][0, 0, 1] = 5.0
        near = torch.eye(12)[None] * 40
        near[0, 0, 1] = 45.0

        class Near(torch.nn.Module):
            def forward(self, places, descriptors, present, every):
                return [(near, torch.where(torch.arange(12) < 8, 8.0, -8.0)[None], torch.where(torch.arange(12) < 8, 8.0, -8.0)[None])]

        self.assertLess(float(matcher.loss(Near(), batch, tiny())[0]), 0.01)

    def test_matches_are_mutual_and_the_more_probable(self):
        network = trained()
        views = [tuple(v[0] for v in view(20, 1)), tuple(v[0] for v in view(15, 2))]
        i, j, scores = matcher.match(network, views)
        self.assertEqual((len(set(i.tolist())), len(set(j.tolist()))), (len(i), len(i)))
        with unittest.mock.patch.object(matcher, "FEWEST", 2):
            kept = matcher.match(network, views)[2]
        self.assertEqual(len(kept), round(0.5 * len(i)))
        torch.testing.assert_close(kept, scores.sort(descending=True)[0][:len(kept)])

    def test_only_the_strongest_are_attended_to(self):
        network, (places, descriptors), other = trained(), view(20, 1), view(15, 2)
        changed = descriptors.clone()
        changed[:, 12:] = view(20, 9)[1][:, 12:]
        network.options = dict(OPTIONS, attended=12)
        with torch.no_grad():
            one, two = (network([places, other[0]], [d, other[1]]) for d in (descriptors, changed))
        torch.testing.assert_close(one[0][:, :12], two[0][:, :12])
        self.assertFalse(torch.allclose(one[0][:, 12:], two[0][:, 12:]))

    def test_the_graph_exports_and_has_fixtures(self):
        network = trained()
        made = export.fixtures(network, matcher)["expected"]
        self.assertEqual(made["matches"]["shape"][1], 2)
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "matcher.onnx"
            export.write_graph(matcher.graphs(network)[0], path)
            self.assertGreater(path.stat().st_size, 1000)

    def test_steps_teach_and_validation_has_its_figures(self):
        with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(io.StringIO()):
            pictures = pathlib.Path(folder) / "pictures"
            pictures.mkdir()
            for i, image in enumerate(textures(12).images):
                cv2.imwrite(str(pictures / f"{i:02}.png"), image)
            trainer = Trainer(tiny(), pictures, folder, torch.device("cpu"), 3)
            before = {n: v.clone() for n, v in trainer.network.named_parameters()}
            trainer.run(steps=3)
            moved = {n for n, v in trainer.network.named_parameters() if not torch.equal(v, before[n])}
            self.assertEqual(moved, set(before))
            _, _, content = export.load_network(pathlib.Path(folder) / "best.pt")
            self.assertIn("nearest_area_thermal", content["validation"])
            self.assertIn("| thermal |", matcher.figures(content["validation"]))


if __name__ == "__main__":
    unittest.main()
