"""Low-rank changes of a network's weights (LoRA, Hu et al. 2021), applied to the weights themselves, as the page merges them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from torch.nn.utils import parametrize


class LowRank(nn.Module):
    """A weight [out, in, ...] plus up [out, rank] @ down [rank, in, ...]; nothing is changed at the start."""

    def __init__(self, weight: torch.Tensor, rank: int) -> None:
        super().__init__()
        rows, columns = weight.shape[0], weight[0].numel()
        self.down = nn.Parameter(torch.randn(rank, columns) * columns**-0.5)
        self.up = nn.Parameter(torch.zeros(rows, rank))
        self.active = True

    def forward(self, weight: torch.Tensor) -> torch.Tensor:
        """The changed weight."""
        return weight + (self.up @ self.down).view_as(weight) if self.active else weight


class Adapter:
    """The low-rank changes of all linear layers and convolutions of a network whose own weights are fixed."""

    def __init__(self, network: nn.Module, rank: int, skip: tuple[str, ...] = ()) -> None:
        self.layers: dict[str, LowRank] = {}
        self.shapes: dict[str, torch.Size] = {}
        chosen = [
            (name, layer) for name, layer in network.named_modules()
            if isinstance(layer, (nn.Linear, nn.Conv2d)) and not name.startswith(skip)
        ]
        for name, layer in chosen:
            change = LowRank(layer.weight, min(rank, *layer.weight.flatten(1).shape))
            self.shapes[name], self.layers[name] = layer.weight.shape, change
            parametrize.register_parametrization(layer, "weight", change)

    def parameters(self) -> list[nn.Parameter]:
        """All factors."""
        return [factor for change in self.layers.values() for factor in (change.down, change.up)]

    @contextmanager
    def switched_off(self) -> Iterator[None]:
        """The network as it was."""
        for change in self.layers.values():
            change.active = False
        yield
        for change in self.layers.values():
            change.active = True

    def save(self, values: list[torch.Tensor], path: Path) -> None:
        """Write factors in the layout that diffusers gives the LoRA of a UNet (PEFT's names), in float16."""
        tensors, rest = {}, iter(values)
        for name, shape in self.shapes.items():
            down, up = next(rest), next(rest)
            kernel = (1,) * (len(shape) - 2)
            tensors[f"unet.{name}.lora_A.weight"] = down.reshape(len(down), *shape[1:]).half().contiguous()
            tensors[f"unet.{name}.lora_B.weight"] = up.reshape(*up.shape, *kernel).half().contiguous()
        save_file(tensors, path, metadata={"format": "pt"})
