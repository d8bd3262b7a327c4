"""What the few-step model learns from: the teacher's latents between stages, for captions and poses of the renderer."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from distil.teacher import Condition, Teacher, trajectory
from renderer.captions import caption
from renderer.sample import make_sample
from skeleton import canvas_points, hint_picture, with_missing_points
from train_tokenizer import empty_caption, with_fillers
from whole import save_whole

SEED = 300_000_000
SHARD = 8
EMPTY_CAPTION, BLACK_HINT = 0.04, 0.04


@dataclass(frozen=True)
class Rollouts:
    """Latents [stages + 1, n, 4, 16, 16], text states [n, 48, 128] and hints uint8 [n, 128, 128, 3] of n pictures."""

    latents: torch.Tensor
    states: torch.Tensor
    hints: torch.Tensor

    def condition(self, chosen: torch.Tensor) -> Condition:
        """What some of the pictures were made by."""
        return Condition(self.states[chosen], as_hints(self.hints[chosen]))


def as_hints(pictures: torch.Tensor) -> torch.Tensor:
    """uint8 [n, h, w, 3] to the ControlNet's input."""
    return pictures.permute(0, 3, 1, 2).float().div(255).contiguous()


def _asked(seed: int) -> tuple[str, np.ndarray]:
    """A caption and a hint; now and then one of the two says nothing."""
    rng, sample = random.Random(seed + 1), make_sample(seed)
    says_nothing = rng.random()
    if says_nothing < EMPTY_CAPTION:
        words = empty_caption(rng)
    else:
        words = with_fillers(rng, caption(rng, sample.looks, sample.scene))
    if says_nothing > 1 - BLACK_HINT:
        return words, hint_picture([])
    return words, hint_picture([with_missing_points(rng, canvas_points(pose)) for pose in sample.poses])


def make_shard(teacher: Teacher, index: int, stages: int, within: int, guidance: float) -> dict[str, torch.Tensor]:
    """One shard; its captions, poses and noise follow from its index."""
    captions, hints = zip(*(_asked(SEED + SHARD * index + place) for place in range(SHARD)))
    pictures = torch.from_numpy(np.stack(hints))
    condition = Condition(teacher.encode(list(captions)), as_hints(pictures))
    noise = torch.randn(SHARD, 4, 16, 16, generator=torch.Generator().manual_seed(SEED + index))
    predict = teacher.guided(condition, teacher.encode([""]), guidance)
    latents = torch.stack(trajectory(predict, noise, stages, within))
    return {"latents": latents, "states": condition.states, "hints": pictures}


def make_rollouts(teacher: Teacher, folder: Path, shards: int, stages: int, within: int, guidance: float) -> None:
    """Make the shards that are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    for index in range(shards):
        path = folder / f"{index:04d}.pt"
        if not path.exists():
            save_whole(make_shard(teacher, index, stages, within, guidance), path)
            print(f"shard {index + 1} of {shards}", flush=True)


def load_rollouts(folder: Path, indices: range) -> Rollouts:
    """Several shards as one."""
    shards = [torch.load(folder / f"{index:04d}.pt", weights_only=True) for index in indices]
    return Rollouts(
        torch.cat([shard["latents"] for shard in shards], 1),
        torch.cat([shard["states"] for shard in shards]),
        torch.cat([shard["hints"] for shard in shards]),
    )
