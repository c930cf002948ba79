"""Features for pairs that differ in more than geometry: dense descriptors, their reliability, and keypoints.

The shape is XFeat's (Potje et al., CVPR 2024): a narrow trunk, three levels added at 1/8, light heads. Kernels that halve
are even (6, then 4), so that cell (i, j) of every level is centred on its block of pixels: with odd ones a cell would look
3.5 px to its upper left, and a turned view to another side.
"""
import torch
import torch.nn as nn
import torch.nn.functional as F

STRIDE = 8


def _block(inputs, outputs, size=3, stride=1):
    return nn.Sequential(nn.Conv2d(inputs, outputs, size, stride, (size - stride + 1) // 2, bias=False),
                         nn.BatchNorm2d(outputs), nn.ReLU(inplace=True))


class _Residual(nn.Module):
    """Two convolutions added to what they see; nothing at first, so that they may join a trained network."""

    def __init__(self, channels):
        super().__init__()
        self.layers = nn.Sequential(_block(channels, channels), nn.Conv2d(channels, channels, 3, padding=1, bias=False), nn.BatchNorm2d(channels))
        nn.init.zeros_(self.layers[2].weight)

    def forward(self, x):
        return F.relu(x + self.layers(x))


def normalise(image):
    """Zero mean and unit variance of each image: (B, 1, H, W) grey values of any scale."""
    centred = image - image.mean((2, 3), keepdim=True)
    return centred / ((centred * centred).mean((2, 3), keepdim=True) + 1e-2).sqrt()


def fold(image):
    """Pixels of each 8×8 block as channels, row by row: (B, 1, H, W) → (B, 64, H/8, W/8)."""
    batch, _, height, width = image.shape
    blocks = image.reshape(batch, height // STRIDE, STRIDE, width // STRIDE, STRIDE)
    return blocks.permute(0, 2, 4, 1, 3).reshape(batch, STRIDE * STRIDE, height // STRIDE, width // STRIDE)


def read(maps, places):
    """Maps (B, C, h, w) of an image read bilinearly at places (B, N, 2), pixels (x, y) → (B, N, C)."""
    size = places.new_tensor([maps.shape[3], maps.shape[2]]) * STRIDE
    grid = ((2 * places + 1) / size - 1).unsqueeze(2)
    return F.grid_sample(maps, grid, padding_mode="border", align_corners=False).squeeze(3).transpose(1, 2)


class Fine(nn.Module):
    """Descriptors of a place and of about its partner, (B, C, N, 1) each → by how many pixels (x, y) the partner lies off
    what was read, (B, 2, N, 1), and the logarithm of the expected error, (B, 1, N, 1)."""

    def __init__(self, descriptor, width):
        super().__init__()
        self.layers = nn.Sequential(nn.Conv2d(2 * descriptor, width, 1), nn.ReLU(inplace=True), nn.Conv2d(width, width, 1),
                                    nn.ReLU(inplace=True), nn.Conv2d(width, 3, 1))

    def forward(self, own, other):
        out = self.layers(torch.cat([own, other], 1) * own.shape[1] ** 0.5)  # elements of about one
        return out[:, :2] * STRIDE, out[:, 2:].clamp(-3, 4)


class FeatureNet(nn.Module):
    """Grey image (B, 1, H, W), sides multiples of 32 → descriptors (B, C, H/8, W/8) of unit length, logits of reliability
    (B, 1, H/8, W/8), logits of keypoints (B, 65, H/8, W/8): the pixels of each block row by row, and none of them."""

    def __init__(self, options):
        super().__init__()
        self.options = options
        c = options["channels"]  # at 1/2, 1/4, 1/8, 1/16, 1/32
        self.stem = nn.Sequential(_block(1, c[0], 6, 2), _block(c[0], c[0]))
        self.quarter = _block(c[0], c[1], 4, 2)
        self.shortcut = nn.Conv2d(1, c[1], 1)
        self.quarter_more = nn.Sequential(_block(c[1], c[1]), _block(c[1], c[1]))
        self.eighth = nn.Sequential(_block(c[1], c[2], 4, 2), _block(c[2], c[2]))
        self.sixteenth = nn.Sequential(_block(c[2], c[3], 4, 2), _block(c[3], c[3]), _block(c[3], c[3]))
        self.thirty_second = nn.Sequential(_block(c[3], c[4], 4, 2), _block(c[4], c[4]), nn.Conv2d(c[4], c[2], 1))
        # Depth where it costs little: a sixth of the time, a third of the weights.
        self.more16, self.more32 = (nn.Sequential(*[_Residual(n) for _ in range(options.get("residual", 0))]) for n in c[3:])
        self.sixteenth_out = nn.Conv2d(c[3], c[2], 1)
        self.fusion = nn.Sequential(_block(c[2], c[2]), _block(c[2], c[2]), nn.Conv2d(c[2], options["descriptor"], 1))
        self.reliability = nn.Sequential(nn.Conv2d(options["descriptor"], c[2] // 2, 1), nn.ReLU(inplace=True), nn.Conv2d(c[2] // 2, 1, 1))
        self.keypoints = nn.Sequential(
            _block(STRIDE * STRIDE + options["descriptor"], c[2], 1), _block(c[2], c[2], 1), nn.Conv2d(c[2], STRIDE * STRIDE + 1, 1))
        self.fine = Fine(options["descriptor"], options["fine"]) if options.get("fine") else None
        # Factor on cosines in the softmax of the loss; what matches is not changed by it.
        self.sharpness = nn.Parameter(torch.tensor(15.0).log())

    def forward(self, image):
        x = normalise(image)
        # Blurred to 1/4 and added: what the narrow first layers lose of plain brightness.
        quarter = self.quarter_more(self.quarter(self.stem(x)) + self.shortcut(F.avg_pool2d(x, 4)))
        eighth = self.eighth(quarter)
        sixteenth = self.more16(self.sixteenth(eighth))
        deepest = self.thirty_second[2](self.more32(self.thirty_second[:2](sixteenth)))
        wide = F.interpolate(deepest, scale_factor=2, mode="bilinear", align_corners=False)
        wide = F.interpolate(wide + self.sixteenth_out(sixteenth), scale_factor=2, mode="bilinear", align_corners=False)
        features = self.fusion(eighth + wide)
        # The heads judge the features and do not shape them.
        seen = features.detach()
        return F.normalize(features, dim=1), self.reliability(seen), self.keypoints(torch.cat([fold(x), seen], 1))
