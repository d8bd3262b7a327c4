"""UNet, ControlNet and text encoder together: v-prediction, errors weighed by level and place, dropped captions and poses.

Pictures are drawn and encoded while it trains, or come from a pool; what a step sees of them, `views` tells. Heads count more than
other places. The weight of a level is min(snr, 5) / (snr + 1) (Hang et al. 2023, for the velocity), with no smaller snr than 1:
where there is more noise than picture, places, colours and faces are decided. Where the weight went down to 0.15, pictures with
noise came out sharp from timestep 500 and below, and those from noise alone had no faces.

Sampling begins with noise alone, of which the highest level has only nearly as much: a large picture's mean colours can be read
from the rest (Lin et al. 2023, "Common diffusion noise schedules and sample steps are flawed"). A share of the pictures is
therefore noise alone, and learns to give the picture from words and pose. Writes WORK/diffusion.pt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path
from typing import Any

import torch

from model.autoencoder import latents_of, open_autoencoder
from model.heads import heads_of, place_weights
from model.loop import Deadline, Run, dice_of, is_done
from model.machine import Machine
from model.networks import Networks, load_all, pretrained_text
from model.pool import Pool
from model.sizes import Size
from model.sources import shared_chunks
from model.views import Seen, View, crops, halved
from model.words import ids_of, open_tokenizer
from model.levels import LOG_SIGMAS

EMPTY_CAPTION, BLACK_HINT = 0.1, 0.05
NOISE_ALONE = 0.1
LEAST_SNR, SNR_CAP = 1.0, 5.0


def shares(timesteps: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Shares of picture and noise at whole timesteps, [n, 1, 1, 1] each."""
    sigmas = LOG_SIGMAS.exp().float().to(timesteps.device)[timesteps].view(-1, 1, 1, 1)
    signal = (1 + sigmas**2).rsqrt()
    return signal, sigmas * signal


def level_weights(timesteps: torch.Tensor) -> torch.Tensor:
    """What the squared error of a velocity counts, [n]."""
    signal, spread = shares(timesteps)
    snr = (signal / spread).square().flatten().clamp(min=LEAST_SNR)
    return snr.clamp(max=SNR_CAP) / (snr + 1)


@dataclass(frozen=True)
class Task:
    """Noisy latents [n, c, h, w], their timesteps [n], and the velocities that lead from there to the pictures."""

    noisy: torch.Tensor
    timesteps: torch.Tensor
    velocities: torch.Tensor

    def loss(self, predicted: torch.Tensor, heads: torch.Tensor) -> torch.Tensor:
        """Squared error, weighted by levels and places."""
        errors = (predicted.float() - self.velocities).square() * place_weights(heads, predicted.shape[-1])
        return (errors.mean((1, 2, 3)) * level_weights(self.timesteps)).mean()


def task_of(latents: torch.Tensor, dice: torch.Generator) -> Task:
    """Latents with noise of random levels; some are noise alone, at the highest."""
    count, device = len(latents), latents.device
    noise = torch.randn(latents.shape, generator=dice, device=device)
    timesteps = torch.randint(len(LOG_SIGMAS), (count,), generator=dice, device=device)
    alone = torch.rand(count, generator=dice, device=device) < NOISE_ALONE
    timesteps = timesteps.masked_fill(alone, len(LOG_SIGMAS) - 1)
    signal, spread = shares(timesteps)
    noisy = signal.masked_fill(alone.view(-1, 1, 1, 1), 0) * latents + spread * noise
    return Task(noisy, timesteps, (signal * noisy - latents) / spread)


def dropped(ids: torch.Tensor, hints: torch.Tensor, nothing: torch.Tensor, dice: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Some captions replaced by the empty one's ids, some hints by black."""
    silent, blank = torch.rand(2, len(ids), generator=dice, device=ids.device)
    ids = torch.where((silent < EMPTY_CAPTION)[:, None], nothing, ids)
    return ids, hints * (blank >= BLACK_HINT).view(-1, 1, 1, 1)


class Encoded:
    """What each step sees: from the pool where there is one, else encoded from chunks as they are drawn."""

    def __init__(self, work: Path, size: Size, machine: Machine) -> None:
        self.machine, self.stage, self.tokenizer = machine, size.diffusion, open_tokenizer(work)
        self.pool = Pool(work, size, machine) if size.pool else None
        self.autoencoder = None if size.pool else open_autoencoder(work, size, machine)
        self.nothing = ids_of(self.tokenizer, [""]).to(machine.device)
        self.key: tuple[int, bool] | None = None

    def chunks(self, step: int, workers: int) -> Iterable[Any]:
        """What the steps from a number on are given; nothing where they draw from the pool."""
        if self.pool:
            return repeat(None)
        return shared_chunks("diffusion", self.stage.batch, step // self.stage.reuse, workers, self.machine)

    def of(self, chunk: Any, dice: torch.Generator, view: View) -> Seen:
        """A view of a chunk, or of pictures from the pool."""
        half = view == "half"
        if self.pool:
            seen = self.pool.some(self.machine.share(self.stage.batch), half, dice)
        else:
            seen = self._encoded(chunk, half)
        return crops(seen, dice) if view == "crops" else seen

    def _encoded(self, chunk: Any, half: bool) -> Seen:
        if self.key != (id(chunk), half):
            pictures, hints = self.machine.pictures(chunk["pictures"]), self.machine.hints(chunk["hints"])
            pictures, hints = (halved(pictures), halved(hints)) if half else (pictures, hints)
            latents = latents_of(self.autoencoder, pictures, self.machine)
            ids = ids_of(self.tokenizer, chunk["captions"]).to(self.machine.device)
            heads = torch.stack(list(map(heads_of, chunk["labels"]))).to(self.machine.device)
            self.key, self.chunk, self.made = (id(chunk), half), chunk, Seen(latents, ids, hints, heads)
        return self.made


def run_diffusion(work: Path, size: Size, machine: Machine, workers: int, deadline: Deadline) -> bool:
    """Train; true when all steps are made."""
    stage = size.diffusion
    if is_done(work, "diffusion", stage):
        return True
    encoded = Encoded(work, size, machine)
    torch.manual_seed(3)
    networks = Networks(size, encoded.tokenizer)
    load_all(networks.text_encoder, pretrained_text(work))
    run = Run("diffusion", work, machine, stage, machine.place(networks))
    quick = machine.quick(networks)

    def loss_of(chunk: Any, step: int) -> torch.Tensor:
        dice = dice_of(step, machine, 3)
        seen = encoded.of(chunk, dice, size.view(step))
        ids, hints = dropped(seen.ids, seen.hints, encoded.nothing, dice)
        task = task_of(seen.latents, dice)
        with machine.autocast():
            predicted = quick(task.noisy, task.timesteps, ids, hints)
        return task.loss(predicted, seen.heads)

    return run.go(encoded.chunks(run.step, workers), loss_of, deadline)
