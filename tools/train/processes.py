"""Data-parallel training in single-threaded processes.

On a machine that has other work to do this is much faster than one process with several threads, which wait for each
other in every operation; processes wait only once a step.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

Work = Callable[[int, int, object], None]


def _join(rank: int, count: int, meeting_point: str, work: Work, options: object) -> None:
    torch.set_num_threads(1)
    dist.init_process_group("gloo", init_method=meeting_point, rank=rank, world_size=count)
    work(rank, count, options)
    dist.destroy_process_group()


def run_processes(count: int, work: Work, options: object) -> None:
    """Call work(rank, count, options) in `count` processes that form one group."""
    with tempfile.TemporaryDirectory() as folder:
        mp.spawn(_join, (count, f"file://{folder}/meeting", work, options), nprocs=count)


def agree(value: float) -> float:
    """The first process's value, in all of them."""
    shared = torch.tensor([value], dtype=torch.float64)
    dist.broadcast(shared, src=0)
    return shared.item()
