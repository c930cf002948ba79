"""Attention over the keypoints of two images, of LightGlue's kind (Lindenberger et al., ICCV 2023), small.

Three things differ, for little training. The similarity of the descriptors themselves stays in the assignment, so that an
untrained network is nearest neighbours and every layer adds to them. Rotary encodings turn values as well as queries and
keys (Miyato et al., ICLR 2024), so that a message from the other image says where it came from, relative to the place that
takes it. And attention begins with what is known: the one head of cross-attention follows the assignment so far, that of
self-attention looks to what lies near, so that a place may ask its neighbours where their partners lie.
"""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from .precision import as_type

NEVER = -1e4  # of a softmax's argument: in half precision, too, and where nothing else is there still a number


class Rotary(nn.Module):
    """Angles of places for each head, and the turning of pairs of channels by them. ``still`` of the channels do not turn."""

    def __init__(self, heads, channels, still):
        super().__init__()
        half = channels // 2
        turning = half - int(still * half)
        size = torch.zeros(heads, half)
        # Radians per half of an image's long side: from wavelengths of many images to a fifth of one.
        size[:, :turning] = torch.logspace(math.log10(0.5), math.log10(16), turning)
        golden = torch.arange(heads * half).view(heads, half) * math.pi * (math.sqrt(5) - 1)
        self.frequencies = nn.Parameter(torch.stack([size * golden.cos(), size * golden.sin()], 1))

    def forward(self, places):
        """Places (B, N, 2) → cosines and sines (B, heads, N, channels/2)."""
        angles = torch.matmul(places.unsqueeze(1), self.frequencies)
        return angles.cos(), angles.sin()

    @staticmethod
    def turn(x, turns, back=False):
        """Values (B, heads, N, channels) turned by their place's angles, or back by them."""
        cosine, sine = turns
        one, two = as_type(x, cosine.dtype).chunk(2, 3)
        if back:
            sine = -sine
        return torch.cat([one * cosine - two * sine, one * sine + two * cosine], 3)


class Attention(nn.Module):
    """Messages to keypoints from keypoints, of the same image or of the other, and what becomes of them. Nothing at first."""

    def __init__(self, channels, heads, still, near=0.0):
        super().__init__()
        self.heads = heads
        self.rotary = Rotary(heads, channels // heads, still)
        self.query, self.key, self.value = (nn.Linear(channels, channels) for _ in range(3))
        if near:  # equal parts of all queries and keys: a sum of cosines of the difference of places
            each = channels // heads
            for bias in (self.query.bias, self.key.bias):
                nn.init.constant_(bias[:each], (near * each ** 0.5 / each) ** 0.5)
        self.merge = nn.Linear(channels, channels)
        self.widen, self.norm, self.narrow = nn.Linear(2 * channels, 2 * channels), nn.LayerNorm(2 * channels), nn.Linear(2 * channels, channels)
        nn.init.zeros_(self.narrow.weight)
        nn.init.zeros_(self.narrow.bias)

    def _split(self, x):
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x, places, source, source_places, added):
        """States (B, N, C) at places (B, N, 2) and those (B, M, C) to attend to → (B, N, C). ``added`` to the weights before
        the softmax: (B, heads or 1, N or 1, M), or None."""
        here = self.rotary(places)
        there = here if source_places is places else self.rotary(source_places)
        query, key, value = (self._split(f(v)) for f, v in ((self.query, x), (self.key, source), (self.value, source)))
        query, key, value = Rotary.turn(query, here), Rotary.turn(key, there), Rotary.turn(value, there)
        weights = torch.matmul(query * query.shape[3] ** -0.5, key.transpose(2, 3))
        if added is not None:
            weights = weights + added
        message = torch.matmul(torch.softmax(weights, 3), value)
        message = Rotary.turn(message, here, back=True).transpose(1, 2).reshape(x.shape)
        wide = self.widen(torch.cat([x, as_type(self.merge(message), x.dtype)], 2))
        return x + as_type(self.narrow(F.gelu(self.norm(as_type(wide, self.norm.weight.dtype)))), x.dtype)


