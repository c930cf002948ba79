import tempfile
import unittest
from pathlib import Path

import cv2
import numpy as np

from hybrid_training import flow_dataset
from hybrid_training.synthesis.textures import TextureSet
from .small import CONFIG


def read_flo(path):
    data = path.read_bytes()
    width, height = np.frombuffer(data[4:12], "<i4")
    return data[:4], np.frombuffer(data[12:], "<f4").reshape(height, width, 2)


class FlowDatasetTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.root = Path(self.folder.name)
        generator = np.random.default_rng(0)
        noise = [cv2.GaussianBlur(generator.normal(128, 200, (160, 200)).astype(np.float32), (0, 0), 2) for _ in range(3)]
        self.textures = TextureSet([np.clip(n, 0, 255).astype(np.uint8) for n in noise])

    def write(self, name, kinds, count, seed=1):
        number = flow_dataset.write(self.textures, self.root / name, CONFIG["synthesis"], kinds, count, [(48, 64), (64, 80)], seed)
        return number, self.root / name / "flow"

    def test_the_second_image_is_the_first_moved_by_the_flow(self):
        number, folder = self.write("pairs", ["residual"], 3)
        self.assertEqual(number, 3)
        for i, size in enumerate([(48, 64), (64, 80), (48, 64)]):
            pair = folder / f"residual_{i:03d}"
            a, b = (cv2.imread(str(pair / f"{k}.png"), cv2.IMREAD_GRAYSCALE).astype(np.float32) for k in (1, 2))
            tag, flow = read_flo(pair / "flow_1_2.flo")
            self.assertEqual((tag, a.shape, flow.shape), (b"PIEH", size, (*size, 2)))
            ys, xs = np.mgrid[:size[0], :size[1]].astype(np.float32)
            there = (xs + flow[..., 0] > 0) & (xs + flow[..., 0] < size[1] - 1) & (ys + flow[..., 1] > 0) & (ys + flow[..., 1] < size[0] - 1)
            moved = cv2.remap(b, xs + flow[..., 0], ys + flow[..., 1], cv2.INTER_LINEAR)
            self.assertGreater(np.corrcoef(a[there], moved[there])[0, 1], 0.7)

    def test_a_pair_depends_on_seed_kind_and_number_alone(self):
        _, one = self.write("one", ["residual", "clutter"], 2)
        _, other = self.write("other", ["clutter"], 1)
        _, another = self.write("another", ["clutter"], 1, seed=2)
        name = Path("clutter_000") / "flow_1_2.flo"
        self.assertEqual((one / name).read_bytes(), (other / name).read_bytes())
        self.assertNotEqual((one / name).read_bytes(), (another / name).read_bytes())


if __name__ == "__main__":
    unittest.main()
