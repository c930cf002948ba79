"""OverlapNet: what two images share."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from . import plane
from .attention import AttentionTransformer
from .encoder import CoarseBlock, Encoder
from .sampling import pixel_grid


class Overlap:
    """``logits``: masks of A and B, (B, 1, H, W) each; ``overlaps``: logit that anything is shared, (B,); ``log_match``:
    log-probabilities (B, N, M) of a cell of A lying in a cell of B, and those of B's cells transposed alike; ``cells``: per
    image a ``Cells``, or None without correlation."""

    def __init__(self, logits, overlaps, log_match=None, cells=None):
        self.logits, self.overlaps, self.log_match, self.cells = logits, overlaps, log_match, cells


class Cells:
    """Of one image's cells: ``position`` (B, N, 2), where each has its partner, in pixels of the other image; ``trust``
    (B, N), logit that it is right; ``homography`` (B, 3, 3) to the other image in centred coordinates, ``fitted`` (B, N, 2)."""

    def __init__(self, position, trust, homography, fitted):
        self.position, self.trust, self.homography, self.fitted = position, trust, homography, fitted


class Residual(nn.Module):
    """Two 3×3 convolutions, dilated, with a shortcut; not normalised, so that evidence keeps its level."""

    def __init__(self, channels, dilation):
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(channels, channels, 3, padding=dilation, dilation=dilation), nn.ReLU(inplace=True),
                                  nn.Conv2d(channels, channels, 3, padding=1))
        nn.init.zeros_(self.body[2].bias)
        with torch.no_grad():
            self.body[2].weight *= 0.3

    def forward(self, x):
        return x + self.body(F.relu(x))


def centres(features, stride):
    """Centres of the cells of ``features`` in pixels: (1, N, 2)."""
    return (pixel_grid(features) * stride + (stride - 1) / 2).flatten(2).transpose(1, 2)


def half_side(shape):
    """Half of the longer side, which scales centred coordinates. Sizes are tensors while a graph is traced."""
    return torch.maximum(*shape) / 2 if torch.is_tensor(shape[0]) else max(shape) / 2


def _middle(points, shape):
    return torch.stack([torch.as_tensor((side - 1) / 2, dtype=points.dtype, device=points.device) for side in (shape[1], shape[0])])


def centred(points, shape):
    """Pixel coordinates of an image of ``shape`` (H, W) → centred ones, divided by half of the longer side."""
    return (points - _middle(points, shape)) / half_side(shape)


def uncentred(points, shape):
    """The inverse of ``centred``."""
    return points * half_side(shape) + _middle(points, shape)


def inside(points, shape):
    """Signed distance in pixels from the frame's outline, positive inside: (B, N, 2) → (B, N)."""
    height, width = shape
    x, y = points[..., 0], points[..., 1]
    return torch.minimum(torch.minimum(x + 0.5, width - 0.5 - x), torch.minimum(y + 0.5, height - 0.5 - y))


