"""Four steps without guidance: the trained model is its own teacher, stage by stage.

A quarter of the noise levels is a stage. From a noisy picture at the start of one the teacher takes WITHIN guided steps of
DDIM to its end; the student learns to get there in one step without guidance (progressive distillation, Salimans and Ho 2022,
with the stages of phased consistency models, Wang et al. 2024, and guidance distilled in, Meng et al. 2023). The ControlNet
and the text encoder are trained along. Writes WORK/few_steps.pt; its averaged weights are the model that ships.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch

from distil.levels import clean_estimate, ddim_step, uniform_levels, velocity_between
from next256.diffusion import Encoded, dropped
from next256.loop import Deadline, Run, dice_of
from next256.machine import Machine
from next256.networks import Condition, Networks, load_all, open_networks
from next256.sizes import Size

STAGES, WITHIN, GUIDANCE = 4, 3, 4.0
LEVELS = uniform_levels(STAGES * WITHIN)


@torch.no_grad()
def stage_end(
    teacher: Networks, noisy: torch.Tensor, stage: int, condition: Condition, nothing: torch.Tensor, machine: Machine
) -> torch.Tensor:
    """Where the teacher's guided steps lead from the start of a stage."""
    both = (torch.cat([nothing.expand_as(condition.ids), condition.ids]), torch.cat([condition.hints] * 2))
    for first, last in zip(LEVELS[stage * WITHIN :], LEVELS[stage * WITHIN + 1 : (stage + 1) * WITHIN + 1]):
        timesteps = torch.full((2 * len(noisy),), first.timestep, device=noisy.device)
        with machine.autocast():
            without, with_text = teacher(torch.cat([noisy] * 2), timesteps, *both).float().chunk(2)
        clean = clean_estimate(noisy, without + GUIDANCE * (with_text - without), first)
        noisy = ddim_step(noisy, clean, first, last)
    return noisy


def run_few_steps(work: Path, size: Size, machine: Machine, source: str, workers: int, deadline: Deadline) -> bool:
    """Train; true when all steps are made."""
    stage, encoded = size.few_steps, Encoded(work, size, machine, size.few_steps)
    teacher = open_networks(work, size, machine, encoded.tokenizer, "diffusion")
    student = Networks(size, encoded.tokenizer)
    load_all(student, teacher.state_dict())
    run = Run("few_steps", work, machine, stage, machine.place(student))
    quick = machine.quick(student)

    def loss_of(chunk: Any, step: int) -> torch.Tensor:
        dice = dice_of(step, machine, 4)
        latents, ids, hints = encoded.of(chunk, dice)
        ids, hints = dropped(ids, hints, encoded.nothing, dice)
        part = step % STAGES
        first, last = LEVELS[part * WITHIN], LEVELS[(part + 1) * WITHIN]
        noisy = first.signal * latents + first.noise * torch.randn(latents.shape, generator=dice, device=machine.device)
        end = stage_end(teacher, noisy, part, Condition(ids, hints), encoded.nothing, machine)
        timesteps = torch.full((len(noisy),), first.timestep, device=machine.device)
        with machine.autocast():
            predicted = quick(noisy, timesteps, ids, hints)
        return (predicted.float() - velocity_between(noisy, end, first, last)).square().mean()

    given = () if run.done else encoded.chunks(source, "few_steps", run.step, workers)
    return run.go(given, loss_of, deadline)
