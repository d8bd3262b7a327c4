"""Whole pictures of the trained model, made the long way with guidance: what the model of few steps learns from.

WORK/rollouts/NNNN.pt holds a chunk: latents float16 [STAGES + 1, n, c, 32, 32] at the start of each stage and at the end, token
ids int16 [n, 64] and hints as PNG files. They begin as the page's pictures do, with noise alone.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import torch

from model.levels import Level, MultistepSolver, clean_estimate, level_at, uniform_levels
from model.loop import Deadline
from model.machine import Machine
from model.networks import Condition, Networks, open_networks
from model.pool import packed
from model.sizes import SIDE, Size
from model.sources import chunks
from model.words import ids_of, open_tokenizer
from whole import save_whole

STAGES = 4
BOUNDARIES = uniform_levels(STAGES)
INNER = ((999, 916, 833), (749.25, 666, 583), (499.5, 416, 333), (249.75, 160, 90, 40))
"""Timesteps at which the teacher is asked; more where lines are drawn."""
GUIDANCE = (2.5, 4.0, 4.0, 3.0)
"""Of each stage: less where all begins, as strong guidance oversaturates there (Kynkaanniemi et al. 2024)."""
NOTHING_SAID, BLACK_HINT = 0.03, 0.03
CHUNK = 64
SEED = 4_000_000


def guided_estimate(
    latents: torch.Tensor, without: torch.Tensor, asked: torch.Tensor, level: Level, guidance: float
) -> torch.Tensor:
    """The picture that velocities without and with words and pose point to (Ho and Salimans 2022)."""
    return clean_estimate(latents, without + guidance * (asked - without), level)


@torch.no_grad()
def trajectory(
    teacher: Networks, noise: torch.Tensor, condition: Condition, nothing: torch.Tensor, machine: Machine
) -> torch.Tensor:
    """Noise [n, c, h, w] to latents [STAGES + 1, n, c, h, w] at the boundaries of the stages, by DPM-Solver++ with guidance.

    What is guided away from has neither words nor pose: where it had the pose, faces stayed blank and limbs blurred.
    """
    both = torch.cat([nothing.expand_as(condition.ids), condition.ids]), torch.cat([torch.zeros_like(condition.hints), condition.hints])
    solver, latents = MultistepSolver(), BOUNDARIES[0].noise * noise
    kept, estimate = [latents], None
    for stage, (timesteps, guidance) in enumerate(zip(INNER, GUIDANCE)):
        if estimate:
            # The solver leads on from the estimate before: with that one's own guidance, 3 after 4 would come to 2.5.
            solver.former = estimate(guidance)
        for level, last in pairwise([*map(level_at, timesteps), BOUNDARIES[stage + 1]]):
            timestep = torch.full((2 * len(latents),), float(level.timestep), device=latents.device)
            with machine.autocast():
                without, asked = teacher(torch.cat([latents] * 2), timestep, *both).float().chunk(2)
            estimate = partial(guided_estimate, latents, without, asked, level)
            # There is no picture in the noise that all begins with, whatever share the level has of it.
            start = replace(level, signal=0.0) if level == BOUNDARIES[0] else level
            latents = solver.step(latents, estimate(guidance), start, last)
        kept.append(latents)
    return torch.stack(kept)


def files_of(work: Path, size: Size) -> list[Path]:
    """The files of all chunks, there or not."""
    return [work / "rollouts" / f"{number:04}.pt" for number in range(size.rollouts // CHUNK)]


def check_origin(work: Path, machine: Machine) -> None:
    """Note by whom and how they are made; ValueError where those that are there were made otherwise."""
    step = torch.load(work / "diffusion.pt", weights_only=True, map_location="cpu", mmap=True)["step"]
    origin = json.dumps({"teacher's steps": step, "timesteps": INNER, "guidance": GUIDANCE, "away from": "no words, no pose"})
    note = work / "rollouts" / "origin.json"
    if note.exists() and note.read_text() != origin:
        raise ValueError(f"{note.parent} was made by another teacher or otherwise; remove it and few_steps.pt, and both are made anew")
    machine.wait()
    note.parent.mkdir(exist_ok=True)
    note.write_text(origin)


def run_rollouts(work: Path, size: Size, machine: Machine, workers: int, deadline: Deadline) -> bool:
    """Make those that are not there yet; true when all are."""
    check_origin(work, machine)
    files = files_of(work, size)
    mine = {n: file for n, file in enumerate(files) if n % machine.processes == machine.rank}
    first = next((number for number, file in mine.items() if not file.exists()), None)
    if first is not None:
        asked = chunks("few_steps", CHUNK, first, workers, machine.processes)
        fill(work, size, machine, zip((number for number in mine if number >= first), asked), deadline)
    machine.wait()
    return all(file.exists() for file in files)


def fill(work: Path, size: Size, machine: Machine, asked: Iterable[tuple[int, dict[str, Any]]], deadline: Deadline) -> None:
    """Write the files of chunks, given with their numbers, that are not there, as long as one more is done before the deadline."""
    tokenizer, files, took = open_tokenizer(work), files_of(work, size), 0.0
    teacher = open_networks(work, size, machine, tokenizer, "diffusion")
    nothing = ids_of(tokenizer, [""])
    for number, chunk in asked:
        started = time.monotonic()
        if started + took > deadline.moment:
            return
        if files[number].exists():
            continue
        dice = torch.Generator().manual_seed(SEED + number)
        silent, blank = torch.rand(2, CHUNK, generator=dice)
        ids = torch.where((silent < NOTHING_SAID)[:, None], nothing, ids_of(tokenizer, chunk["captions"]))
        hints = chunk["hints"] * (blank >= BLACK_HINT).view(-1, 1, 1, 1)
        noise = torch.randn(CHUNK, size.latent_channels, SIDE // 8, SIDE // 8, generator=dice)
        condition = Condition(ids.to(machine.device), machine.hints(hints))
        made = trajectory(teacher, noise.to(machine.device), condition, nothing.to(machine.device), machine)
        save_whole({"latents": made.half().cpu(), "ids": ids.short(), "hints": [packed(hint.numpy()) for hint in hints]}, files[number])
        took = time.monotonic() - started
