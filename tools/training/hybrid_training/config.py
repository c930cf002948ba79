"""Configurations: one YAML file a network."""
import copy
import pathlib

import yaml


def load(path):
    """Reads a configuration. ``base: other.yaml`` in it names a file beside it whose values it overrides."""
    path = pathlib.Path(path)
    config = yaml.safe_load(path.read_text())
    if not isinstance(config, dict) or "task" not in config and "base" not in config:
        raise ValueError(f"{path}: not a training configuration (no 'task')")
    base = config.pop("base", None)
    return merge(load(path.parent / base), config) if base else config


def merge(base, override):
    """``base`` with the values of ``override``, nested mappings merged key by key."""
    result = copy.deepcopy(base)
    for key, value in override.items():
        if isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = merge(result[key], value)
        else:
            result[key] = copy.deepcopy(value)
    return result


def save(path, config):
    """Writes a configuration as one file, without any base."""
    pathlib.Path(path).write_text(yaml.safe_dump(config, sort_keys=False, default_flow_style=None, allow_unicode=True))
