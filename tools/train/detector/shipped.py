"""The keypoint detector that comes with the page."""

from __future__ import annotations

import json
from pathlib import Path

from safetensors.torch import load_file

from detector.network import Config, ConvNorm, KeypointHourglass
from shipped import unpack

SHIPPED_DETECTOR = Path(__file__).parents[3] / "public" / "models" / "armature-keypoints"


def load_folded(folder: Path) -> KeypointHourglass:
    """The network from its packed file, in which each batch norm is folded into its convolution."""
    config = Config.from_dict(json.loads((folder / "config.json").read_text()))
    network, stored = KeypointHourglass(config).eval().requires_grad_(False), unpack(load_file(folder / "model.safetensors"))
    for name, module in network.named_modules():
        if isinstance(module, ConvNorm):
            conv, norm = module
            conv.weight.copy_(stored.pop(f"{name}.weight"))
            norm.bias.copy_(stored.pop(f"{name}.bias"))
            norm.running_var.fill_(1 - norm.eps)
    missing, unexpected = network.load_state_dict(stored, strict=False)
    if unexpected or any(name.startswith(("heat", "offset", "vector")) for name in missing):
        raise ValueError(f"{folder} is no such detector")
    return network