class OverlapNet(nn.Module):
    """See ``tasks/overlap.py`` for its training. ``options`` is the ``network`` section of a configuration; each part can be
    switched off there. Images are grey, (B, 1, H, W), 0..255; the two may differ in size; sides are multiples of 16."""

    multiple_of = 16
    EVIDENCE = 13

    def __init__(self, options):
        super().__init__()
        self.options = options
        c, d = options["channels"], options["decoder"]
        self.encoder = Encoder(options["half"], options["quarter"], c, options["blocks"])
        self.to_8, self.to_16 = CoarseBlock(c), CoarseBlock(c)
        self.attention = AttentionTransformer(c, options["heads"], options["attention_rounds"], False) if options["attention_rounds"] else None
        self.describe = nn.Conv2d(2 * c, options["match"], 1)
        self.sharpness = nn.Parameter(torch.tensor(math.log(12.0)))
        self.trust = nn.Sequential(nn.Conv2d(5, 16, 3, padding=1), nn.ReLU(inplace=True), nn.Conv2d(16, 1, 3, padding=1))
        evidence = self.EVIDENCE if options["correlation"] else 0
        self.enter = nn.Conv2d(2 * c + evidence, d, 1)
        self.blocks = nn.Sequential(*[Residual(d, n) for n in (1, 2, 4, 1)])
        self.skip_4 = nn.Conv2d(c, d // 2, 1)
        self.at_4 = nn.Sequential(nn.Conv2d(d + d // 2, d // 2, 3, padding=1), nn.ReLU(inplace=True), nn.Conv2d(d // 2, d // 2, 3, padding=1), nn.ReLU(inplace=True))
        self.skip_2 = nn.Conv2d(options["half"], 8, 1)
        self.at_2 = nn.Sequential(nn.Conv2d(d // 2 + 8, 16, 3, padding=1), nn.ReLU(inplace=True), nn.Conv2d(16, 2, 3, padding=1))
        nn.init.constant_(self.at_2[2].bias, -1.0)  # the plane is heard quietly until the matches deserve it
        self.summary = nn.Sequential(nn.Linear(2 * d + (6 if options["correlation"] else 0), 48), nn.ReLU(inplace=True))
        self.decide = nn.Linear(48, 1)

    def encode(self, a, b):
        """→ per image (features at 1/2, 1/4, 1/8 with what 1/16 adds)."""
        found = []
        for image in (a, b):
            half, quarter = self.encoder(image * (1 / 127.5) - 1)
            eighth = self.to_8(quarter)
            found.append((half, quarter, eighth, self.to_16(eighth)))
        coarse = [f[3].flatten(2).transpose(1, 2) for f in found]
        if self.attention is not None:
            for own, cross in zip(self.attention.self_layers, self.attention.cross_layers):
                coarse = [own(t, t) for t in coarse]
                coarse = [cross(coarse[0], coarse[1]), cross(coarse[1], coarse[0])]
        result = []
        for (half, quarter, eighth, sixteenth), tokens in zip(found, coarse):
            attended = tokens.transpose(1, 2).reshape(sixteenth.shape)
            joint = torch.cat([eighth, F.interpolate(attended, scale_factor=2.0, mode="bilinear", align_corners=False)], 1)
            result.append((half, quarter, joint))
        return result

    def correlate(self, joint_a, joint_b):
        """Log-probabilities of each cell's partner, A→B (B, N, M) and B→A (B, M, N)."""
        described = []
        for joint in (joint_a, joint_b):
            described.append(F.normalize(self.describe(self.grid(joint)).flatten(2), dim=1))
        similarity = torch.matmul(described[0].transpose(1, 2), described[1]) * self.sharpness.exp()
        return similarity.log_softmax(2), similarity.transpose(1, 2).log_softmax(2)

    def partners(self, forward, backward, other, size):
        """Sub-cell position of each cell's best partner, and five figures of how clear it is.

        The expectation runs over the 5 × 5 cells about the best one: over all of them, far ones would pull it.
        """
        stride = self.options["level"]
        place = centres(other, stride)
        both = 0.5 * (forward + backward.transpose(1, 2))
        best, index = both.max(2)
        peak = place[0][index]
        away = (place.unsqueeze(1) - peak.unsqueeze(2)).abs().amax(3)
        near = (away < 2.5 * stride).to(both.dtype)
        share = (both - best.unsqueeze(2)).exp() * near
        position = torch.matmul(share / share.sum(2, keepdim=True), place)
        probability = forward.exp()
        there = forward.gather(2, index.unsqueeze(2)).squeeze(2).exp()
        back = backward.transpose(1, 2).gather(2, index.unsqueeze(2)).squeeze(2).exp()
        second = (probability * (1 - near)).amax(2)
        entropy = -(probability * forward).sum(2) / math.log(1000.0)
        figures = torch.stack([there, back, best.exp(), second, entropy], 1)
        return position, figures.reshape(figures.shape[0], 5, *size)

    def grid(self, joint):
        """Features on the grid that is correlated."""
        return F.avg_pool2d(joint, 2) if self.options["level"] == 16 else joint

    def evidence(self, log_match, features, shapes):
        """What the correlation says of each image: planes for the decoder at 1/8, figures of the whole, ``Cells``.

        One plane is fitted to the matches of both directions, so that neither image's mask stands on fewer.
        """
        stride = self.options["level"]
        grids = [self.grid(f[2]) for f in features]
        found = [self.partners(log_match[i], log_match[1 - i], grids[1 - i], grids[i].shape[2:]) for i in (0, 1)]
        trust = [self.trust(figures) for _, figures in found]
        weight = [t.flatten(1).sigmoid() ** 2 + 1e-4 for t in trust]
        source = [centred(centres(grids[i], stride), shapes[i]).expand(found[i][0].shape[0], -1, -1) for i in (0, 1)]
        target = [centred(found[i][0], shapes[1 - i]) for i in (0, 1)]
        scale = stride / half_side(shapes[1])
        forward, final = plane.robust_fit(torch.cat([source[0], target[1]], 1), torch.cat([target[0], source[1]], 1), torch.cat(weight, 1),
                                          [8 * scale, 4 * scale, 2 * scale, scale, scale])
        final = [final[:, :source[0].shape[1]], final[:, source[0].shape[1]:]]
        homography = [forward, plane.inverse(forward)]
        return [self._describe_image(found[i], trust[i], weight[i], final[i], homography[i], source[i], target[i], grids[i], shapes[1 - i]) for i in (0, 1)]

    def _describe_image(self, found, trust, weight, final, homography, source, target, grid, other_shape):
        stride = self.options["level"]
        position, figures = found
        moved = plane.apply(homography, source)
        fitted = uncentred(moved, other_shape)
        off = ((moved - target) ** 2).sum(2).sqrt() / (stride / half_side(other_shape))

        def image(values):
            return values.reshape(values.shape[0], 1, *grid.shape[2:])

        depth = inside(fitted, other_shape) / 16
        covered = (depth > 0).to(off.dtype)
        use = 1.0 if self.options["plane"] else 0.0
        planes = torch.cat([
            figures, trust.sigmoid(), image(target[..., 0]), image(target[..., 1]), image((inside(position, other_shape) / 16).clamp(-2, 2)),
            image(depth.clamp(-2, 2)) * use, image(1 / (1 + off)) * use, image(final) * use, image(covered) * use], 1)
        if stride == 16:
            planes = F.interpolate(planes, scale_factor=2.0, mode="nearest")
        whole = torch.stack([weight.mean(1), final.mean(1), (final * covered).sum(1) / (covered.sum(1) + 1), covered.mean(1),
                             (final.sum(1) / weight.sum(1)), figures[:, 2].flatten(1).mean(1)], 1)
        return planes, whole, Cells(position, trust.flatten(1), homography, fitted)

    def decode(self, features, planes, whole, cells, shape, other_shape):
        """Mask logits of one image, and what it says of the decision."""
        half, quarter, joint = features
        x = self.enter(joint if planes is None else torch.cat([joint, planes], 1))
        x = F.relu(self.blocks(x))
        summary = [x.mean((2, 3)), x.amax((2, 3))] + ([] if whole is None else [whole])
        x = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
        x = self.at_4(torch.cat([x, self.skip_4(quarter)], 1))
        x = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
        x = self.at_2(torch.cat([x, self.skip_2(half)], 1))
        x = F.interpolate(x, scale_factor=2.0, mode="bilinear", align_corners=False)
        logits = x[:, :1]
        if cells is not None and self.options["plane"]:
            # The plane's outline is exact to a fraction of a pixel where the decoder's is exact to a cell; the decoder says where it holds.
            pixels = centred(pixel_grid(x).flatten(2).transpose(1, 2), shape).expand(x.shape[0], -1, -1)
            depth = inside(uncentred(plane.apply(cells.homography, pixels), other_shape), other_shape)
            logits = logits + F.softplus(x[:, 1:]) * depth.clamp(-12, 12).reshape(logits.shape) * 0.5
        return logits, self.summary(torch.cat(summary, 1))

    def forward(self, a, b):
        """→ ``Overlap``."""
        features = self.encode(a, b)
        shapes = [(image.shape[2], image.shape[3]) for image in (a, b)]
        log_match = cells = None
        evidence = [(None, None, None)] * 2
        if self.options["correlation"]:
            log_match = self.correlate(features[0][2], features[1][2])
            evidence = self.evidence(log_match, features, shapes)
            cells = [e[2] for e in evidence]
        decoded = [self.decode(features[i], *evidence[i], shapes[i], shapes[1 - i]) for i in (0, 1)]
        overlaps = self.decide(decoded[0][1] + decoded[1][1]).squeeze(1)
        return Overlap([d[0] for d in decoded], overlaps, log_match, cells)
