import json
import shutil
import tempfile
import unittest
from pathlib import Path

import numpy as np
import torch

from hybrid_training import flow_arbiter

MODEL = Path(__file__).parents[3] / "models" / "cascade-s"
FEATURES = 9 + flow_arbiter.KINDS  # the seventh is taken for a confidence, the second for a census distance


def contests(count, seed):
    """A table as the C# side writes it: three or four proposals a point, of which the third feature says which is right."""
    generator = np.random.default_rng(seed)
    rows = []
    for point in range(count):
        pair, right = point % 10, generator.integers(3)
        for kind in range(3 + pair % 2):
            features = np.zeros(FEATURES, np.float32)
            features[:9] = generator.normal(size=9)
            features[2] = (kind == right) + 0.2 * generator.normal()
            features[9 + kind] = 1
            rows.append([pair, point, point // 10 % 2, generator.random() if kind == right else 3 + 5 * generator.random(), *features])
    return np.array(rows, np.float32)


class FlowArbiterTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def table(self, name, count, seed):
        path = Path(self.folder.name) / name
        np.save(path, contests(count, seed))
        return path

    def test_it_finds_the_right_proposal_of_points_it_has_not_seen(self):
        network = flow_arbiter.fit(flow_arbiter.Contests(self.table("a.npy", 2000, 1)), 16, 300, 0)
        figures = flow_arbiter.figures(network, flow_arbiter.Contests(self.table("b.npy", 1000, 2)))
        self.assertEqual(figures["pairs"], 10)
        self.assertLess(figures["arbiter"], 0.7)
        self.assertLess(figures["oracle"], 0.6)
        self.assertGreater(figures["start"], 3)
        self.assertEqual((figures["pairs_better"], figures["pairs_worse"]), (10, 0))

    def test_a_proposal_that_is_not_there_is_never_chosen(self):
        read = flow_arbiter.Contests(self.table("a.npy", 200, 3))
        self.assertEqual(read.there.sum(1).tolist(), [3 + i % 2 for i in range(200)])
        network = flow_arbiter.fit(read, 8, 20, 0)
        figures = flow_arbiter.figures(network, read)
        self.assertLess(max(v for k, v in figures.items() if k in ("arbiter", "surest", "census")), 9)

    def test_the_same_seed_gives_the_same_weights(self):
        read = flow_arbiter.Contests(self.table("a.npy", 300, 4))
        first, second = (flow_arbiter.fit(read, 8, 10, 7).state_dict() for _ in range(2))
        for key, value in first.items():
            self.assertTrue(torch.equal(value, second[key]), key)

    def test_it_enters_the_model_once_however_often_it_is_fitted(self):
        model = Path(self.folder.name) / "model"
        shutil.copytree(MODEL, model)
        train, held_out = self.table("a.npy", 300, 5), self.table("b.npy", 200, 6)
        for _ in range(2):
            flow_arbiter.run(train, held_out, model, 8, 5, 0, "Made up.")
        card = json.loads((model / "model.json").read_text())
        entries = [f for f in card["files"] if f["name"] == flow_arbiter.FILE]
        self.assertEqual([e["bytes"] for e in entries], [(model / flow_arbiter.FILE).stat().st_size])
        self.assertEqual(entries[0]["outputs"], {"score": ["?", 1], "right": ["?", 1]})
        fixtures = json.loads((model / "fixtures.json").read_text())
        self.assertEqual(sum(s["graph"] == flow_arbiter.FILE for s in fixtures["steps"]), 1)
        self.assertIn("best proposal", (model / "README.md").read_text())

    def test_a_file_without_contests_is_refused(self):
        path = Path(self.folder.name) / "empty.npy"
        np.save(path, np.zeros((0, 29), np.float32))
        with self.assertRaisesRegex(ValueError, "holds no contests"):
            flow_arbiter.Contests(path)
        path.write_text("no array")
        with self.assertRaisesRegex(ValueError, "is not a NumPy array"):
            flow_arbiter.Contests(path)


if __name__ == "__main__":
    unittest.main()
