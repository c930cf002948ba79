"""The cascade as ONNX graphs: encoder, update steps and the rest separately, and everything fused. See models/cascade.md."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .. import losses
from ..graphs import Graph
from ..networks.cascade import LEVELS
from ..networks.deployed import PaddedConvolution, rows, with_separate_gates
from ..networks.sampling import reduce_flow, upsample_flow
from ..networks.upsampling import bilinear_mask, convex_upsample

FEATURE_NAMES = [f"{part}{level}_{image}" for part in ("match", "context") for level in LEVELS for image in "ab"]


class _Encoder(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image_a, image_b):
        a, b = self.network.encode(image_a, image_b)
        out = [x[level] for part in ("match", "context") for level in LEVELS for x in (getattr(a, part), getattr(b, part))]
        return tuple(out + ([a.fine, b.fine] if a.fine is not None else []))


class _Context(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, context):
        return self.network.start_level(context)


class _Update(nn.Module):
    def __init__(self, network, level, window):
        super().__init__()
        self.update = with_separate_gates(network.update)
        self.window, self.shifted = window, level == 4

    def forward(self, match_a, match_b, state, gates, flow):
        return self.update(match_a, match_b, state, gates, flow, self.window, self.shifted)


class _Enlarge(nn.Module):
    def forward(self, flow):
        return upsample_flow(flow, 2)


class _Upsample(nn.Module):
    """The shares of the nine neighbours are left as logits: a caller combines them in one pass, which as a graph takes
    four fifths of the time of the whole upsampling."""

    def __init__(self, network):
        super().__init__()
        whole = network.upsampling
        self.trunk = whole.trunk
        self.uncertainty = rows(whole.head, 0, 2)
        self.mask = rows(whole.head, 2, whole.head.out_channels, 0.25) if whole.enabled else None
        self.bilinear = None if whole.enabled else bilinear_mask(whole.factor)

    def forward(self, state):
        seen = torch.relu(self.trunk(state))
        mask = self.mask(seen) if self.mask is not None else self.bilinear + torch.zeros_like(state[:, :1])
        return mask, F.interpolate(self.uncertainty(seen), scale_factor=2.0, mode="bilinear", align_corners=False)


class _Combine(nn.Module):
    def __init__(self, factor):
        super().__init__()
        self.factor = factor

    def forward(self, flow, mask):
        return convex_upsample(flow * self.factor, mask, self.factor)


class _Fine(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.stage = network.fine
        self.first, self.rest = PaddedConvolution(network.fine.body[0]), network.fine.body[1:]

    def forward(self, fine_a, fine_b, flow, uncertainty):
        evidence = self.stage.evidence(fine_a, fine_b, flow, uncertainty)
        return self.stage.correct(flow, uncertainty, self.rest(self.first(evidence)))


class _Confidence(nn.Module):
    def forward(self, uncertainty):
        full = F.interpolate(uncertainty, scale_factor=2.0, mode="bilinear", align_corners=False)
        return losses.confidence(full), torch.exp(full[:, :1].clamp(*losses.SCALE_RANGE))


class _Fused(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image_a, image_b, initial_flow, has_initial):
        out = self.network(image_a, image_b, reduce_flow(initial_flow, 16), has_initial > 0.5)
        return out.full[-1], losses.confidence(out.uncertainty)


def graphs(network):
    """All files of a cascade, in the order in which a caller runs them. Examples are 64×96."""
    o = network.options
    height, width = 64, 96

    def at(level, channels):
        return torch.rand(1, channels, height // level, width // level)

    image = {"image_a": torch.rand(1, 1, height, width) * 255, "image_b": torch.rand(1, 1, height, width) * 255}
    out = [Graph("encoder", _Encoder(network), image, FEATURE_NAMES + (["fine_a", "fine_b"] if o["fine"] else []),
                 "features of both images at 1/16, 1/8, 1/4 (and 1/2)"),
           Graph("context", _Context(network), {"context": at(8, o["channels"])}, ["state", "gates"],
                 "context of a level to its first state and its share of the gates")]
    if o["global_matching"]:
        out.append(Graph("global", network.global_matching, {"match_a": at(16, o["match"]), "match_b": at(16, o["match"])},
                         ["flow"], "start at 1/16 by matching against all of B"))
    for shifted, level, channels in ((False, 8, o["match"]), (True, 4, o["match4"])):
        levels = [4] if shifted else [16, 8]
        for window in sorted({w for l in levels for w in network.windows[l]}):
            out.append(Graph(
                f"update_{'shift' if shifted else 'window'}_{window}", _Update(network, level, window),
                {"match_a": at(level, channels), "match_b": at(level, channels), "state": at(level, o["hidden"]),
                 "gates": at(level, 3 * o["hidden"]), "flow": at(level, 2)},
                ["state_out", "flow_out"], f"one iteration at {' and '.join(f'1/{l}' for l in levels)}, window {window}"))
    out.append(Graph("enlarge", _Enlarge(), {"flow": at(8, 2)}, ["flow_out"], "flow of a level to the next finer one"))
    factor = network.upsampling.factor
    out.append(Graph("upsample", _Upsample(network), {"state": at(4, o["hidden"])}, ["mask", "uncertainty"],
                     "state at 1/4 to the logits of convex upsampling and uncertainty at 1/2"))
    out.append(Graph("combine", _Combine(factor), {"flow": at(4, 2), "mask": at(4, 9 * factor * factor)}, ["flow_out"],
                     "flow at 1/4 and logits to flow in pixels"))
    if o["fine"]:
        out.append(Graph("fine", _Fine(network), {"fine_a": at(2, o["fine"]), "fine_b": at(2, o["fine"]), "flow": at(1, 2),
                                                "uncertainty": at(2, 2)}, ["flow_out", "uncertainty_out"],
                         "correction of the flow from features at 1/2"))
    out.append(Graph("confidence", _Confidence(), {"uncertainty": at(2, 2)}, ["confidence", "scale"],
                     "uncertainty at 1/2 to confidence 0..1 and error scale in pixels"))
    out.append(Graph("fused", _Fused(network), dict(image, initial_flow=torch.zeros(1, 2, height, width),
                                                    has_initial=torch.zeros(1)),
                     ["flow", "confidence"], "everything with the default iterations, for other tools"))
    return out


def card(network):
    """The part of the model card that tells a caller how to run the graphs."""
    o = network.options
    plan = [{"level": level, "update": [f"update_{'shift' if level == 4 else 'window'}_{w}" for w in network.windows[level]]}
            for level in LEVELS]
    return {
        "inputs": {"image_a": [1, 1, "H", "W"], "image_b": [1, 1, "H", "W"]},
        "pixel": {"channels": "grey", "range": [0, 255], "normalisation": "inside the graph", "multiple_of": 16},
        "flow": "A to B, channel 0 is x; inside the levels in cells of the level, after combine in pixels",
        "levels": plan, "global_matching": bool(o["global_matching"]), "fine_passes": 1 if o["fine"] else 0,
        "channels": {k: o[k] for k in ("channels", "match", "match4", "hidden", "fine")},
    }


def replay(network):
    """The order of a full run as (graph, {input: tensor name}, {output: tensor name}), for fixtures."""
    o = network.options
    names = FEATURE_NAMES + (["fine_a", "fine_b"] if o["fine"] else [])
    steps = [("encoder", {"image_a": "image_a", "image_b": "image_b"}, {n: n for n in names})]
    flow = "zero"
    if o["global_matching"]:
        flow = "flow16_start"
        steps.append(("global", {"match_a": "match16_a", "match_b": "match16_b"}, {"flow": flow}))
    for level in LEVELS:
        if level != 16:
            steps.append(("enlarge", {"flow": flow}, {"flow_out": f"flow{level}_start"}))
            flow = f"flow{level}_start"
        state, gates = f"state{level}_start", f"gates{level}"
        steps.append(("context", {"context": f"context{level}_a"}, {"state": state, "gates": gates}))
        for i, window in enumerate(network.windows[level]):
            steps.append((f"update_{'shift' if level == 4 else 'window'}_{window}",
                          {"match_a": f"match{level}_a", "match_b": f"match{level}_b", "state": state, "gates": gates, "flow": flow},
                          {"state_out": f"state{level}_{i}", "flow_out": f"flow{level}_{i}"}))
            state, flow = f"state{level}_{i}", f"flow{level}_{i}"
    steps.append(("upsample", {"state": state}, {"mask": "mask", "uncertainty": "uncertainty"}))
    steps.append(("combine", {"flow": flow, "mask": "mask"}, {"flow_out": "full"}))
    last, uncertainty = "full", "uncertainty"
    if o["fine"]:
        steps.append(("fine", {"fine_a": "fine_a", "fine_b": "fine_b", "flow": "full", "uncertainty": "uncertainty"},
                      {"flow_out": "full_fine", "uncertainty_out": "uncertainty_fine"}))
        last, uncertainty = "full_fine", "uncertainty_fine"
    steps.append(("confidence", {"uncertainty": uncertainty}, {"confidence": "confidence", "scale": "scale"}))
    steps.append(("fused", {"image_a": "image_a", "image_b": "image_b", "initial_flow": "no_flow", "has_initial": "no"},
                  {"flow": "fused_flow", "confidence": "fused_confidence"}))
    steps.append(("fused", {"image_a": "image_a", "image_b": "image_b", "initial_flow": "some_flow", "has_initial": "yes"},
                  {"flow": "fused_flow_given", "confidence": "fused_confidence_given"}))
    return steps


def replay_inputs():
    """Tensors that a replay starts from: a small textured pair, related by a shift of (3, -2) pixels with noise."""
    import cv2
    import numpy as np
    rng = np.random.default_rng(5)
    wide = cv2.GaussianBlur(rng.normal(0, 1, (96, 128)), (0, 0), 1.5)
    wide = np.clip(128 + 250 * wide, 0, 255)
    a, b = wide[16:80, 16:112], wide[18:82, 13:109]
    b = np.clip(b + rng.normal(0, 2, b.shape), 0, 255)
    some = np.zeros((1, 2, 64, 96), np.float32)
    some[0, 0], some[0, 1] = 2.5, -1.5
    tensors = {"image_a": np.round(a)[None, None], "image_b": np.round(b)[None, None], "some_flow": some,
               "no_flow": np.zeros_like(some), "no": np.zeros(1), "yes": np.ones(1)}
    return {k: torch.from_numpy(v.astype(np.float32)) for k, v in tensors.items()}
