"""The decoder goes on learning alone: its pictures get sharper, and latents, with all that was trained on them, stay as they are.

Latents are given noise of varied strength, since a sampler's are not exact either. Writes WORK/decoder.pt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL
from torch import nn

from next256.autoencoder import latents_of, open_autoencoder, psnr_of
from next256.loop import Deadline, Run, dice_of
from next256.machine import Machine
from next256.sizes import Size
from next256.sources import held_out, shared_chunks
from train_autoencoder import picture_loss

LATENT_NOISE = 0.1
"""At most, of the latents' unit deviation."""


class Decoding(nn.Module):
    """The decoder with the convolution before it."""

    def __init__(self, autoencoder: AutoencoderKL) -> None:
        super().__init__()
        self.post_quant_conv, self.decoder = autoencoder.post_quant_conv, autoencoder.decoder

    def forward(self, latents: torch.Tensor) -> torch.Tensor:
        """Latents [n, c, 32, 32] -> pictures [n, 3, 256, 256]."""
        return self.decoder(self.post_quant_conv(latents))


def run_decoder(work: Path, size: Size, machine: Machine, source: str, workers: int, deadline: Deadline) -> bool:
    """Train; true when all steps are made. Measures the PSNR at the end."""
    autoencoder = open_autoencoder(work, size, machine)
    network = Decoding(autoencoder).train().requires_grad_(True)
    run = Run("decoder", work, machine, size.decoder, network)
    quick = machine.quick(network)

    def loss_of(chunk: dict[str, Any], step: int) -> torch.Tensor:
        dice = dice_of(step, machine, 5)
        pictures = machine.pictures(chunk["pictures"])
        latents = latents_of(autoencoder, pictures, machine)
        strength = LATENT_NOISE * torch.rand(len(latents), 1, 1, 1, generator=dice, device=machine.device)
        noisy = latents + strength * torch.randn(latents.shape, generator=dice, device=machine.device)
        with machine.autocast():
            made = quick(noisy)
        return picture_loss(made.float(), pictures)

    drawn: Iterator[dict[str, Any]] = iter(()) if run.done else shared_chunks(source, "decoder", size.decoder.batch, run.step, workers, machine)
    done = run.go(drawn, loss_of, deadline)
    if done and machine.leads and not (work / "decoder.json").exists():
        best = open_autoencoder(work, size, machine)
        psnr = psnr_of(best, held_out(source, size.measured)["pictures"], machine)
        (work / "decoder.json").write_text(json.dumps({"psnr": psnr}) + "\n")
    machine.wait()
    return done
