"""The keypoint detector that comes with the page, in the place of a network that has to be trained first."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file

from detector.decode import decode
from detector.network import Config, ConvNorm, KeypointHourglass
from shipped import unpack

SHIPPED_DETECTOR = Path(__file__).parents[3] / "public" / "models" / "armature-keypoints"
NOTE = {"network": "armature-keypoints, as it comes with the page"}


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


class PageKeypoints:
    """Finds the 18 points of the surest person."""

    def __init__(self, folder: Path = SHIPPED_DETECTOR) -> None:
        self.network = load_folded(folder)

    @torch.no_grad()
    def __call__(self, pictures: torch.Tensor) -> torch.Tensor:
        """Pictures [n, 3, 128, 128] in -1..1 -> points [n, 18, 2] in units of the picture side, NaN where not found."""
        maps = [output.numpy() for output in self.network(pictures)]
        points = np.full((len(pictures), 18, 2), np.nan, np.float32)
        for index in range(len(pictures)):
            found = decode(*(output[index] for output in maps))
            if found:
                points[index] = max(found, key=lambda person: person.score).points / pictures.shape[-1]
        return torch.from_numpy(points)
