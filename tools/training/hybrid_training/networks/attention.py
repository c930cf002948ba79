"""Positional encoding and linear self- and cross-attention (LoFTR, CVPR 2021; Katharopoulos et al., ICML 2020)."""
import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from .precision import as_type
from .sampling import pixel_grid


class SinusoidalEncoding(nn.Module):
    """Adds sines and cosines of the position at geometrically spaced wavelengths.

    In training the caller shifts the origin at random (the same for both images), so that the positions of images much
    larger than a training crop are not new to the network.
    """

    def __init__(self, channels):
        super().__init__()
        assert channels % 4 == 0
        rates = torch.exp(torch.arange(channels // 4).float() * (-math.log(10000.0) / (channels // 4)))
        self.register_buffer("rates", rates.view(1, -1, 1, 1), persistent=False)

    def forward(self, x, origin=(0, 0)):
        position = pixel_grid(x)
        ax, ay = (position[:, 0:1] + origin[0]) * self.rates, (position[:, 1:2] + origin[1]) * self.rates
        return x + torch.cat([ax.sin(), ax.cos(), ay.sin(), ay.cos()], 1) * 0.25


class LinearAttentionLayer(nn.Module):
    """One LoFTR encoder layer on token sequences (B, N, C) with linear attention."""

    def __init__(self, channels, heads):
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(channels, channels, bias=False)
        self.key = nn.Linear(channels, channels, bias=False)
        self.value = nn.Linear(channels, channels, bias=False)
        self.merge = nn.Linear(channels, channels, bias=False)
        self.norm_message = nn.LayerNorm(channels)
        self.mlp = nn.Sequential(nn.Linear(2 * channels, 2 * channels, bias=False), nn.ReLU(inplace=True),
                                 nn.Linear(2 * channels, channels, bias=False))
        self.norm_output = nn.LayerNorm(channels)
        # Nearly the identity at first: a full-strength message of untrained weights would drown the features.
        nn.init.constant_(self.norm_output.weight, 0.1)

    def _split(self, x):
        return x.reshape(x.shape[0], x.shape[1], self.heads, -1).transpose(1, 2)

    def forward(self, x, source):
        query = F.elu(self._split(self.query(x))) + 1
        key = F.elu(self._split(self.key(source))) + 1
        value = self._split(self.value(source))
        # Means instead of sums over the tokens keep the products in range whatever the image size.
        context = torch.matmul(key.transpose(2, 3), value) / key.shape[2]
        weight = torch.matmul(query, key.mean(2, keepdim=True).transpose(2, 3))
        message = torch.matmul(query, context) / (weight + 1e-6)
        message = message.transpose(1, 2).reshape(x.shape[0], x.shape[1], -1)
        message = self.norm_message(as_type(self.merge(message), self.norm_message.weight.dtype))
        return x + self.norm_output(as_type(self.mlp(torch.cat([x, message], 2)), self.norm_output.weight.dtype))


class AttentionTransformer(nn.Module):
    """Alternating self- and cross-attention between the features of two images, stacked along the batch (A then B)."""

    def __init__(self, channels, heads, rounds, encode_position):
        super().__init__()
        self.position = SinusoidalEncoding(channels) if encode_position else None
        self.self_layers = nn.ModuleList([LinearAttentionLayer(channels, heads) for _ in range(rounds)])
        self.cross_layers = nn.ModuleList([LinearAttentionLayer(channels, heads) for _ in range(rounds)])

    def forward(self, features, origin=(0, 0)):
        """``origin``: position (x, y) of the first cell, in cells."""
        batch, channels, height, width = features.shape
        if self.position is not None:
            features = self.position(features, origin)
        tokens = features.flatten(2).transpose(1, 2)
        for self_layer, cross_layer in zip(self.self_layers, self.cross_layers):
            tokens = self_layer(tokens, tokens)
            a, b = tokens.chunk(2, 0)
            tokens = cross_layer(tokens, torch.cat([b, a], 0))
        return tokens.transpose(1, 2).reshape(batch, channels, height, width)
