"""One accelerator, or the processor: where tensors go, and in which precision networks run."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TypeVar

import torch
from torch import nn

Network = TypeVar("Network", bound=nn.Module)
Function = TypeVar("Function")


class Machine:
    """`cuda` where there is one; bfloat16 and compiled networks there, float32 on a processor."""

    def __init__(self, compiled: bool = True) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.fast = self.device.type == "cuda"
        self.compiled = compiled and self.fast
        if self.fast:
            torch.backends.cuda.matmul.allow_tf32 = True
            torch.backends.cudnn.allow_tf32 = True
            torch.backends.cudnn.benchmark = True

    def place(self, network: Network) -> Network:
        """Move a network here; kernels lie channels last."""
        return network.to(self.device, memory_format=torch.channels_last)

    def quick(self, function: Function) -> Function:
        """A function or network that is called many times with the same shapes."""
        return torch.compile(function) if self.compiled else function

    def autocast(self) -> AbstractContextManager[object]:
        """bfloat16 on an accelerator."""
        return torch.autocast("cuda", torch.bfloat16) if self.fast else nullcontext()

    def pictures(self, values: torch.Tensor) -> torch.Tensor:
        """uint8 [n, h, w, 3] to -1..1, [n, 3, h, w]."""
        return self.hints(values) * 2 - 1

    def hints(self, values: torch.Tensor) -> torch.Tensor:
        """uint8 [n, h, w, 3] to 0..1, [n, 3, h, w]."""
        there = values.to(self.device, non_blocking=True).permute(0, 3, 1, 2)
        return there.float().div(255).contiguous(memory_format=torch.channels_last)
