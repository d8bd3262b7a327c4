"""UNet, ControlNet and text encoder together: v-prediction, min-SNR weights, dropped captions and poses.

Pictures are drawn and encoded while it trains, or come from a pool. The first steps may see them at half the side, where
words and poses are learnt at a quarter of the work. The weight of a level is min(snr, 5) / (snr + 1) (Hang et al. 2023, for the
velocity). Writes WORK/diffusion.pt.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from pathlib import Path
from typing import Any

import torch

from next256.autoencoder import latents_of, open_autoencoder
from next256.loop import Deadline, Run, dice_of
from next256.machine import Machine
from next256.networks import Networks, load_all, pretrained_text
from next256.pool import Pool, halved
from next256.sizes import Size, Stage
from next256.sources import shared_chunks
from next256.words import ids_of, open_tokenizer
from distil.levels import LOG_SIGMAS

EMPTY_CAPTION, BLACK_HINT = 0.1, 0.05
SNR_CAP = 5.0


def shares(timesteps: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Shares of picture and noise at whole timesteps, [n, 1, 1, 1] each."""
    sigmas = LOG_SIGMAS.exp().float().to(timesteps.device)[timesteps].view(-1, 1, 1, 1)
    signal = (1 + sigmas**2).rsqrt()
    return signal, sigmas * signal


def velocity_loss(predicted: torch.Tensor, latents: torch.Tensor, noise: torch.Tensor, timesteps: torch.Tensor) -> torch.Tensor:
    """Squared error of the velocity with min-SNR weights."""
    signal, spread = shares(timesteps)
    errors = (predicted.float() - (signal * noise - spread * latents)).square().mean((1, 2, 3))
    snr = (signal / spread).square().flatten()
    return (errors * snr.clamp(max=SNR_CAP) / (snr + 1)).mean()


def dropped(ids: torch.Tensor, hints: torch.Tensor, nothing: torch.Tensor, dice: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Some captions replaced by the empty one's ids, some hints by black."""
    silent, blank = torch.rand(2, len(ids), generator=dice, device=ids.device)
    ids = torch.where((silent < EMPTY_CAPTION)[:, None], nothing, ids)
    return ids, hints * (blank >= BLACK_HINT).view(-1, 1, 1, 1)


class Encoded:
    """Latents, ids and hints of a stage's steps: from the pool where there is one, else encoded from chunks as they are drawn."""

    def __init__(self, work: Path, size: Size, machine: Machine, stage: Stage) -> None:
        self.machine, self.stage, self.tokenizer = machine, stage, open_tokenizer(work)
        self.pool = Pool(work, size, machine) if size.pool else None
        self.autoencoder = None if size.pool else open_autoencoder(work, size, machine)
        self.nothing = ids_of(self.tokenizer, [""]).to(machine.device)
        self.key: tuple[int, bool] | None = None

    def chunks(self, source: str, name: str, step: int, workers: int) -> Iterable[Any]:
        """What the steps from a number on are given; nothing where they draw from the pool."""
        if self.pool:
            return repeat(None)
        return shared_chunks(source, name, self.stage.batch, step // self.stage.reuse, workers, self.machine)

    def of(self, chunk: Any, dice: torch.Generator, half: bool = False) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Latents [n, c, 32, 32], ids [n, 64], hints [n, 3, 256, 256]; of pictures at half the side on request."""
        if self.pool:
            return self.pool.some(self.machine.share(self.stage.batch), half, dice)
        if self.key != (id(chunk), half):
            pictures, hints = self.machine.pictures(chunk["pictures"]), self.machine.hints(chunk["hints"])
            pictures, hints = (halved(pictures), halved(hints)) if half else (pictures, hints)
            latents = latents_of(self.autoencoder, pictures, self.machine)
            ids = ids_of(self.tokenizer, chunk["captions"]).to(self.machine.device)
            self.key, self.chunk, self.made = (id(chunk), half), chunk, (latents, ids, hints)
        return self.made


def run_diffusion(work: Path, size: Size, machine: Machine, source: str, workers: int, deadline: Deadline) -> bool:
    """Train; true when all steps are made."""
    stage, encoded = size.diffusion, Encoded(work, size, machine, size.diffusion)
    torch.manual_seed(3)
    networks = Networks(size, encoded.tokenizer)
    load_all(networks.text_encoder, pretrained_text(work))
    run = Run("diffusion", work, machine, stage, machine.place(networks))
    quick = machine.quick(networks)

    def loss_of(chunk: Any, step: int) -> torch.Tensor:
        dice = dice_of(step, machine, 3)
        latents, ids, hints = encoded.of(chunk, dice, step < size.half_until * stage.steps)
        ids, hints = dropped(ids, hints, encoded.nothing, dice)
        noise = torch.randn(latents.shape, generator=dice, device=machine.device)
        timesteps = torch.randint(len(LOG_SIGMAS), (len(latents),), generator=dice, device=machine.device)
        signal, spread = shares(timesteps)
        with machine.autocast():
            predicted = quick(signal * latents + spread * noise, timesteps, ids, hints)
        return velocity_loss(predicted, latents, noise, timesteps)

    given = () if run.done else encoded.chunks(source, "diffusion", run.step, workers)
    return run.go(given, loss_of, deadline)
