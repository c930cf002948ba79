"""ONNX files, checksums, the model card and the fixtures that other runtimes replay."""
import hashlib
import json
import os
import pathlib
import re
import warnings

import torch

from . import card, checkpoint, curves
from .tasks import CATALOGUE

OPSET = 16
PROBES = 48  # values kept of each tensor in a fixture


def load_network(path):
    """Averaged weights of a checkpoint, ready for inference → (task, network, checkpoint content)."""
    content = checkpoint.load(path)
    task = CATALOGUE[content["config"]["task"]]
    network = task.build(content["config"])
    network.load_state_dict(content["average"])
    return task, network.eval(), content


def write_graph(graph, path):
    """Exports one graph with its dynamic axes."""
    names = list(graph.inputs)
    axes = {n: range(t.dim()) for n, t in graph.inputs.items()} | {n: range(4) for n in graph.outputs}
    dynamic = {n: {i: f"{n}_{i}" for i in every if graph.is_dynamic(n, i)} for n, every in axes.items()}
    temporary = f"{path}.part"
    with torch.no_grad(), warnings.catch_warnings():
        # Known and harmless: constants of the trace, and instance normalisation, which has no running statistics.
        warnings.simplefilter("ignore")
        torch.onnx.export(graph.module.eval(), tuple(graph.inputs.values()), temporary, opset_version=OPSET,
                          input_names=names, output_names=graph.outputs, dynamic_axes=dynamic, do_constant_folding=True)
    os.replace(temporary, path)


def _file_entry(path, graph):
    with torch.no_grad():
        outputs = graph.module(*graph.inputs.values())
    outputs = outputs if isinstance(outputs, tuple) else (outputs,)
    return {**checksum(path), "purpose": graph.purpose, "inputs": {n: _shape(graph, n, t) for n, t in graph.inputs.items()},
            "outputs": {n: _shape(graph, n, t) for n, t in zip(graph.outputs, outputs)}}


def checksum(path):
    """A file as a card names it."""
    data = path.read_bytes()
    return {"name": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def probes(value, stride=None):
    """What a fixture keeps of a tensor that a graph must repeat."""
    flat = value.flatten().float()
    stride = stride or max(1, flat.numel() // PROBES)
    return {"shape": list(value.shape), "stride": stride, "mean_abs": float(flat.abs().mean()), "values": _numbers(flat[::stride])}


def _shape(graph, name, tensor):
    return ["?" if graph.is_dynamic(name, i) else int(tensor.shape[i]) for i in range(tensor.dim())]


def write_json(path, value):
    temporary = pathlib.Path(f"{path}.part")
    text = json.dumps(value, indent=1, ensure_ascii=False)
    # Lists of scalars on one line: a card is read by people too.
    text = re.sub(r"\[[^\[\]{}]*\]", lambda m: re.sub(r"\s*\n\s*", " ", m.group(0)).replace("[ ", "[").replace(" ]", "]"), text)
    temporary.write_text(text + "\n")
    os.replace(temporary, path)


def fixtures(network, task):
    """Inputs, the order of the graphs, and probes of every tensor they produce (float32, PyTorch)."""
    modules = {g.name: g for g in task.graphs(network)}
    tensors = task.replay_inputs()
    inputs = {k: {"shape": list(v.shape), "values": _numbers(v.flatten())} if v.unique().numel() > 4 or v.numel() == 1 else
              {"shape": list(v.shape), "channel_values": [float(v[0, c].flatten()[0]) for c in range(v.shape[1])]}
              for k, v in tensors.items()}
    steps, expected = [], {}
    with torch.no_grad():
        for name, reads, writes in task.replay(network):
            results = modules[name].module.eval()(*[tensors[reads[i]] for i in modules[name].inputs])
            results = results if isinstance(results, tuple) else (results,)
            for output, value in zip(modules[name].outputs, results):
                tensors[writes[output]] = value
                expected[writes[output]] = probes(value)
            steps.append({"graph": f"{name}.onnx", "inputs": reads, "outputs": writes})
    return {"inputs": inputs, "steps": steps, "expected": expected}


def _numbers(flat):
    return [float(f"{v:.7g}") for v in flat.tolist()]


def export(path, out, version, log=None, config=None):
    """Writes every graph of a checkpoint, ``model.json``, ``fixtures.json``, ``README.md`` and ``curve.png`` into a folder.

    ``config``: the configuration to describe (default: the checkpoint's own); its ``card`` section says what the weights
    do not know: summary, licence, data, device. ``log``: log.ndjson for the learning curve.
    """
    task, network, content = load_network(path)
    out = pathlib.Path(out)
    out.mkdir(parents=True, exist_ok=True)
    files = []
    for graph in task.graphs(network):
        target = out / f"{graph.name}.onnx"
        write_graph(graph, target)
        files.append(_file_entry(target, graph))
    config = config or content["config"]
    about = config["card"]
    minutes = round(content["elapsed"] / 60, 1)
    name = config["name"]
    model = {
        "name": about.get("name", name), "task": config["task"], "version": version, "author": "Hybrid", "licence": about["licence"],
        "summary": about["summary"].strip(), "data": about["data"].strip(), "opset": OPSET, **task.card(network),
        "parameters": sum(p.numel() for p in network.parameters()), "files": files,
        "training": {
            "seed": content["seed"], "steps": content["step"], "minutes": minutes, "device": about["device"],
            "batch": config["synthesis"]["batch"], "sizes": config["synthesis"]["sizes"],
            "command": f"python3 -m hybrid_training train configs/{name}.yaml --textures TEXTURES --out RUN "
                       f"--minutes {config['training']['minutes']} --seed {content['seed']}"
                       + (f" --init {config['training']['init']}" if "init" in config["training"] else ""),
            "validate": "python3 -m hybrid_training validate RUN/best.pt --textures TEXTURES"},
        "validation": content.get("validation", {}),
    }
    write_json(out / "fixtures.json", fixtures(network, task))
    write_json(out / "model.json", model)
    (out / "README.md").write_text(card.text(model, getattr(task, "figures", None)))
    if log is not None:
        curves.draw(log, out / "curve.png")
