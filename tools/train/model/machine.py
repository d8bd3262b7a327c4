"""One accelerator, or processes on a processor that train together: where tensors go, and in which precision networks run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TypeVar

import torch
import torch.distributed as dist
from diffusers.models.attention_processor import AttnProcessor
from torch import nn

from group_norm import use_channels_last_norms
from precision import half_precision
from processes import agree

Network = TypeVar("Network", bound=nn.Module)
Function = TypeVar("Function")


def use_plain_attention(network: nn.Module) -> None:
    """Its backward pass is much faster on a CPU than that of fused attention."""
    for module in network.modules():
        if hasattr(module, "set_attn_processor"):
            module.set_attn_processor(AttnProcessor())
        elif hasattr(module, "set_attn_implementation"):
            module.set_attn_implementation("eager")


class Machine:
    """`cuda` where there is one, with compiled networks; bfloat16 there and on processors that have it.

    `rank` of `processes` is this process's place among those that train together, each on a share of every batch.
    """

    def __init__(self, compiled: bool = True, rank: int = 0, processes: int = 1) -> None:
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.fast = self.device.type == "cuda"
        self.compiled = compiled and self.fast
        self.rank, self.processes = rank, processes
        if self.fast:
            torch.backends.cuda.matmul.allow_tf32 = True
            torch.backends.cudnn.allow_tf32 = True
            torch.backends.cudnn.benchmark = True

    @property
    def leads(self) -> bool:
        """Does this process write what all have made?"""
        return self.rank == 0

    def share(self, batch: int) -> int:
        """How much of a batch is this process's."""
        if batch % self.processes:
            raise ValueError(f"a batch of {batch} cannot be shared among {self.processes} processes; use a number that divides it")
        return batch // self.processes

    def said(self, value: bool) -> bool:
        """What the first process says."""
        return value if self.processes == 1 else agree(float(value)) == 1

    def wait(self) -> None:
        """Until all processes are here."""
        if self.processes > 1:
            dist.barrier()

    def average_gradients(self, network: nn.Module) -> None:
        """The mean of all processes' gradients, in each of them."""
        if self.processes == 1:
            return
        gradients = [parameter.grad for parameter in network.parameters() if parameter.grad is not None]
        flat = torch.cat([gradient.flatten() for gradient in gradients]) / self.processes
        dist.all_reduce(flat)
        for gradient, mean in zip(gradients, flat.split([gradient.numel() for gradient in gradients])):
            gradient.copy_(mean.view_as(gradient))

    def shared_out(self, function: Callable[[torch.Tensor], torch.Tensor], matrices: list[torch.Tensor]) -> list[torch.Tensor]:
        """function(matrix), of its shape, for each matrix.

        Several processes do shares of the work, the largest matrices in turn, and tell each other in bfloat16.
        """
        if self.processes == 1:
            return [function(matrix) for matrix in matrices]
        sizes = [matrix.numel() for matrix in matrices]
        everything = torch.zeros(sum(sizes), dtype=torch.bfloat16, device=self.device)
        places = everything.split(sizes)
        by_size = sorted(range(len(matrices)), key=sizes.__getitem__, reverse=True)
        for index in by_size[self.rank :: self.processes]:
            places[index].copy_(function(matrices[index]).flatten())
        dist.all_reduce(everything)
        return [place.view_as(matrix) for place, matrix in zip(places, matrices)]

    def place(self, network: Network) -> Network:
        """Move a network here; kernels lie channels last. On a processor plain attention and our norms have faster backward passes."""
        if not self.fast:
            use_channels_last_norms(network)
            use_plain_attention(network)
        return network.to(self.device, memory_format=torch.channels_last)

    def quick(self, function: Function) -> Function:
        """A function or network that is called many times, with few different shapes."""
        return torch.compile(function, dynamic=False) if self.compiled else function

    def autocast(self) -> AbstractContextManager[object]:
        """bfloat16 where it is fast."""
        return torch.autocast("cuda", torch.bfloat16) if self.fast else half_precision()

    def pictures(self, values: torch.Tensor) -> torch.Tensor:
        """uint8 [n, h, w, 3] to -1..1, [n, 3, h, w]."""
        return self.hints(values) * 2 - 1

    def hints(self, values: torch.Tensor) -> torch.Tensor:
        """uint8 [n, h, w, 3] to 0..1, [n, 3, h, w]."""
        there = values.to(self.device, non_blocking=True).permute(0, 3, 1, 2)
        return there.float().div(255).contiguous(memory_format=torch.channels_last)
