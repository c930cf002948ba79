"""What PyTorch's grids and sampler compute, with gradients, for other implementations to repeat; and the sampler as ONNX."""
import itertools
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F

from .export import OPSET, _numbers, write_json
from .networks.transformer import ThinPlateSpline, projective_grid

INTERPOLATION, PADDING = ("bilinear", "nearest", "bicubic"), ("zeros", "border", "reflection")
CASES = list(itertools.product(INTERPOLATION, PADDING, (False, True)))


def case_name(interpolation, padding, centres):
    return f"{interpolation}_{padding}_{'centres' if centres else 'edges'}"


class _Samplers(nn.Module):
    def __init__(self, cases):
        super().__init__()
        self.cases = cases

    def forward(self, image, grid):
        return tuple(F.grid_sample(image, grid, mode=i, padding_mode=p, align_corners=c) for i, p, c in self.cases)


def _inputs():
    random = torch.Generator().manual_seed(8)
    image = torch.randn(2, 2, 5, 7, generator=random)
    grid = torch.rand(2, 4, 5, 2, generator=random) * 3.4 - 1.7  # a good part of it lies outside
    weight = torch.randn(2, 2, 4, 5, generator=random)
    return image, grid, weight


def _sampling():
    image, grid, weight = _inputs()
    cases = {}
    for interpolation, padding, centres in CASES:
        i, g = image.clone().requires_grad_(), grid.clone().requires_grad_()
        output = F.grid_sample(i, g, mode=interpolation, padding_mode=padding, align_corners=centres)
        (output * weight).sum().backward()
        cases[case_name(interpolation, padding, centres)] = {
            "output": _numbers(output.detach().flatten()), "image_gradient": _numbers(i.grad.flatten()), "grid_gradient": _numbers(g.grad.flatten())}
    return {"image": {"shape": list(image.shape), "values": _numbers(image.flatten())},
            "grid": {"shape": list(grid.shape), "values": _numbers(grid.flatten())},
            "output_gradient": _numbers(weight.flatten()), "cases": cases}


def _grids():
    random = torch.Generator().manual_seed(9)
    height, width = 3, 4
    out = {"size": [height, width]}
    weight = torch.randn(2, height, width, 2, generator=random)
    out["grid_gradient"] = _numbers(weight.flatten())

    def case(name, parameters, grid_of):
        parameters.requires_grad_()
        grid = grid_of(parameters)
        (grid * weight).sum().backward()
        out[name] = {"parameters": _numbers(parameters.detach().flatten()), "grid": _numbers(grid.detach().flatten()),
                     "parameter_gradient": _numbers(parameters.grad.flatten())}

    theta = torch.eye(2, 3) + 0.3 * torch.randn(2, 2, 3, generator=random)
    case("affine_edges", theta.clone(), lambda t: F.affine_grid(t, (2, 1, height, width), align_corners=False))
    case("affine_centres", theta.clone(), lambda t: F.affine_grid(t, (2, 1, height, width), align_corners=True))
    homography = torch.eye(3) + 0.15 * torch.randn(2, 3, 3, generator=random)
    case("projective_edges", homography, lambda t: projective_grid(t, height, width))
    spline = ThinPlateSpline(4, height, width)
    targets = spline.control + 0.1 * torch.randn(2, 16, 2, generator=random)
    case("tps_edges", targets, lambda t: spline(t - spline.control))
    return out


def write(folder):
    """Writes ``sampler.json``, ``grid-sample-all.onnx`` (every case as an output) and ``grid-sample.onnx`` (bilinear, zeros)."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write_json(folder / "sampler.json", {"sampling": _sampling(), "grids": _grids()})
    image, grid, _ = _inputs()
    for name, cases in (("grid-sample-all", CASES), ("grid-sample", CASES[:1])):
        outputs = [case_name(*c) for c in cases]
        axes = {n: {i: f"{n}_{i}" for i in range(4 if n != "grid" else 3)} for n in ["image", "grid", *outputs]}
        torch.onnx.export(_Samplers(cases), (image, grid), str(folder / f"{name}.onnx"), opset_version=OPSET,
                          input_names=["image", "grid"], output_names=outputs, dynamic_axes=axes)
