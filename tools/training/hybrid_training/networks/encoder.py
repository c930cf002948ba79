"""Shared feature encoder."""
import torch.nn as nn
import torch.nn.functional as F


def _norm(channels):
    return nn.InstanceNorm2d(channels, affine=True)


class ResidualBlock(nn.Module):
    """Two 3×3 convolutions with instance normalisation and a shortcut."""

    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), _norm(channels), nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), _norm(channels))
        self.activation = nn.ReLU(inplace=True)

    def forward(self, x):
        return self.activation(x + self.body(x))


class Encoder(nn.Module):
    """Image (B, 1, H, W), values about -1..1 → features at 1/2 (``half``) and 1/4 (``channels``).

    Strided kernels are even (6 and 4), so that cell i of level s is centred at s·i + (s - 1)/2 pixels:
    exactly the grid that block averages and bilinear enlargement assume.
    """

    def __init__(self, half, quarter, channels, blocks):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(1, half, 6, stride=2, padding=2, bias=False), _norm(half), nn.ReLU(inplace=True))
        self.half_blocks = nn.Sequential(*[ResidualBlock(half) for _ in range(blocks)])
        self.reduce = nn.Sequential(nn.Conv2d(half, quarter, 4, stride=2, padding=1, bias=False), _norm(quarter), nn.ReLU(inplace=True))
        self.quarter_blocks = nn.Sequential(*[ResidualBlock(quarter) for _ in range(blocks)])
        self.project = nn.Conv2d(quarter, channels, 1)

    def forward(self, image):
        half = self.half_blocks(self.stem(image))
        return half, self.project(self.quarter_blocks(self.reduce(half)))


class CoarseBlock(nn.Module):
    """Halves the resolution by block averages and adds what two 3×3 convolutions see there.

    Averages of normalised features nearly cancel; the normalised branch keeps coarse features at unit scale.
    """

    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), _norm(channels), nn.ReLU(inplace=True),
            nn.Conv2d(channels, channels, 3, padding=1, bias=False), _norm(channels))

    def forward(self, x):
        pooled = F.avg_pool2d(x, 2)
        return pooled + self.body(pooled)


class MatchHead(nn.Module):
    """1×1 projection to the features that are correlated, each channel with zero mean and unit variance over the image.

    Correlations of unrelated places then scatter about zero with unit variance, whatever the level and the contrast.
    """

    def __init__(self, channels, out):
        super().__init__()
        self.project = nn.Conv2d(channels, out, 1, bias=False)
        self.normalise = nn.InstanceNorm2d(out)

    def forward(self, x):
        return self.normalise(self.project(x))
