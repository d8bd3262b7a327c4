"""What the model draws of the held-out cases before it is taught to draw in few steps: the long way, with guidance.

These pictures are the yardstick of the few steps. They are drawn by the very trajectories that those learn from, with the weights
as they were trained, and each begins with other noise than the page's picture of the case.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from evaluate.cases import Case, read_hints
from model.autoencoder import open_autoencoder
from model.machine import Machine
from model.networks import Condition, open_networks
from model.rollouts import trajectory
from model.sizes import SIDE, Size
from model.words import ids_of, open_tokenizer
from pixels import pixels_of

AT_ONCE = 20


@torch.no_grad()
def drawn_the_long_way(work: Path, size: Size, folder: Path, cases: list[Case]) -> list[np.ndarray]:
    """A picture of each case of FOLDER, RGB uint8 [256, 256, 3], by the averaged weights of WORK/diffusion.pt."""
    machine, tokenizer, made = Machine(compiled=False), open_tokenizer(work), []
    teacher, autoencoder = open_networks(work, size, machine, tokenizer, "diffusion"), open_autoencoder(work, size, machine)
    nothing = ids_of(tokenizer, [""]).to(machine.device)
    for first in range(0, len(cases), AT_ONCE):
        some = cases[first : first + AT_ONCE]
        noise = torch.stack([noise_of(case["seed"], size) for case in some]).to(machine.device)
        ids = ids_of(tokenizer, [case["prompt"] for case in some]).to(machine.device)
        hints = machine.hints(torch.from_numpy(np.stack(read_hints(folder, some))))
        latents = trajectory(teacher, noise, Condition(ids, hints), nothing, machine)[-1]
        made += list(pixels_of(autoencoder.decode(latents.contiguous(memory_format=torch.channels_last)).sample))
    return made


def noise_of(seed: int, size: Size) -> torch.Tensor:
    """The noise that a picture begins with [c, 32, 32]."""
    return torch.randn(size.latent_channels, SIDE // 8, SIDE // 8, generator=torch.Generator().manual_seed(seed))
