"""Where pictures come from, and how they reach the training: drawn by worker processes while it runs.

A chunk is one batch; which pictures are in it follows from its number alone, however many workers draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

import world
from model.machine import Machine

# Each stage draws pictures of its own; "styles" is the classifier that judges the finished model, "nobody" is for the detector.
FIRST_SEED = {"words": 0, "autoencoder": 100_000_000, "diffusion": 200_000_000, "few_steps": 600_000_000, "decoder": 800_000_000, "styles": 900_000_000, "detector": 1_000_000_000, "nobody": 1_500_000_000}


class Chunks(IterableDataset[dict[str, Any]]):
    """Every `stride`-th chunk from a number on; each worker draws every n-th of these, which the loader puts in order."""

    def __init__(self, stage: str, size: int, first: int, stride: int = 1) -> None:
        self.stage, self.size, self.first, self.stride = stage, size, first, stride

    def __iter__(self) -> Iterator[dict[str, Any]]:
        cv2.setNumThreads(1)
        info = get_worker_info()
        place, workers = (info.id, info.num_workers) if info else (0, 1)
        number = self.first + place * self.stride
        while True:
            start = FIRST_SEED[self.stage] + number * self.size
            yield stacked([world.sample(seed, "train") for seed in range(start, start + self.size)])
            number += workers * self.stride


def stacked(samples: list[world.Sample]) -> dict[str, Any]:
    """Pictures and hints as uint8 tensors [n, 256, 256, 3]; captions and labels as lists."""
    return {
        "pictures": torch.from_numpy(np.stack([sample.picture for sample in samples])),
        "hints": torch.from_numpy(np.stack([sample.hint for sample in samples])),
        "captions": [sample.caption for sample in samples],
        "labels": [sample.labels for sample in samples],
    }


def chunks(stage: str, size: int, first: int, workers: int, stride: int = 1) -> Iterator[dict[str, Any]]:
    """Endless chunks, drawn by worker processes, or here when there are none."""
    ahead = {"prefetch_factor": 2, "multiprocessing_context": "spawn"} if workers > 0 else {}
    yield from DataLoader(Chunks(stage, size, first, stride), batch_size=None, num_workers=workers, **ahead)


def held_out(count: int, split: str = "validation") -> dict[str, Any]:
    """Pictures that no stage is trained on."""
    return stacked([world.sample(seed, split) for seed in range(count)])


def shared_chunks(stage: str, batch: int, first: int, workers: int, machine: Machine) -> Iterator[dict[str, Any]]:
    """This process's shares of the batches from a number on."""
    number = first * machine.processes + machine.rank
    return chunks(stage, machine.share(batch), number, workers, machine.processes)
