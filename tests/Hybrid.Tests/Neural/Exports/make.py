"""Writes the toy graphs beside this file: the signatures of published exports with answers that are known."""
import pathlib

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

HERE = pathlib.Path(__file__).parent
F, I = TensorProto.FLOAT, TensorProto.INT64


def constant(name, values, dtype=np.float32):
    return numpy_helper.from_array(np.asarray(values, dtype), name)


def write(name, nodes, inputs, outputs, constants):
    graph = helper.make_graph(
        nodes, name, [helper.make_tensor_value_info(*i) for i in inputs], [helper.make_tensor_value_info(*o) for o in outputs], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 16)], ir_version=8)
    checker.check_model(model)
    save(model, str(HERE / f"{name}.onnx"))


def blank(image):
    """Nodes for two channels of zeros in the image's size."""
    return [helper.make_node("Slice", [image, "from", "to", "axis"], ["two"]), helper.make_node("Mul", ["two", "zero"], ["blank"])]


SLICE = [constant("from", [0], np.int64), constant("to", [2], np.int64), constant("axis", [1], np.int64), constant("zero", 0)]
SHIFT = constant("shift", np.reshape([3, 0], (1, 2, 1, 1)))
write("crestereo-init", [*blank("init_left"), helper.make_node("Add", ["blank", "shift"], ["output"])],
      [("init_left", F, [1, 3, 48, 64]), ("init_right", F, [1, 3, 48, 64])], [("output", F, [1, 2, 48, 64])], [*SLICE, SHIFT])
write("crestereo-next",
      [*blank("next_left"), helper.make_node("ReduceMean", ["next_flow"], ["mean"], axes=[2, 3]),
       helper.make_node("Add", ["blank", "shift"], ["moved"]), helper.make_node("Add", ["moved", "mean"], ["output"])],
      [("next_left", F, [1, 3, 48, 64]), ("next_right", F, [1, 3, 48, 64]), ("next_flow", F, [1, 2, 24, 32])],
      [("output", F, [1, 2, 48, 64])], [*SLICE, SHIFT])


def fixed(names):
    return [helper.make_node("Identity", [f"{n}_value"], [n]) for n in names]


write("xfeat-sparse", fixed(["keypoints", "descriptors", "scores"]), [("images", F, [1, 3, 64, 32])],
      [("keypoints", F, [3, 2]), ("descriptors", F, [3, 4]), ("scores", F, [3])],
      [constant("keypoints_value", [[4, 8], [20, 40], [16, 63]]), constant("descriptors_value", np.eye(4)[:3]),
       constant("scores_value", [1, 0.9, 0.8])])
LOGITS = np.zeros((1, 65, 8, 4))
LOGITS[0, 64] = 20
LOGITS[0, 3 * 8 + 5, 2, 1] = 30  # cell (1, 2): row 3, column 5 of the cell, so pixel (13, 19)
LOGITS[0, 0, 6, 3] = 25          # pixel (24, 48)
write("xfeat-maps", fixed(["d", "k", "r"]), [("input", F, [1, 3, 64, 32])],
      [("d", F, [1, 64, 8, 4]), ("k", F, [1, 65, 8, 4]), ("r", F, [1, 1, 8, 4])],
      [constant("d_value", np.tile(np.arange(1, 65).reshape(1, 64, 1, 1), (1, 1, 8, 4))), constant("k_value", LOGITS),
       constant("r_value", np.ones((1, 1, 8, 4)))])
write("lighterglue", fixed(["matches", "scores"]),
      [("kpts0", F, [1, "m", 2]), ("kpts1", F, [1, "n", 2]), ("desc0", F, [1, "m", 4]), ("desc1", F, [1, "n", 4])],
      [("matches", I, [2, 2]), ("scores", F, [2])],
      [constant("matches_value", [[0, 1], [1, 0]], np.int64), constant("scores_value", [0.9, 0.05])])
