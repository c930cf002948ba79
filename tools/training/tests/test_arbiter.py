import json
import shutil
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from hybrid_training import arbiter

MODEL = Path(__file__).parents[3] / "models" / "cascade-s"


def disagreements(count, seed):
    """Errors of two answers, and features of which the first says who is right and the last nothing."""
    generator = torch.Generator().manual_seed(seed)
    features = torch.randn((count, 6), generator=generator)
    good, bad = torch.rand(count, generator=generator), 3 + 5 * torch.rand(count, generator=generator)
    network_right = features[:, 0] + 0.3 * torch.randn(count, generator=generator) > 0
    errors = torch.where(network_right[:, None], torch.stack([bad, good], 1), torch.stack([good, bad], 1))
    return np.arange(count) % 10, errors, features


class ArbiterTest(unittest.TestCase):
    def test_it_finds_who_is_right_on_pairs_it_has_not_seen(self):
        pairs, errors, features = disagreements(20_000, 1)
        figures = arbiter.figures(pairs, errors, arbiter.held_out(pairs, features, errors, 16, 80, 0))
        self.assertLess(figures["bad_2"]["chosen"], 0.25)
        self.assertGreater(figures["bad_2"]["filled"], 0.4)
        self.assertGreater(figures["bad_2"]["network"], 0.4)
        self.assertEqual(figures["bad_2"]["oracle"], 0)
        self.assertEqual((figures["bad_2"]["pairs_better"], figures["bad_2"]["pairs_worse"]), (10, 0))

    def test_its_probabilities_are_those_of_the_errors(self):
        pairs, errors, features = disagreements(20_000, 2)
        right, _ = arbiter.fit(features, errors, 16, 80, 0)(features)
        observed = (errors <= 2).float()
        for low, high in ((0.0, 0.3), (0.3, 0.7), (0.7, 1.0)):
            among = (right >= low) & (right <= high)
            self.assertAlmostEqual(float(right[among].mean()), float(observed[among].mean()), delta=0.06)

    def test_the_same_seed_gives_the_same_weights(self):
        _, errors, features = disagreements(5_000, 3)
        first, second = (arbiter.fit(features, errors, 8, 2, 7).state_dict() for _ in range(2))
        for key, value in first.items():
            self.assertTrue(torch.equal(value, second[key]), key)

    def test_it_enters_the_model_once_however_often_it_is_fitted(self):
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "model"
            shutil.copytree(MODEL, model)
            table = Path(folder) / "disagreements.npy"
            pairs, errors, features = disagreements(6_000, 4)
            np.save(table, np.concatenate([pairs[:, None].astype(np.float32), errors.numpy(), features.numpy()], 1))
            for _ in range(2):
                arbiter.run(table, model, 8, 1, 0, "Made up.")
            card = json.loads((model / "model.json").read_text())
            entries = [f for f in card["files"] if f["name"] == arbiter.FILE]
            self.assertEqual([e["bytes"] for e in entries], [(model / arbiter.FILE).stat().st_size])
            fixtures = json.loads((model / "fixtures.json").read_text())
            self.assertEqual(sum(s["graph"] == arbiter.FILE for s in fixtures["steps"]), 1)
            self.assertIn("## Arbiter", (model / "README.md").read_text())

    def test_a_file_without_disagreements_is_refused(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "empty.npy"
            np.save(path, np.zeros((0, 29), np.float32))
            with self.assertRaisesRegex(ValueError, "holds no disagreements"):
                arbiter.read(path)
            path.write_text("no array")
            with self.assertRaisesRegex(ValueError, "is not a NumPy array"):
                arbiter.read(path)


if __name__ == "__main__":
    unittest.main()
