"""Task "deblur": a blurred photograph to a sharp one, MIMO-UNet."""
import cv2
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from ..graphs import Graph
from ..networks.mimo_unet import MimoUNet, halve
from ..synthesis.blur import BlurStream, PhotographSet

#: Lower is better: PSNR lost against the blurred input, negative where it gained, mean of the kinds of blur.
CRITERION = "loss_db"

photographs = PhotographSet.load


def build(config):
    """The network of a configuration, freshly initialised."""
    return MimoUNet(config["network"])


def stream(config, images, seed):
    """Numbered training batches."""
    return BlurStream(images, config["synthesis"], seed)


def content_and_frequency(outputs, sharp):
    """L1 of the images and of their spectra (eqs. 4 and 5), each scale divided by its number of elements → both sums."""
    content = frequency = 0.0
    for output in outputs:
        content = content + F.l1_loss(output, sharp)
        spectra = (torch.fft.rfft2(output.float()) - torch.fft.rfft2(sharp.float()))
        frequency = frequency + (spectra.real.abs() + spectra.imag.abs()).mean() / 2
        sharp = halve(sharp)
    return content, frequency


def loss(network, batch, config):
    """Training loss of one batch → (loss, figures for the log)."""
    blurred, sharp = (batch[k].float() / 255 for k in ("blurred", "sharp"))
    outputs = network(blurred)
    content, frequency = content_and_frequency(outputs, sharp)
    figures = {"content": content.item(), "frequency": frequency.item(),
               "loss_db": float((psnr(blurred, sharp) - psnr(outputs[0].detach(), sharp)).mean())}
    return content + config["loss"]["frequency"] * frequency, figures


def psnr(image, truth):
    """PSNR in dB of each image of a batch in 0..1, at most 60."""
    return -10 * torch.log10(((image.clamp(0, 1) - truth) ** 2).mean((1, 2, 3)).clamp(min=1e-6))


def validation_set(config, images):
    """Fixed batches by kind of blur, the same for every run: {kind: [batch]}."""
    own = config["validation"].get("synthesis", {})  # so that a change of the training pairs leaves these as they are
    options = dict(config["synthesis"], sizes=[config["validation"]["size"]], batch=4, **own)
    result = {}
    for index, (kind, count) in enumerate(config["validation"]["pairs"].items()):
        source = BlurStream(images, dict(options, shares={k: float(k == kind) for k in BlurStream.NAMES}), 7_000_000 + index)
        result[kind] = [source[n] for n in range(count // 4)]
    return result


@torch.no_grad()
def validate(network, batches, device):
    """PSNR before and after by kind, mean gain, and PSNR to the input of sharp images."""
    network.eval()
    figures, gains = {}, []
    for kind, items in batches.items():
        before, after = [], []
        for batch in items:
            blurred, sharp = (batch[k].float().to(device) / 255 for k in ("blurred", "sharp"))
            before.append(psnr(blurred, sharp))
            after.append(psnr(network(blurred)[0], sharp))
        figures[f"psnr_{kind}"] = float(torch.cat(after).mean())
        if kind != "sharp":
            gain = float((torch.cat(after) - torch.cat(before)).mean())
            figures[f"gain_{kind}"] = gain
            gains.append(gain)
    figures[CRITERION] = -float(np.mean(gains))
    return {k: round(v, 4) for k, v in figures.items()}


class _Finest(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image):
        return self.network(image)[0]


def graphs(network):
    """The one file of the model: the finest output; the coarser ones only serve training."""
    return [Graph("deblur", _Finest(network), {"image": torch.rand(1, 3, 64, 96)}, ["restored"], "blurred image to sharp image")]


def card(network):
    """The part of the model card that tells a caller how to run the graph."""
    return {"inputs": {"image": [1, 3, "H", "W"]},
            "pixel": {"channels": "RGB", "range": [0, 1], "normalisation": "none", "multiple_of": network.multiple_of},
            "network": dict(network.options)}


def replay(network):
    """The order of a full run as (graph, {input: tensor name}, {output: tensor name}), for fixtures."""
    return [("deblur", {"image": "image"}, {"restored": "restored"})]


def replay_inputs():
    """Tensors that a replay starts from: a small noisy texture, blurred along a diagonal."""
    rng = np.random.default_rng(5)
    texture = cv2.GaussianBlur(rng.normal(0, 1, (32, 48, 3)), (0, 0), 1.0)
    texture = cv2.filter2D(0.5 + 0.9 * texture, -1, np.eye(7) / 7) + rng.normal(0, 0.01, texture.shape)
    return {"image": torch.from_numpy(np.clip(texture, 0, 1).astype(np.float32).transpose(2, 0, 1)[None])}


def figures(validation):
    """Validation figures as a Markdown table for the model's README."""
    rows = "\n".join(f"| {k[5:]} | {validation['psnr_' + k[5:]]:.2f} | {v:+.2f} |" for k, v in validation.items() if k.startswith("gain_"))
    return f"| blur | PSNR, dB | gain, dB |\n|---|---|---|\n{rows}\n| sharp images, to the input | {validation.get('psnr_sharp', float('nan')):.2f} | |"


def sheet(source, count):
    """``count`` pairs of a stream as a picture: blurred left, sharp right, four pairs a row."""
    pairs, number = [], 0
    while len(pairs) < count:
        batch = source[number]
        number += 1
        for blurred, sharp in zip(batch["blurred"], batch["sharp"]):
            both = torch.cat([blurred, sharp], 2).numpy().transpose(1, 2, 0)[..., ::-1]
            pairs.append(cv2.copyMakeBorder(both, 2, 2, 2, 2, cv2.BORDER_CONSTANT))
    side = max(p.shape[0] for p in pairs)
    pairs = [cv2.copyMakeBorder(p, 0, side - p.shape[0], 0, 2 * side - 4 - p.shape[1], cv2.BORDER_CONSTANT) for p in pairs[:count - count % 4 or count]]
    per_row = 4 if len(pairs) >= 4 else len(pairs)
    return np.vstack([np.hstack(pairs[i:i + per_row]) for i in range(0, len(pairs) - per_row + 1, per_row)])
