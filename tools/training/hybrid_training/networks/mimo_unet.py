"""MIMO-UNet: multi-input multi-output U-Net for deblurring (Cho et al., Rethinking coarse-to-fine approach in single image
deblurring, ICCV 2021).

One encoder reads the image and its ½ and ¼ versions, one decoder writes a restored image at each of the three scales.
Images are RGB in 0..1; height and width are multiples of ``4 * patch``.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F


def conv(channels_in, channels_out, kernel=3, stride=1, relu=True):
    """Convolution that keeps the size (or divides it by an even stride), with or without ReLU."""
    padding = (kernel - stride) // 2 if stride > 1 else kernel // 2
    layer = nn.Conv2d(channels_in, channels_out, kernel, stride, padding)
    return nn.Sequential(layer, nn.ReLU(inplace=True)) if relu else layer


def halve(x):
    """Mean of 2×2 pixels: ½ of the size, pixel centres consistent with a resize by ½."""
    return F.avg_pool2d(x, 2)


def double(x):
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


class ResidualBlock(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.body = nn.Sequential(conv(channels, channels), conv(channels, channels, relu=False))

    def forward(self, x):
        return x + self.body(x)


def residual_blocks(channels, count):
    return nn.Sequential(*[ResidualBlock(channels) for _ in range(count)])


class Entry(nn.Module):
    """Image to features: 3×3, or one strided convolution where the network works on patches."""

    def __init__(self, channels, patch):
        super().__init__()
        self.layer = conv(3, channels) if patch == 1 else conv(3, channels, 2 * patch, patch)

    def forward(self, image):
        return self.layer((image - 0.5) * 4)  # about zero mean and unit variance


class ShallowModule(nn.Module):
    """SCM (§3.1): features of a downsampled input, joined with that input."""

    def __init__(self, channels, patch):
        super().__init__()
        self.patch = patch
        self.body = nn.Sequential(Entry(channels // 4, patch), conv(channels // 4, channels // 2, 1),
                                  conv(channels // 2, channels // 2), conv(channels // 2, channels - 3, 1))
        self.join = conv(channels, channels, 1, relu=False)

    def forward(self, image):
        features = self.body(image)
        if self.patch > 1:
            image = F.avg_pool2d(image, self.patch)
        return self.join(torch.cat([image, features], 1))


class FeatureAttention(nn.Module):
    """FAM (§3.1): the product of both features says what of the encoder's to emphasise or suppress."""

    def __init__(self, channels):
        super().__init__()
        self.merge = conv(channels, channels, relu=False)

    def forward(self, encoder, shallow):
        return encoder + self.merge(encoder * shallow)


class AsymmetricFusion(nn.Module):
    """AFF (§3.3): features of all encoder scales, brought to one size, as the skip of one decoder scale."""

    def __init__(self, channels_in, channels):
        super().__init__()
        self.body = nn.Sequential(conv(channels_in, channels, 1), conv(channels, channels, relu=False))

    def forward(self, *scales):
        return self.body(torch.cat(scales, 1))


class Exit(nn.Module):
    """Features to the correction of an image."""

    def __init__(self, channels, patch):
        super().__init__()
        layer = conv(channels, 3 * patch * patch, relu=False)
        nn.init.normal_(layer.weight, std=1e-3)  # so that an untrained network returns its input
        nn.init.zeros_(layer.bias)
        self.layer = nn.Sequential(layer, nn.PixelShuffle(patch)) if patch > 1 else layer

    def forward(self, features):
        return self.layer(features)


class MimoUNet(nn.Module):
    """``options``: ``channels`` of the finest scale (doubled at each coarser one), residual ``blocks`` in each encoder and
    decoder block, ``patch`` (1 as published; 2: features at half of each scale's resolution, a quarter of the cost), and
    the switches ``shallow`` (SCM; off also drops FAM and the inputs at ½ and ¼), ``attention`` (FAM; off: sum),
    ``fusion`` (AFF; off: each scale's own skip), ``outputs`` (3, or 1: the finest alone)."""

    def __init__(self, options):
        super().__init__()
        self.options = options
        c, n, p = options["channels"], options["blocks"], options["patch"]
        self.entry = Entry(c, p)
        self.encoder = nn.ModuleList([residual_blocks(c * s, n) for s in (1, 2, 4)])
        down = (3, 4)[p > 1]  # even kernels keep cells centred on their blocks
        self.down = nn.ModuleList([nn.Sequential(nn.Conv2d(c * s, 2 * c * s, down, 2, 1), nn.ReLU(inplace=True)) for s in (1, 2)])
        if options["shallow"]:
            self.shallow = nn.ModuleList([ShallowModule(c * s, p) for s in (2, 4)])
            if options["attention"]:
                self.attention = nn.ModuleList([FeatureAttention(c * s) for s in (2, 4)])
        if options["fusion"]:
            self.fusion = nn.ModuleList([AsymmetricFusion(7 * c, c * s) for s in (1, 2)])
        self.up = nn.ModuleList([nn.Sequential(nn.ConvTranspose2d(2 * c * s, c * s, 4, 2, 1), nn.ReLU(inplace=True)) for s in (1, 2)])
        self.join = nn.ModuleList([conv(2 * c * s, c * s, 1) for s in (1, 2)])
        self.decoder = nn.ModuleList([residual_blocks(c * s, n) for s in (1, 2, 4)])
        self.exit = nn.ModuleList([Exit(c * s, p) for s in ((1, 2, 4) if options["outputs"] == 3 else (1,))])

    @property
    def multiple_of(self):
        return 4 * self.options["patch"]

    def _merge(self, index, features, image):
        if not self.options["shallow"]:
            return features
        shallow = self.shallow[index](image)
        return self.attention[index](features, shallow) if self.options["attention"] else features + shallow

    def forward(self, image):
        """(B, 3, H, W) → restored images, finest first: [(B, 3, H, W), (B, 3, H/2, W/2), (B, 3, H/4, W/4)] or the first."""
        half = halve(image)
        quarter = halve(half)
        e1 = self.encoder[0](self.entry(image))
        e2 = self.encoder[1](self._merge(0, self.down[0](e1), half))
        e3 = self.encoder[2](self._merge(1, self.down[1](e2), quarter))
        skip1, skip2 = e1, e2
        if self.options["fusion"]:
            e3_at_2 = double(e3)
            skip1 = self.fusion[0](e1, double(e2), double(e3_at_2))
            skip2 = self.fusion[1](halve(e1), e2, e3_at_2)
        d3 = self.decoder[2](e3)
        d2 = self.decoder[1](self.join[1](torch.cat([self.up[1](d3), skip2], 1)))
        d1 = self.decoder[0](self.join[0](torch.cat([self.up[0](d2), skip1], 1)))
        return [base + head(features) for head, features, base in zip(self.exit, (d1, d2, d3), (image, half, quarter))]
