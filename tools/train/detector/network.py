"""The keypoint network: a small residual hourglass from a picture to maps of a quarter of its side.

Bottom-up in one pass: where each kind of point is, where exactly within its cell, and to which person it belongs
(a vector to the middle of that person's torso, as in PersonLab, Papandreou et al. 2018).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

import torch
import torch.nn.functional as F
from torch import nn

KEYPOINTS = 18
STRIDE = 4
VECTOR_UNIT = 8.0
"""Cells of one unit of the vectors to the person's centre, so that they are learnt at about the scale of the rest."""


@dataclass(frozen=True)
class Config:
    """What the graph is made from; the names are those of config.json."""

    input_size: int = 256
    stem_channels: int = 16
    stage_channels: tuple[int, ...] = (48, 80, 128, 160)
    keypoints: int = KEYPOINTS

    def to_dict(self) -> dict[str, object]:
        """The contents of config.json."""
        fixed = {"_class_name": "KeypointHourglass", "stride": STRIDE, "vector_unit": VECTOR_UNIT, "pad_value": 114}
        return fixed | asdict(self)

    @classmethod
    def from_dict(cls, contents: dict[str, object]) -> Config:
        """What `to_dict` gave, also where JSON has made lists of its tuples."""
        values = {field.name: contents[field.name] for field in fields(cls)}
        return cls(**values | {"stage_channels": tuple(values["stage_channels"])})


class ConvNorm(nn.Sequential):
    """A convolution without bias and its batch norm, which export folds into one convolution with a bias."""

    def __init__(self, inputs: int, outputs: int, kernel: int, stride: int = 1) -> None:
        super().__init__(
            nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False), nn.BatchNorm2d(outputs)
        )


class Residual(nn.Module):
    """Two 3x3 convolutions around a shortcut."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = ConvNorm(channels, channels, 3)
        self.conv2 = ConvNorm(channels, channels, 3)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """[n, c, h, w] -> the same shape."""
        return F.relu(x + self.conv2(F.relu(self.conv1(x))))


class KeypointHourglass(nn.Module):
    """Picture [n, 3, h, w] in -1..1 -> heat logits, offsets and vectors on a grid of h/4 x w/4 cells."""

    def __init__(self, config: Config = Config()) -> None:
        super().__init__()
        self.config = config
        widths = config.stage_channels
        self.stem = ConvNorm(3, config.stem_channels, 5, 2)
        before = (config.stem_channels, *widths)
        self.down = nn.ModuleList(ConvNorm(a, b, 3, 2) for a, b in zip(before, widths))
        self.inner = nn.ModuleList(Residual(width) for width in widths)
        self.lift = nn.ModuleList(ConvNorm(b, a, 1) for a, b in zip(widths, widths[1:]))
        self.outer = nn.ModuleList(Residual(width) for width in widths[:-1])
        self.neck = ConvNorm(widths[0], 2 * widths[0], 3)
        self.heat = nn.Conv2d(2 * widths[0], config.keypoints + 1, 1)
        self.offset = nn.Conv2d(2 * widths[0], 2 * config.keypoints, 1)
        self.vector = nn.Conv2d(2 * widths[0], 2, 1)
        nn.init.constant_(self.heat.bias, -4.0)

    def forward(self, picture: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """
        heat [n, 19, h/4, w/4]: logits of the points, then of the person's centre;
        offset [n, 36, h/4, w/4]: x and y of each point from the cell's middle, in cells;
        vector [n, 2, h/4, w/4]: to the centre of the person that the cell belongs to, in units of 8 cells.
        """
        x = F.relu(self.stem(picture))
        levels = []
        for down, inner in zip(self.down, self.inner):
            x = inner(F.relu(down(x)))
            levels.append(x)
        levels.pop()
        for lift, outer in reversed(list(zip(self.lift, self.outer))):
            x = outer(F.relu(levels.pop() + F.interpolate(lift(x), scale_factor=2)))
        x = F.relu(self.neck(x))
        return self.heat(x), self.offset(x), self.vector(x)


def folded_state(network: KeypointHourglass) -> dict[str, torch.Tensor]:
    """Weights with each batch norm folded into its convolution: `down.0.weight` and `down.0.bias` instead of four."""
    state: dict[str, torch.Tensor] = {}
    for name, module in network.named_modules():
        if isinstance(module, ConvNorm):
            conv, norm = module
            scale = norm.weight / (norm.running_var + norm.eps).sqrt()
            state[f"{name}.weight"] = (conv.weight * scale[:, None, None, None]).detach()
            state[f"{name}.bias"] = (norm.bias - norm.running_mean * scale).detach()
    for name in ("heat", "offset", "vector"):
        head = getattr(network, name)
        state[f"{name}.weight"], state[f"{name}.bias"] = head.weight.detach(), head.bias.detach()
    return state
