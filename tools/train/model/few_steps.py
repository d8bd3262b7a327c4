"""Four steps without guidance, learnt from the trained model's own pictures.

A quarter of the noise levels is a stage. `rollouts` has where the teacher's guided steps lead from noise, at the boundaries of the
stages; the student learns to cover each stage in one step of DDIM without guidance (progressive distillation, Salimans and Ho
2022, with the stages of phased consistency models, Wang et al. 2024, and guidance distilled in, Meng et al. 2023). Half of what it
begins the later stages with is its own step through the stage before, as in the page, so that it learns to lead back what it has led
astray. The ControlNet and the text encoder are trained along. Writes WORK/few_steps.pt; its
averaged weights are the model that ships.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat
from pathlib import Path

import numpy as np
import torch

from model.levels import clean_estimate, ddim_step, velocity_between
from model.loop import Deadline, Run, dice_of
from model.machine import Machine
from model.networks import Networks, load_all, open_networks
from model.pool import unpacked
from model.rollouts import BOUNDARIES, STAGES, files_of
from model.sizes import Size
from model.words import open_tokenizer

WEIGHTS = (0.5, 1.0, 1.0, 2.0)
"""Of the stages: the later it is, the more an error of the velocity moves the latents, and no stage mends the last one's."""


@dataclass(frozen=True)
class Part:
    """Stages [n]; latents [n, c, 32, 32] a stage earlier, at the start and at the end; token ids [n, 64]; hints [n, 3, 256, 256]."""

    stages: torch.Tensor
    before: torch.Tensor
    starts: torch.Tensor
    ends: torch.Tensor
    ids: torch.Tensor
    hints: torch.Tensor


class Rollouts:
    """All that the teacher made, in memory."""

    def __init__(self, work: Path, size: Size, machine: Machine) -> None:
        self.machine = machine
        parts = [torch.load(file, weights_only=True) for file in files_of(work, size)]
        self.latents = torch.cat([part["latents"] for part in parts], 1)
        self.ids = torch.cat([part["ids"] for part in parts])
        self.hints = [hint for part in parts for hint in part["hints"]]

    def some(self, count: int, dice: torch.Generator) -> Part:
        """As many at random, every stage as often, whatever the process's share."""
        chosen = torch.randint(len(self.ids), (count,), generator=dice, device=dice.device).cpu()
        stages, device = (torch.arange(count) + self.machine.rank * count) % STAGES, self.machine.device
        hints = torch.from_numpy(np.stack([unpacked(self.hints[index]) for index in chosen.tolist()]))
        before, starts, ends = (
            self.latents[(stages + place).clamp(min=0), chosen].to(device).float().contiguous(memory_format=torch.channels_last)
            for place in (-1, 0, 1)
        )
        return Part(stages.to(device), before, starts, ends, self.ids[chosen].long().to(device), self.machine.hints(hints))


def straight(starts: torch.Tensor, ends: torch.Tensor, stages: torch.Tensor) -> torch.Tensor:
    """The velocities [n, c, h, w] with which one step of DDIM covers each stage."""
    pairs = zip(starts, ends, stages.tolist())
    return torch.stack([velocity_between(start, end, BOUNDARIES[stage], BOUNDARIES[stage + 1]) for start, end, stage in pairs])


def stepped(starts: torch.Tensor, velocities: torch.Tensor, stages: torch.Tensor) -> torch.Tensor:
    """Where one step of DDIM leads from the start of each stage [n, c, h, w]: what `straight` goes back from."""
    made = []
    for start, velocity, stage in zip(starts, velocities, stages.tolist()):
        first, last = BOUNDARIES[stage], BOUNDARIES[stage + 1]
        made.append(ddim_step(start, clean_estimate(start, velocity, first), first, last))
    return torch.stack(made)


def run_few_steps(work: Path, size: Size, machine: Machine, deadline: Deadline) -> bool:
    """Train; true when all steps are made."""
    stage, tokenizer = size.few_steps, open_tokenizer(work)
    student = Networks(size, tokenizer)
    load_all(student, open_networks(work, size, machine, tokenizer, "diffusion").state_dict())
    run = Run("few_steps", work, machine, stage, machine.place(student))
    if run.done:
        return True
    quick, rollouts = machine.quick(student), Rollouts(work, size, machine)
    timesteps = torch.tensor([level.timestep for level in BOUNDARIES], device=machine.device)
    weights = torch.tensor(WEIGHTS, device=machine.device)

    def velocities(latents: torch.Tensor, stages: torch.Tensor, part: Part) -> torch.Tensor:
        with machine.autocast():
            return quick(latents, timesteps[stages], part.ids, part.hints).float()

    def loss_of(_: object, step: int) -> torch.Tensor:
        part = rollouts.some(machine.share(stage.batch), dice_of(step, machine, 4))
        starts = part.starts
        if step % 2:
            earlier = (part.stages - 1).clamp(min=0)
            with torch.no_grad():
                led = stepped(part.before, velocities(part.before, earlier, part), earlier)
            starts = torch.where((part.stages > 0).view(-1, 1, 1, 1), led, starts).contiguous(memory_format=torch.channels_last)
        wanted = straight(starts, part.ends, part.stages)
        errors = (velocities(starts, part.stages, part) - wanted).square().mean((1, 2, 3))
        return (errors * weights[part.stages]).mean()

    return run.go(repeat(None), loss_of, deadline)
