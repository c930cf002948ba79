"""A learned start: the homography between two small images that share no feature.

A shared encoder reduces each image to 16×16 cells; every cell of A is compared with every cell of B, so that content at
any distance meets; where a cell probably lies and how sure that is goes through a small regressor to the displacement of
the four corners. Then B is warped by what was found and the rest is estimated by the same weights (the spatial transformer
between the two passes carries the gradient).
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .transformer import base_grid, homography_from_corners, identity_corners, projective_grid, transform_points

CELLS = 16


def _block(inputs, outputs, size=3, stride=1, dilation=1):
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, size, stride, dilation * ((size - 1) // 2), dilation=dilation, bias=False),
        nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class _Residual(nn.Module):
    def __init__(self, channels, dilation=1):
        super().__init__()
        self.first, self.second = _block(channels, channels, dilation=dilation), nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels))

    def forward(self, x):
        return F.relu(x + self.second(self.first(x)))


class Encoder(nn.Module):
    """Grey image (B, 1, 128, 128) → unit features (B, C, 16, 16)."""

    def __init__(self, width, features):
        super().__init__()
        self.layers = nn.Sequential(
            nn.ReflectionPad2d(2), nn.Conv2d(1, 2 * width, 8, 4, bias=False), nn.BatchNorm2d(2 * width), nn.ReLU(inplace=True), _Residual(2 * width),
            _block(2 * width, 4 * width, 3, 2), _Residual(4 * width), _Residual(4 * width, 2), _Residual(4 * width, 2),
            nn.Conv2d(4 * width, features, 1))

    def forward(self, image):
        return F.normalize(self.layers(image), dim=1)


class Localisation(nn.Module):
    """Features of A and image B → corners (B, 2, 2, 2), similarity of all cells (B, 256 of A, 256 of B), logit that they are related (B,)."""

    def __init__(self, options):
        super().__init__()
        self.encoder = Encoder(options["width"], options["features"])
        self.sharpness = nn.Parameter(torch.tensor(2.3))  # log of the factor on cosines
        self.unseen = nn.Parameter(torch.tensor(0.0))     # similarity of a cell of A with "nowhere in B"
        hidden = options["hidden"]
        self.volume = nn.Sequential(nn.Conv2d(CELLS * CELLS, hidden, 1, bias=False), nn.BatchNorm2d(hidden), nn.ReLU(inplace=True))
        self.head = nn.Sequential(
            _block(hidden + 7, hidden), _block(hidden, 2 * hidden, 3, 2), _block(2 * hidden, 2 * hidden, 3, 2), nn.Flatten(),
            nn.Linear(2 * hidden * (CELLS // 4) ** 2, 2 * hidden), nn.ReLU(inplace=True))
        self.corners = nn.Linear(2 * hidden, 8)
        self.related = nn.Linear(2 * hidden, 1)
        nn.init.zeros_(self.corners.weight)
        nn.init.zeros_(self.corners.bias)

    def forward(self, a, b):
        """``a``: features of A, of any pass; ``b``: image B as it stands now."""
        fa, fb = a.flatten(2), self.encoder(b).flatten(2)
        similarity = self.sharpness.exp() * fa.transpose(1, 2) @ fb
        nowhere = self.unseen.expand(similarity.shape[0], similarity.shape[1], 1)
        probability = torch.softmax(torch.cat([similarity, nowhere], 2), 2)[..., :-1]
        seen = probability.sum(2, keepdim=True)
        cells = base_grid(CELLS, CELLS, b).reshape(-1, 2)
        share = probability / (seen + 1e-4)
        expected = share @ cells
        spread = (share @ (cells ** 2).sum(1, keepdim=True) - (expected ** 2).sum(2, keepdim=True)).clamp(min=0)
        own = cells.unsqueeze(0).expand(similarity.shape[0], -1, -1)
        maps = torch.cat([(expected - own) * seen, expected - own, seen, spread, probability.amax(2, keepdim=True)], 2)
        maps = maps.transpose(1, 2).reshape(-1, 7, CELLS, CELLS)
        volume = self.volume(probability.transpose(1, 2).reshape(-1, CELLS * CELLS, CELLS, CELLS) * 8)
        hidden = self.head(torch.cat([volume, maps], 1))
        return identity_corners(b) + self.corners(hidden).view(-1, 2, 2, 2), similarity, self.related(hidden).squeeze(1)


def normalise(image):
    """Zero mean and unit variance of each image, whatever its contrast."""
    mean = image.mean((2, 3), keepdim=True)
    centred = image - mean
    return centred / ((centred ** 2).mean((2, 3), keepdim=True) + 1e-2).sqrt()


class Start(nn.Module):
    """The cascade of localisations. ``forward`` → list of passes: (homography (B, 3, 3), similarity, logit)."""

    def __init__(self, options):
        super().__init__()
        self.options = options
        self.localisation = Localisation(options)

    def forward(self, a, b, passes=None):
        a, b = normalise(a), normalise(b)
        features = self.localisation.encoder(a)
        out, total, view = [], None, b
        for _ in range(passes or self.options["passes"]):
            corners, similarity, logit = self.localisation(features, view)
            step = homography_from_corners(self.bounded(corners))
            total = step if total is None else total @ step
            total = total / total[:, 2:, 2:]
            out.append((total, similarity, logit))
            view = F.grid_sample(b, projective_grid(total, *a.shape[2:]), padding_mode="zeros", align_corners=False)
        return out

    @staticmethod
    def bounded(corners):
        """Corners at most 0.9 from their own place: the quadrilateral then cannot fold."""
        own = identity_corners(corners)
        return own + 0.9 * torch.tanh((corners - own) / 0.9)


def corner_positions(homography):
    """Where the corners of A's frame go, (B, 2, 2, 2)."""
    return transform_points(homography, identity_corners(homography).expand(homography.shape[0], -1, -1, -1))
