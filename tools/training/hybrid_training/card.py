"""README.md of a model, for people."""


def _figures(validation):
    kinds = [k[4:-8] for k in validation if k.startswith("epe_") and k.endswith("_visible") and k != "epe_visible"]
    rows = "\n".join(f"| {k} | {validation[f'epe_{k}']:.2f} | {validation[f'epe_{k}_visible']:.2f} |" for k in kinds)
    return f"""| validation pairs | EPE, px | EPE of visible pixels, px |
|---|---|---|
{rows}
| mean of the kinds | {validation['epe']:.2f} | {validation['epe_visible']:.2f} |

Confidence: area under the sparsification error {validation['ause']:.2f} of the mean error (random order {validation['ause_random']:.2f}); \
mean confidence {validation['confidence']:.2f}, on unrelated images {validation.get('confidence_negative', float('nan')):.2f}."""


def _files(files):
    graphs = [f for f in files if f["name"] != "fused.onnx"]
    size = f"{sum(f['bytes'] for f in graphs) / 1e6:.1f} MB in "
    if len(files) == 1:
        return size + f"`{files[0]['name']}`"
    return size + f"{len(graphs)} graphs" + (", and `fused.onnx` for other tools" if len(graphs) < len(files) else "")


def _arbiter(model):
    if "arbiter" not in model:
        return ""
    about = model["arbiter"]
    held_out = about["held_out"]
    if "oracle" in held_out:
        return _flow_arbiter(about, held_out)
    rows = "\n".join(
        f"| {bound} px | {100 * f['filled']:.1f} | {100 * f['network']:.1f} | {100 * f['chosen']:.1f} | {100 * f['oracle']:.1f} | {f['pairs_better']}, {f['pairs_worse']} |"
        for bound, f in ((k[4:], v) for k, v in held_out.items() if k.startswith("bad_")))
    return f"""
## Arbiter
`arbiter.onnx` ({about['parameters']} parameters) decides where this network and semi-global matching differ by more than a pixel. {about['data']}
Seed {about['seed']}:
```
{about['command']}
```
The {held_out['pixels']} pixels of disagreement of {held_out['pairs']} pairs, each decided by an arbiter that was fitted without its pair; shares of wrong pixels in %:

| wrong by more than | filled | network | as chosen | best of both | pairs better, worse than filled |
|---|---|---|---|---|---|
{rows}
"""


def _flow_arbiter(about, held_out):
    return f"""
## Arbiter
`flow_arbiter.onnx` ({about['parameters']} parameters) decides which of several proposals for the flow stands at each pixel. {about['data']}
Seed {about['seed']}:
```
{about['command']}
```
{held_out['pairs']} pairs of held-out photographs, mean error in px (100 at most) at points drawn from all, each point decided on its own:

| refined start | surest proposal | least census distance | arbiter | best proposal | pairs better, worse than the start |
|---|---|---|---|---|---|
| {held_out['start']:.2f} | {held_out['surest']:.2f} | {held_out['census']:.2f} | {held_out['arbiter']:.2f} | {held_out['oracle']:.2f} | {held_out['pairs_better']}, {held_out['pairs_worse']} |
"""


def text(model, figures=None):
    """``model``: content of model.json; ``figures``: its validation as Markdown, default that of flow."""
    training = model["training"]
    validation = (figures or _figures)(model["validation"]) if model["validation"] else "Not validated."
    return f"""# {model['name']} {model['version']}

{model['summary']}

{model['parameters'] / 1e6:.2f} M parameters; {_files(model['files'])}. How to run it: `../README.md`. Licence of the weights: {model['licence']}.

## Training
{model['data']}

{training['steps']} steps of {training['batch']} pairs in {training['minutes']:.0f} minutes ({training['device']}), seed {training['seed']}:
```
{training['command']}
```
![learning curve](curve.png)

## Figures
Held-out photographs (every tenth), pairs of the same synthesis, `{training['validate']}`:

{validation}
{_arbiter(model)}"""