class Assignment(nn.Module):
    """Vectors (B, N, C), (B, M, C) whose scalar products are the similarities of the keypoints of both images, and the logits
    (B, N), (B, M) that each has a partner."""

    def __init__(self, channels):
        super().__init__()
        self.rotary = Rotary(1, channels, 0.25)
        self.project = nn.Linear(channels, channels)
        self.sharpness = nn.Parameter(torch.tensor(20.0).log())
        self.matchable = nn.Linear(channels, 1)
        nn.init.normal_(self.project.weight, std=0.02)
        nn.init.normal_(self.project.bias, std=0.1)

    def forward(self, xs, places, descriptors):
        one, two = (Rotary.turn(self.project(x).unsqueeze(1), self.rotary(p)).squeeze(1) for x, p in zip(xs, places))
        # Both terms as one product: a scalar product of longer vectors.
        one = torch.cat([self.sharpness.exp() * descriptors[0], as_type(one, descriptors[0].dtype) * one.shape[2] ** -0.5], 2)
        two = torch.cat([descriptors[1], as_type(two, descriptors[1].dtype)], 2)
        return one, two, *(as_type(self.matchable(x).squeeze(2), self.sharpness.dtype) for x in xs)


class Matcher(nn.Module):
    """Places (B, N, 2), normalised so that the long side of an image spans -1..1, and descriptors (B, N, C) of two images →
    for each layer, or for the last alone, what ``Assignment`` gives. ``present`` (B, N) and (B, M) say which keypoints are
    there, where batches are filled up. Only the option's ``attended`` first of each image, which are to be its strongest, are
    attended to: with as many as there are order does not matter, with fewer the cost grows with their number."""

    def __init__(self, options):
        super().__init__()
        self.options = options
        width, heads = options["width"], options["heads"]
        self.enter = nn.Linear(options["descriptor"], width)
        self.own = nn.ModuleList(Attention(width, heads, 0.25, near=6.0) for _ in range(options["layers"]))
        self.cross = nn.ModuleList(Attention(width, heads, 0.5) for _ in range(options["layers"]))
        self.assign = nn.ModuleList(Assignment(width) for _ in range(options["layers"]))
        # By how much of the assignment so far each head of cross-attention follows it.
        self.follow = nn.Parameter(torch.eye(1, heads).repeat(options["layers"], 1))
        self.sharpness = nn.Parameter(torch.tensor(20.0).log())

    def forward(self, places, descriptors, present=(None, None), every=False):
        def first(x):
            return x[:, :self.options["attended"]]

        masks = [None if p is None else (~first(p))[:, None, None, :] * NEVER for p in present]
        xs = [as_type(self.enter(d * d.shape[2] ** 0.5), d.dtype) for d in descriptors]
        like, results = (self.sharpness.exp() * descriptors[0], descriptors[1]), []
        for own, cross, assign, follow in zip(self.own, self.cross, self.assign, self.follow):
            xs = [own(x, p, first(x), first(p), m) for x, p, m in zip(xs, places, masks)]
            both = [torch.matmul(like[i], first(like[1 - i]).transpose(1, 2)).unsqueeze(1) * follow[:, None, None] for i in (0, 1)]
            both = [b if m is None else b + m for b, m in zip(both, masks[::-1])]
            xs = [cross(xs[i], places[i], first(xs[1 - i]), first(places[1 - i]), both[i]) for i in (0, 1)]
            *like, matchable_a, matchable_b = assign(xs, places, descriptors)
            if every or assign is self.assign[-1]:
                similarity = torch.matmul(like[0], like[1].transpose(1, 2))
                results.append((as_type(similarity, matchable_a.dtype), matchable_a, matchable_b))
        return results if every else results[0]


def log_probabilities(similarity, matchable_a, matchable_b):
    """Logarithm of LightGlue's assignment: softmax both ways, times the probabilities that both have a partner (eq. 7); all
    (B, N, M)."""
    rows, columns = torch.logsumexp(similarity, 2, keepdim=True), torch.logsumexp(similarity, 1, keepdim=True)
    return 2 * similarity + (F.logsigmoid(matchable_a).unsqueeze(2) - rows) + (F.logsigmoid(matchable_b).unsqueeze(1) - columns)


def normalise(places, width, height):
    """Pixels (…, 2) of an image → its middle at 0, its long side from -1 to 1."""
    return (places - places.new_tensor([width / 2, height / 2])) * (2 / max(width, height))
