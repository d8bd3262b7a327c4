"""The decoder goes on learning alone: its pictures get sharper, and latents, with all that was trained on them, stay as they are.

A sampler's latents are not exact. Half of the latents are therefore what the model of few steps makes of them in its last step,
which leaves blurred what it cannot know, and the decoder learns to draw sharp what is likely there; the others get noise of varied
strength. Writes WORK/decoder.pt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL
from torch import nn

from model.levels import clean_estimate
from model.autoencoder import latents_of, open_autoencoder, picture_loss, psnr_of
from model.loop import Deadline, Run, dice_of
from model.machine import Machine
from model.networks import Condition, Networks, open_networks
from model.rollouts import BOUNDARIES
from model.sizes import Size
from model.sources import held_out, shared_chunks
from model.words import ids_of, open_tokenizer

LATENT_NOISE = 0.1
"""At most, of the latents' unit deviation."""


@torch.no_grad()
def last_step(
    student: Networks, latents: torch.Tensor, condition: Condition, dice: torch.Generator, machine: Machine
) -> torch.Tensor:
    """What the last of the few steps makes of latents [n, c, h, w] with as much noise as there is before it."""
    level = BOUNDARIES[-2]
    noise = torch.randn(latents.shape, generator=dice, device=latents.device)
    noisy = level.signal * latents + level.noise * noise
    timesteps = torch.full((len(latents),), level.timestep, device=latents.device)
    with machine.autocast():
        velocities = student(noisy, timesteps, condition.ids, condition.hints)
    return clean_estimate(noisy, velocities.float(), level)


class Decoding(nn.Module):
    """The decoder with the convolution before it."""

    def __init__(self, autoencoder: AutoencoderKL) -> None:
        super().__init__()
        self.post_quant_conv, self.decoder = autoencoder.post_quant_conv, autoencoder.decoder

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        """Latents [n, c, 32, 32] -> pictures [n, 3, 256, 256]."""
        return self.decoder(self.post_quant_conv(latents))


def run_decoder(work: Path, size: Size, machine: Machine, workers: int, deadline: Deadline) -> bool:
    """Train; true when all steps are made. Measures the PSNR at the end."""
    autoencoder = open_autoencoder(work, size, machine)
    network = Decoding(autoencoder).train().requires_grad_(True)
    run = Run("decoder", work, machine, size.decoder, network)
    quick, tokenizer = machine.quick(network), open_tokenizer(work)
    student = None if run.done else open_networks(work, size, machine, tokenizer, "few_steps")

    def loss_of(chunk: dict[str, Any], step: int) -> torch.Tensor:
        dice = dice_of(step, machine, 5)
        pictures = machine.pictures(chunk["pictures"])
        latents = latents_of(autoencoder, pictures, machine)
        strength = LATENT_NOISE * torch.rand(len(latents), 1, 1, 1, generator=dice, device=machine.device)
        given = latents + strength * torch.randn(latents.shape, generator=dice, device=machine.device)
        half = (len(latents) + 1) // 2
        condition = Condition(ids_of(tokenizer, chunk["captions"][:half]).to(machine.device), machine.hints(chunk["hints"][:half]))
        given[:half] = last_step(student, latents[:half], condition, dice, machine)
        with machine.autocast():
            made = quick(given)
        return picture_loss(made.float(), pictures)

    drawn: Iterator[dict[str, Any]] = iter(()) if run.done else shared_chunks("decoder", size.decoder.batch, run.step, workers, machine)
    done = run.go(drawn, loss_of, deadline)
    if done and machine.leads and not (work / "decoder.json").exists():
        best = open_autoencoder(work, size, machine)
        psnr = psnr_of(best, held_out(size.measured)["pictures"], machine)
        (work / "decoder.json").write_text(json.dumps({"psnr": psnr}) + "\n")
    machine.wait()
    return done
