"""The cascade: a recurrent matching network of CREStereo's kind (CVPR 2022) for general two-dimensional alignment."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .attention import AttentionTransformer
from .correlation import GlobalMatching
from .encoder import CoarseBlock, Encoder, MatchHead
from .sampling import upsample_flow
from .update import UpdateStep
from .upsampling import ConvexUpsampling, FineStage

LEVELS = (16, 8, 4)


class Features:
    """What one image contributes: ``match`` and ``context`` by level (16, 8, 4) and ``fine`` at 1/2 (or None)."""

    def __init__(self, match, context, fine):
        self.match, self.context, self.fine = match, context, fine


class Prediction:
    """``steps``: [(level, flow in cells)] in order; ``full``: [flow in pixels]; ``uncertainty`` (B, 2, H, W);
    ``match``: {level: (features of A, features of B)}."""

    def __init__(self, steps, full, uncertainty, match):
        self.steps, self.full, self.uncertainty, self.match = steps, full, uncertainty, match


class Cascade(nn.Module):
    """See models/cascade.md for the contract of the exported graphs.

    ``options`` is the ``network`` section of a configuration; every part of the method can be switched off there.
    Images are grey, (B, 1, H, W), 0..255, height and width multiples of 16.
    """

    def __init__(self, options):
        super().__init__()
        self.options = options
        c = options["channels"]
        self.encoder = Encoder(options["half"], options["quarter"], c, options["blocks"])
        self.attention = AttentionTransformer(c, options["heads"], options["attention_rounds"],
                                              options["positional_encoding"]) if options["attention_rounds"] else None
        self.to_8, self.to_16 = CoarseBlock(c), CoarseBlock(c)
        self.match = nn.ModuleDict({str(level): MatchHead(c, options["match4" if level == 4 else "match"]) for level in LEVELS})
        hidden = options["hidden"]
        self.context = nn.Conv2d(c, 4 * hidden, 1)
        self.global_matching = GlobalMatching() if options["global_matching"] else None
        self.windows = {level: list(options["windows"][level]) for level in LEVELS}
        used = sorted({w for names in self.windows.values() for w in names})
        self.update = UpdateStep(hidden, options["motion"], options["groups"], used, options["deformable"])
        self.upsampling = ConvexUpsampling(hidden, options["mask_width"], options["convex_upsampling"])
        self.fine_match = MatchHead(options["half"], options["fine"]) if options["fine"] else None
        self.fine = FineStage(options["fine"], width=options["fine_width"]) if options["fine"] else None

    def encode(self, image_a, image_b, origin=(0, 0)):
        """Features of both images; either direction of matching can be run from them."""
        half, quarter = self.encoder(torch.cat([image_a, image_b], 0) * (1 / 127.5) - 1)
        eighth = self.to_8(quarter)
        sixteenth = self.to_16(eighth)
        if self.attention is not None:
            sixteenth = self.attention(sixteenth, origin)
        context = {16: sixteenth, 8: eighth, 4: quarter}
        match = {level: self.match[str(level)](context[level]) for level in LEVELS}
        fine = self.fine_match(half) if self.fine_match is not None else None
        match = {level: value.chunk(2, 0) for level, value in match.items()}
        context = {level: value.chunk(2, 0) for level, value in context.items()}
        fine = fine.chunk(2, 0) if fine is not None else (None, None)
        return tuple(Features({k: v[i] for k, v in match.items()}, {k: v[i] for k, v in context.items()}, fine[i])
                     for i in (0, 1))

    def start_level(self, context):
        """Context features of A at a level → (state, gates) with which its iterations begin."""
        hidden = self.options["hidden"]
        state, gates = self.context(context).split([hidden, 3 * hidden], 1)
        return torch.tanh(state), gates

    def step(self, level, window, match_a, match_b, state, gates, flow):
        """One update at a level."""
        return self.update(match_a, match_b, state, gates, flow, window, shifted=level == 4)

    def finish(self, a, b, state, flow, fine_passes=1):
        """State and flow at 1/4 → ([flow in pixels after each stage], uncertainty (B, 2, H, W))."""
        full, uncertainty = self.upsampling(state, flow)
        stages = [full]
        if self.fine is None:
            return stages, F.interpolate(uncertainty, scale_factor=4.0, mode="bilinear", align_corners=False)
        uncertainty = F.interpolate(uncertainty, scale_factor=2.0, mode="bilinear", align_corners=False)
        for _ in range(fine_passes):
            full, uncertainty = self.fine(a.fine, b.fine, full.detach() if self.training else full, uncertainty)
            stages.append(full)
        return stages, F.interpolate(uncertainty, scale_factor=2.0, mode="bilinear", align_corners=False)

    def forward(self, image_a, image_b, initial=None, has_initial=None, start=16, iterations=None, fine_passes=1,
                origin=(0, 0)):
        """Flow A→B.

        ``initial`` (B, 2, H/start, W/start), cells of level ``start``, or None; ``has_initial`` (B,) selects the pairs
        that use it (default: all when given). Without it the start is global matching, or zero where that is off or
        ``start`` is not 16. ``iterations`` maps a level to a number of steps (default: its list of windows). ``origin`` shifts the positional encoding, in cells of 1/16.
        """
        a, b = self.encode(image_a, image_b, origin)
        steps = []
        flow = torch.zeros_like(a.match[start][:, :2]) if initial is None else initial
        if start == 16 and self.global_matching is not None and (initial is None or has_initial is not None):
            matched = self.global_matching(a.match[16], b.match[16])
            steps.append((16, matched))
            flow = matched if has_initial is None else torch.where(has_initial.view(-1, 1, 1, 1), flow, matched.to(flow.dtype))
        for level in [s for s in LEVELS if s <= start]:
            if level != start:
                flow = upsample_flow(flow, 2)
            state, gates = self.start_level(a.context[level])
            names = self.windows[level]
            for i in range(len(names) if iterations is None else iterations[level]):
                state, flow = self.step(level, names[i % len(names)], a.match[level], b.match[level], state, gates,
                                        flow.detach())
                steps.append((level, flow))
        # The flow that leaves the recurrence keeps its gradient: convex upsampling trains it at full resolution.
        full, uncertainty = self.finish(a, b, state, flow, fine_passes)
        return Prediction(steps, full, uncertainty, {level: (a.match[level], b.match[level]) for level in LEVELS})
