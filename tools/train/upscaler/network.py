"""The compact upscaler of Real-ESRGAN (Wang et al., "Real-ESRGAN", 2021): all its convolutions work at the small size.

The names of the weights are those of the public variant (`body.0.weight` and so on), so that the page's one author
reads both.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import nn


@dataclass(frozen=True)
class Config:
    """What the graph is made from; the names are those of config.json."""

    num_feat: int = 20
    num_conv: int = 8
    upscale: int = 2

    def to_dict(self) -> dict[str, object]:
        """The contents of config.json."""
        fixed = {"_class_name": "SRVGGNetCompact", "num_in_ch": 3, "num_out_ch": 3, "act_type": "prelu"}
        return fixed | asdict(self)


class SRVGGNetCompact(nn.Module):
    """Picture [n, 3, h, w] in 0..1 -> [n, 3, h * upscale, w * upscale]: what is missing of the picture in large pixels."""

    def __init__(self, config: Config = Config()) -> None:
        super().__init__()
        self.config = config
        features, scale = config.num_feat, config.upscale
        layers: list[nn.Module] = [nn.Conv2d(3, features, 3, 1, 1), nn.PReLU(features)]
        for _ in range(config.num_conv):
            layers += [nn.Conv2d(features, features, 3, 1, 1), nn.PReLU(features)]
        self.body = nn.ModuleList([*layers, nn.Conv2d(features, 3 * scale * scale, 3, 1, 1)])

        self._begin()

    def _begin(self) -> None:
        """Begin with what an edge is made of: differences of neighbours, each with both signs, passed on through all layers.
        From torch's own weights the network learns nothing in a short training: brightness drowns what is to be found."""
        first, *inner, last = (layer for layer in self.body if isinstance(layer, nn.Conv2d))
        nn.init.normal_(first.weight)
        first.weight.data -= first.weight.data.mean((2, 3), keepdim=True)
        half = len(first.weight) // 2
        first.weight.data[half : 2 * half] = -first.weight.data[:half]
        for layer in inner:
            noise = 0.3 * nn.init.kaiming_normal_(torch.empty_like(layer.weight), a=0.25)
            nn.init.dirac_(layer.weight).data += noise
        nn.init.kaiming_normal_(last.weight).data *= 0.05
        for layer in (first, *inner, last):
            nn.init.zeros_(layer.bias)

    def forward(self, picture: torch.Tensor) -> torch.Tensor:
        """See the class."""
        x = picture
        for layer in self.body:
            x = layer(x)
        scale = self.config.upscale
        return F.pixel_shuffle(x, scale) + F.interpolate(picture, scale_factor=scale, mode="nearest")
