"""Four steps without guidance, learnt from the trained model's own pictures.

A quarter of the noise levels is a stage. `rollouts` has where the teacher's guided steps lead from noise, at the boundaries of the
stages; the student learns to cover each stage in one step of DDIM without guidance (progressive distillation, Salimans and Ho
2022, with the stages of phased consistency models, Wang et al. 2024, and guidance distilled in, Meng et al. 2023). It sees at
every stage what the page gives it there. The ControlNet and the text encoder are trained along. Writes WORK/few_steps.pt; its
averaged weights are the model that ships.
"""

from __future__ import annotations

from itertools import repeat
from pathlib import Path

import numpy as np
import torch

from distil.levels import velocity_between
from next256.loop import Deadline, Run, dice_of
from next256.machine import Machine
from next256.networks import Networks, load_all, open_networks
from next256.pool import unpacked
from next256.rollouts import BOUNDARIES, STAGES, files_of
from next256.sizes import Size
from next256.words import open_tokenizer

WEIGHTS = (0.5, 1.0, 1.0, 2.0)
"""Of the stages: the later it is, the more an error of the velocity moves the latents, and no stage mends the last one's."""


class Rollouts:
    """All that the teacher made, in memory."""

    def __init__(self, work: Path, size: Size, machine: Machine) -> None:
        self.machine = machine
        parts = [torch.load(file, weights_only=True) for file in files_of(work, size)]
        self.latents = torch.cat([part["latents"] for part in parts], 1)
        self.ids = torch.cat([part["ids"] for part in parts])
        self.hints = [hint for part in parts for hint in part["hints"]]

    def some(self, count: int, dice: torch.Generator) -> tuple[torch.Tensor, ...]:
        """As many at random, every stage as often: stages [n], latents at start and end [n, c, 32, 32], ids, hints."""
        chosen = torch.randint(len(self.ids), (count,), generator=dice, device=dice.device).cpu()
        stages, device = torch.arange(count) % STAGES, self.machine.device
        hints = torch.from_numpy(np.stack([unpacked(self.hints[index]) for index in chosen.tolist()]))
        starts, ends = (
            self.latents[stages + place, chosen].to(device).float().contiguous(memory_format=torch.channels_last) for place in (0, 1)
        )
        return stages.to(device), starts, ends, self.ids[chosen].long().to(device), self.machine.hints(hints)


def straight(starts: torch.Tensor, ends: torch.Tensor, stages: torch.Tensor) -> torch.Tensor:
    """The velocities [n, c, h, w] with which one step of DDIM covers each stage."""
    pairs = zip(starts, ends, stages.tolist())
    return torch.stack([velocity_between(start, end, BOUNDARIES[stage], BOUNDARIES[stage + 1]) for start, end, stage in pairs])


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

    def loss_of(_: object, step: int) -> torch.Tensor:
        stages, starts, ends, ids, hints = rollouts.some(machine.share(stage.batch), dice_of(step, machine, 4))
        with machine.autocast():
            predicted = quick(starts, timesteps[stages], ids, hints)
        errors = (predicted.float() - straight(starts, ends, stages)).square().mean((1, 2, 3))
        return (errors * weights[stages]).mean()

    return run.go(repeat(None), loss_of, deadline)
