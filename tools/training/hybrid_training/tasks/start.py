"""Task "start": the homography of a pair in which no feature matches; four corners, cascaded twice."""
import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

from ..graphs import Graph
from ..networks.start import CELLS, Start, corner_positions, normalise
from ..networks.transformer import base_grid, projective_grid, transform_points
from ..synthesis.planes import PlaneStream, pool
from ..synthesis.textures import TextureSet

#: Lower is better: mean over the kinds of pairs of the share whose corner error is above 6 % of the diagonal, plus the mean error.
CRITERION = "missed"

DIAGONAL = 2 * 2 ** 0.5
GOOD = 0.06


def build(config):
    """The network of a configuration, freshly initialised."""
    return Start(config["network"])


def photographs(folder, split):
    """A pool of square textures; validation from the held-out photographs."""
    textures = TextureSet.load(folder, split)
    return pool(textures.images, 5 if split == "train" else 3, 11)


def stream(config, images, seed):
    """Numbered training batches."""
    return PlaneStream(images, config["synthesis"], seed)


def corner_error(homography, truth):
    """Mean distance of the four corners as a share of the frame's diagonal, (B,)."""
    return torch.linalg.vector_norm(corner_positions(homography) - corner_positions(truth), dim=1).mean((1, 2)) / DIAGONAL


def matching_loss(similarity, unseen, truth, related):
    """Cross-entropy of each cell of A with the cell of B that it lies in, or with "nowhere"."""
    batch, cells = similarity.shape[0], CELLS * CELLS
    points = base_grid(CELLS, CELLS, similarity).reshape(1, -1, 2).transpose(1, 2).expand(batch, -1, -1)
    there = transform_points(truth, points)
    cell = ((there + 1) / 2 * CELLS).floor().long()
    inside = ((cell >= 0) & (cell < CELLS)).all(1) & related.unsqueeze(1)
    index = torch.where(inside, cell[:, 1].clamp(0, CELLS - 1) * CELLS + cell[:, 0].clamp(0, CELLS - 1), torch.full_like(cell[:, 0], cells))
    logits = torch.cat([similarity, unseen.expand(batch, cells, 1)], 2)
    return F.cross_entropy(logits.flatten(0, 1), index.flatten())


def photometric_loss(a, b, homography):
    """1 − correlation of A with B warped by the homography, where B is seen."""
    grid = projective_grid(homography, *a.shape[2:])
    warped = F.grid_sample(b, grid, padding_mode="border", align_corners=False)
    seen = (grid.abs() < 1).all(-1).unsqueeze(1).float()
    count = seen.sum((2, 3), keepdim=True).clamp(min=1)

    def centred(x):
        return (x - (x * seen).sum((2, 3), keepdim=True) / count) * seen

    p, q = centred(a), centred(warped)
    return 1 - (p * q).sum((1, 2, 3)) / ((p ** 2).sum((1, 2, 3)) * (q ** 2).sum((1, 2, 3)) + 1e-3).sqrt()


def loss(network, batch, config):
    """Training loss of one batch → (loss, figures for the log)."""
    options, truth, related = config["loss"], batch["homography"], batch["related"]
    a, b = batch["a"].float(), batch["b"].float()
    total, figures, weight = 0.0, {}, related.float() / related.float().sum().clamp(min=1)
    relative = truth
    for index, (homography, similarity, logit) in enumerate(network(a, b)):
        error = corner_error(homography, truth)
        corner = (weight * torch.minimum(error, 0.3 + 0.1 * error)).sum()
        match = matching_loss(similarity, network.localisation.unseen, relative, related)
        belief = F.binary_cross_entropy_with_logits(logit, related.float())
        total = total + options["corner"] * corner + options["matching"] * match + options["related"] * belief
        relative = torch.linalg.solve(homography.detach().double(), truth.double()).float()  # what the next pass has to find
        figures.update({f"corner{index + 1}": float((weight * error).sum()), f"match{index + 1}": match.item(), "belief": belief.item()})
    if options["photometric"]:
        difference = (weight * photometric_loss(normalise(a), normalise(b), homography)).sum()
        total = total + options["photometric"] * difference
        figures["photometric"] = difference.item()
    figures["corner"] = 100 * figures[f"corner{index + 1}"]
    return total, figures


