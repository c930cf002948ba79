"""Exported graphs compute what the network computes."""
import json
import pathlib
import tempfile
import unittest
import warnings

import torch

from hybrid_training import checkpoint, export
from hybrid_training.networks.cascade import Cascade
from hybrid_training.tasks import cascade
from tests.small import CONFIG, OPTIONS


def network(**changes):
    torch.manual_seed(0)
    net = Cascade(dict(OPTIONS, **changes)).eval()
    # An untrained flow head is almost silent; a loud one makes every iteration count.
    torch.nn.init.normal_(net.update.delta[2].weight, std=0.1)
    torch.nn.init.normal_(net.fine.body[4].weight, std=0.1)
    return net


class Agreement(unittest.TestCase):
    def test_every_traced_graph_agrees_with_eager_pytorch_at_another_size(self):
        net = network()
        for graph in cascade.graphs(net):
            with self.subTest(graph.name), torch.no_grad(), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                module = graph.module.eval()
                traced = torch.jit.trace(module, tuple(graph.inputs.values()), check_trace=False)
                other = []
                for value in graph.inputs.values():
                    shape = [n if i < 2 else n * 2 for i, n in enumerate(value.shape)]
                    other.append(torch.rand(shape) * (255 if shape[1:2] == [1] else 1))
                ours, theirs = traced(*other), module(*other)
                for one, two in zip(ours if isinstance(ours, tuple) else (ours,), theirs if isinstance(theirs, tuple) else (theirs,)):
                    torch.testing.assert_close(one, two, atol=1e-4, rtol=1e-4)

    def test_running_the_graphs_one_by_one_is_the_whole_network(self):
        for convex in (True, False):
            with self.subTest(convex=convex):
                self._one_by_one(network(convex_upsampling=convex))

    def _one_by_one(self, net):
        with torch.no_grad():
            tensors = cascade.replay_inputs()
            whole = net(tensors["image_a"], tensors["image_b"]).full[-1]
            modules = {g.name: g for g in cascade.graphs(net)}
            for name, reads, writes in cascade.replay(net):
                out = modules[name].module(*[tensors[reads[i]] for i in modules[name].inputs])
                out = out if isinstance(out, tuple) else (out,)
                tensors.update({writes[o]: v for o, v in zip(modules[name].outputs, out)})
        torch.testing.assert_close(tensors["full_fine"], whole, atol=1e-4, rtol=1e-4)
        torch.testing.assert_close(tensors["fused_flow"], whole, atol=1e-4, rtol=1e-4)

    def test_a_model_folder_is_complete_and_its_checksums_hold(self):
        import hashlib
        net = network()
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            validation = {"epe": 1.0, "epe_visible": 1.0, "epe_wide": 1.0, "epe_wide_visible": 1.0, "ause": 0.2,
                          "ause_random": 0.6, "confidence": 0.5, "confidence_negative": 0.1}
            checkpoint.save(folder / "best.pt", {"config": CONFIG, "average": net.state_dict(), "step": 7, "elapsed": 90.0,
                                                 "seed": 3, "validation": validation})
            about = {"licence": "Apache-2.0", "summary": "s", "data": "d", "device": "CPU"}
            export.export(folder / "best.pt", folder / "model", "1.0.0", config=dict(CONFIG, card=about))
            model = json.loads((folder / "model" / "model.json").read_text())
            self.assertEqual(model["name"], "tiny")
            for entry in model["files"]:
                data = (folder / "model" / entry["name"]).read_bytes()
                self.assertEqual(hashlib.sha256(data).hexdigest(), entry["sha256"])
                self.assertEqual(len(data), entry["bytes"])
            names = {f["name"] for f in model["files"]}
            for level in model["levels"]:
                self.assertTrue({f"{u}.onnx" for u in level["update"]} <= names)
            self.assertIn("7 steps", (folder / "model" / "README.md").read_text())
            self.assertFalse(list((folder / "model").glob("*.part")))
            fixtures = json.loads((folder / "model" / "fixtures.json").read_text())
            self.assertEqual({s["graph"] for s in fixtures["steps"]}, names)


if __name__ == "__main__":
    unittest.main()
