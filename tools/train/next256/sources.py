"""Where pictures come from, and how they reach the training: drawn by worker processes while it runs.

A chunk is one batch; which pictures are in it follows from its number alone, however many workers draw.
"""

from __future__ import annotations

import importlib
import random
from collections.abc import Callable, Iterator
from typing import Any, Protocol

import cv2
import numpy as np
import torch
from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from next256.machine import Machine
from next256.sizes import SIDE
from world.points import L_HIP, NECK, R_HIP

# Each stage draws pictures of its own; "styles" is the classifier that judges the finished model.
FIRST_SEED = {"words": 0, "autoencoder": 100_000_000, "diffusion": 200_000_000, "few_steps": 600_000_000, "decoder": 800_000_000, "styles": 900_000_000, "detector": 1_000_000_000}


class Sample(Protocol):
    """What a source draws: RGB uint8 [256, 256, 3] twice, words, and what is known of the picture."""

    picture: np.ndarray
    hint: np.ndarray
    caption: str
    labels: dict[str, Any]


Draw = Callable[[int, str], Sample]


def _drawn_by_present_renderer() -> Draw:
    from dataclasses import dataclass

    from dataset import HELD_OUT_SEED
    from renderer.captions import caption
    from renderer.sample import make_sample
    from skeleton import canvas_points, draw_skeletons

    offsets = {"train": 0, "validation": HELD_OUT_SEED + 200_000_000, "held-out": HELD_OUT_SEED + 300_000_000}

    @dataclass(frozen=True)
    class Enlarged:
        picture: np.ndarray
        hint: np.ndarray
        caption: str
        labels: dict[str, Any]

    def draw(seed: int, split: str) -> Enlarged:
        made = make_sample(seed + offsets[split])
        look, scene, pose = made.looks[0], made.scene, made.poses[0]
        labels = {"place": scene.place, "time": scene.time, "weather": scene.weather, "background": scene.colour}
        person: dict[str, Any] = {"subject": look.subject, "upper": look.top, "upper_colour": look.top_colour, "lower_colour": look.bottom_colour}
        joints = [[joint.real, joint.imag] for joint in pose.joints]
        hips = (pose.joints[R_HIP] + pose.joints[L_HIP]) / 2
        person["keypoints"] = [joint if visible else None for joint, visible in zip(joints, pose.visible)]
        person["trunk"] = [joints[NECK], [hips.real, hips.imag]]
        skeleton = draw_skeletons([canvas_points(pose) for pose in made.poses])
        return Enlarged(
            cv2.resize(made.picture, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC),
            cv2.resize(skeleton, (SIDE, SIDE), interpolation=cv2.INTER_AREA),
            caption(random.Random(seed + 1), made.looks, scene),
            {**labels, "people": [person]},
        )

    return draw


def open_source(name: str) -> Draw:
    """`world`: the drawn world of the package `world`; `renderer`: the present model's, enlarged, to try the training."""
    if name == "world":
        return importlib.import_module("world").sample
    return _drawn_by_present_renderer()


class Chunks(IterableDataset[dict[str, Any]]):
    """Every `stride`-th chunk from a number on; each worker draws every n-th of these, which the loader puts in order."""

    def __init__(self, source: str, stage: str, size: int, first: int, stride: int = 1) -> None:
        self.source, self.stage, self.size, self.first, self.stride = source, stage, size, first, stride

    def __iter__(self) -> Iterator[dict[str, Any]]:
        cv2.setNumThreads(1)
        info = get_worker_info()
        place, workers = (info.id, info.num_workers) if info else (0, 1)
        draw, number = open_source(self.source), self.first + place * self.stride
        while True:
            start = FIRST_SEED[self.stage] + number * self.size
            yield stacked([draw(seed, "train") for seed in range(start, start + self.size)])
            number += workers * self.stride


def stacked(samples: list[Sample]) -> dict[str, Any]:
    """Pictures and hints as uint8 tensors [n, 256, 256, 3]; captions and labels as lists."""
    return {
        "pictures": torch.from_numpy(np.stack([sample.picture for sample in samples])),
        "hints": torch.from_numpy(np.stack([sample.hint for sample in samples])),
        "captions": [sample.caption for sample in samples],
        "labels": [sample.labels for sample in samples],
    }


def chunks(source: str, stage: str, size: int, first: int, workers: int, stride: int = 1) -> Iterator[dict[str, Any]]:
    """Endless chunks, drawn by worker processes, or here when there are none."""
    ahead = {"prefetch_factor": 2, "multiprocessing_context": "spawn"} if workers > 0 else {}
    yield from DataLoader(Chunks(source, stage, size, first, stride), batch_size=None, num_workers=workers, **ahead)


def held_out(source: str, count: int, split: str = "validation") -> dict[str, Any]:
    """Pictures that no stage is trained on."""
    draw = open_source(source)
    return stacked([draw(seed, split) for seed in range(count)])


def shared_chunks(source: str, stage: str, batch: int, first: int, workers: int, machine: Machine) -> Iterator[dict[str, Any]]:
    """This process's shares of the batches from a number on."""
    number = first * machine.processes + machine.rank
    return chunks(source, stage, machine.share(batch), number, workers, machine.processes)