def validation_set(config, images):
    """Fixed batches by kind of pair, the same for every run: {kind: [batch]}."""
    result = {}
    for index, (kind, changes) in enumerate(config["validation"]["kinds"].items()):
        source = PlaneStream(images, dict(config["synthesis"], batch=16, unrelated=0.0, **changes), 7_000_000 + index)
        result[kind] = [source[n] for n in range(config["validation"]["pairs"] // 16)]
    source = PlaneStream(images, dict(config["synthesis"], batch=16, unrelated=1.0), 7_900_000)
    result["unrelated"] = [source[n] for n in range(config["validation"]["pairs"] // 16)]
    return result


@torch.no_grad()
def validate(network, batches, device):
    """Share of pairs within 6 % of the diagonal and mean corner error (% of the diagonal) by kind; belief in unrelated pairs."""
    network.eval()
    figures, missed = {}, []
    for kind, items in batches.items():
        errors, logits, still = [], [], []
        for batch in items:
            homography, _, logit = network(batch["a"].to(device), batch["b"].to(device))[-1]
            truth = batch["homography"].to(device)
            errors.append(corner_error(homography, truth).cpu())
            still.append(corner_error(torch.eye(3, device=device).expand_as(truth), truth).cpu())
            logits.append(torch.sigmoid(logit).cpu())
        figures[f"belief_{kind}"] = float(torch.cat(logits).mean())
        if kind == "unrelated":
            continue
        error = torch.cat(errors)
        figures[f"within_{kind}"] = 100 * float((error < GOOD).float().mean())
        figures[f"corner_{kind}"] = 100 * float(error.median())
        figures[f"still_{kind}"] = 100 * float((torch.cat(still) < GOOD).float().mean())
        missed.append(float((error >= GOOD).float().mean() + error.clamp(max=1).mean()))
    figures[CRITERION] = float(np.mean(missed))
    return {k: round(v, 4) for k, v in figures.items()}


class _Cascade(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, image_a, image_b):
        homography, _, logit = self.network(image_a, image_b)[-1]
        return homography.unsqueeze(1), torch.sigmoid(logit).view(-1, 1, 1, 1)


def graphs(network):
    """The one file of the model: both passes, with grid and sampler between them."""
    image = {n: torch.rand(1, 1, 128, 128) * 255 for n in ("image_a", "image_b")}
    return [Graph("start", _Cascade(network), image, ["homography", "related"], "two grey images of 128 × 128 to the homography between them")]


def card(network):
    """The part of the model card that tells a caller how to run the graph."""
    return {"inputs": {"image_a": [1, 1, 128, 128], "image_b": [1, 1, 128, 128]},
            "pixel": {"channels": "grey", "range": [0, 255], "normalisation": "inside the graph", "multiple_of": 128},
            "homography": "A to B on coordinates normalised to [-1, 1], ±1 the outer edges of the border pixels",
            "network": dict(network.options)}


def replay(network):
    """The order of a full run as (graph, {input: tensor name}, {output: tensor name}), for fixtures."""
    return [("start", {"image_a": "image_a", "image_b": "image_b"}, {"homography": "homography", "related": "related"})]


def replay_inputs():
    """Tensors that a replay starts from: a smooth texture and the same shifted by (9, -6) pixels."""
    import cv2
    rng = np.random.default_rng(5)
    wide = np.clip(128 + 900 * cv2.GaussianBlur(rng.normal(0, 1, (160, 160)), (0, 0), 5), 0, 255)
    return {n: torch.from_numpy(np.round(v).astype(np.float32)[None, None]) for n, v in
            (("image_a", wide[16:144, 16:144]), ("image_b", wide[22:150, 7:135]))}


def figures(validation):
    """Validation figures as a Markdown table for the model's README."""
    kinds = [k[7:] for k in validation if k.startswith("within_")]
    rows = "\n".join(f"| {k} | {validation['still_' + k]:.0f} % | {validation['within_' + k]:.0f} % | {validation['corner_' + k]:.1f} % | {validation['belief_' + k]:.2f} |" for k in kinds)
    return ("| pairs | within 6 % without any estimate | within 6 % of the diagonal | median corner error | belief that they are related |\n"
            f"|---|---|---|---|---|\n{rows}\n| unrelated | | | | {validation['belief_unrelated']:.2f} |")


def sheet(source, count):
    """``count`` pairs of a stream as a picture: A, B and B warped by the truth."""
    rows, number = [], 0
    while len(rows) < count:
        batch = source[number]
        number += 1
        a, b = normalise(batch["a"]), normalise(batch["b"])
        warped = F.grid_sample(b, projective_grid(batch["homography"], *a.shape[2:]), align_corners=False)
        rows += [torch.cat([x[i, 0] for x in (a, b, warped)], 1) for i in range(len(a))]
    tiles = [(64 * r + 128).clamp(0, 255).numpy().astype(np.uint8) for r in rows[:count - count % 3 or count]]
    return np.vstack([np.hstack(tiles[i:i + 3]) for i in range(0, len(tiles) - 2, 3)])
