"""The question as it was asked: a U-Net (Ronneberger et al., MICCAI 2015) on two stacked grey images."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from .overlap import Overlap


def _double(inputs, outputs, groups=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, 3, padding=1, groups=groups, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True),
                         nn.Conv2d(outputs, outputs, 3, padding=1, groups=groups, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class StackedUNet(nn.Module):
    """``channels``: of each level, finest first (64 to 1024 in the question); ``grouped``: the first level keeps the images apart;
    ``flipped``: the second mask is the first one flipped in both directions (right for pure translation), else a second output."""

    multiple_of = 16

    def __init__(self, options):
        super().__init__()
        self.options = options
        widths = options["widths"]
        self.down = nn.ModuleList([_double(2, widths[0], 2 if options["grouped"] else 1)] + [_double(a, b) for a, b in zip(widths, widths[1:])])
        self.up = nn.ModuleList([nn.ConvTranspose2d(b, a, 2, stride=2) for a, b in zip(widths, widths[1:])][::-1])
        self.join = nn.ModuleList([_double(2 * a, a) for a in widths[:-1]][::-1])
        self.out = nn.Conv2d(widths[0], 1 if options["flipped"] else 2, 1)

    def forward(self, a, b):
        """→ ``Overlap``; whether anything is shared is read off the masks."""
        x = torch.cat([a, b], 1) * (1 / 127.5) - 1
        skips = []
        for level, block in enumerate(self.down):
            x = block(F.max_pool2d(x, 2) if level else x)
            skips.append(x)
        for up, join, skip in zip(self.up, self.join, skips[-2::-1]):
            x = join(torch.cat([skip, up(x)], 1))
        x = self.out(x)
        masks = [x, x.flip((2, 3))] if self.options["flipped"] else [x[:, :1], x[:, 1:]]
        return Overlap(masks, torch.cat(masks, 1).flatten(1).topk(64).values.mean(1))
