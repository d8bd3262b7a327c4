"""The autoencoder: trained on crops and then on whole pictures, measured on held-out ones. Writes WORK/autoencoder.pt."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from torch import nn

from model.loop import Deadline, Run, dice_of
from model.machine import Machine
from model.sizes import SIDE, Size, build_autoencoder
from model.sources import held_out, shared_chunks
from model.whitening import mixing_of, take_in

CROP = 128
KL_WEIGHT = 3e-4


def opponent(pictures: torch.Tensor) -> torch.Tensor:
    """RGB to lightness, red against green, yellow against blue: hues weigh as much as light and dark."""
    red, green, blue = pictures.unbind(1)
    return torch.stack([(red + green + blue) / 3, red - green, (red + green) / 2 - blue], 1)


def picture_loss(made: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    """Errors of pixels, of their horizontal and vertical steps and, so that colours come first, of coarser scales."""
    loss = F.l1_loss(made, wanted) + F.mse_loss(made, wanted)
    for axis in (2, 3):
        loss = loss + 0.2 * F.l1_loss(made.diff(dim=axis), wanted.diff(dim=axis))
    made, wanted = opponent(made), opponent(wanted)
    for factor in (2, 4, 8):
        coarse, target = F.avg_pool2d(made, factor), F.avg_pool2d(wanted, factor)
        loss = loss + F.l1_loss(coarse, target) + 2 * F.mse_loss(coarse, target)
    return loss


class Reconstruction(nn.Module):
    """Encode, draw from the posterior, decode."""

    def __init__(self, autoencoder: AutoencoderKL) -> None:
        super().__init__()
        self.autoencoder = autoencoder

    def forward(self, pictures: torch.Tensor, noise: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures [n, 3, h, w] and noise of the latents' shape -> pictures made anew, divergence per latent number."""
        posterior = self.autoencoder.encode(pictures).latent_dist
        made = self.autoencoder.decode(posterior.mean + posterior.std * noise).sample
        return made, posterior.kl().mean() / posterior.mean[0].numel()


def crops_of(pictures: torch.Tensor, side: int, dice: torch.Generator) -> torch.Tensor:
    """As many crops as there are pictures, from one place that is the same for all."""
    y, x = torch.randint(SIDE - side + 1, (2,), generator=dice, device=dice.device).tolist()
    return pictures[:, :, y : y + side, x : x + side].contiguous(memory_format=torch.channels_last)


def run_autoencoder(work: Path, size: Size, machine: Machine, workers: int, deadline: Deadline) -> bool:
    """Train; true when all steps are made. Measures latents and the PSNR at the end."""
    stage = size.autoencoder
    torch.manual_seed(2)
    network = machine.place(Reconstruction(build_autoencoder(size)))
    run = Run("autoencoder", work, machine, stage, network)
    quick = machine.quick(network)

    def loss_of(chunk: dict[str, Any], step: int) -> torch.Tensor:
        dice = dice_of(step, machine, 2)
        pictures = machine.pictures(chunk["pictures"])
        if step < size.crops_until * stage.steps:
            pictures = crops_of(pictures, CROP, dice)
        side = pictures.shape[-1] // 8
        noise = torch.randn(len(pictures), size.latent_channels, side, side, generator=dice, device=machine.device)
        with machine.autocast():
            made, divergence = quick(pictures, noise)
        return picture_loss(made.float(), pictures) + KL_WEIGHT * divergence.float()

    drawn: Iterator[dict[str, Any]] = iter(()) if run.done else shared_chunks("autoencoder", stage.batch, run.step, workers, machine)
    done = run.go(drawn, loss_of, deadline)
    if done and machine.leads and not (work / "autoencoder.json").exists():
        (work / "autoencoder.json").write_text(json.dumps(measured(run, machine, size)) + "\n")
    machine.wait()
    return done


@torch.no_grad()
def measured(run: Run, machine: Machine, size: Size) -> dict[str, Any]:
    """The matrix that makes latents partly white, and the PSNR of held-out pictures through the averaged weights."""
    network = machine.place(Reconstruction(build_autoencoder(size))).eval()
    network.load_state_dict(run.average.state())
    pictures = held_out(size.measured)["pictures"]
    latents = torch.cat([network.autoencoder.encode(machine.pictures(some)).latent_dist.mean for some in pictures.split(8)])
    return {"mixing": mixing_of(latents).tolist(), "psnr": psnr_of(network.autoencoder, pictures, machine)}


@torch.no_grad()
def psnr_of(autoencoder: AutoencoderKL, pictures: torch.Tensor, machine: Machine) -> float:
    """Mean peak signal-to-noise ratio in dB, of uint8 pictures [n, h, w, 3] that are encoded and decoded in float32."""
    ratios = []
    for some in pictures.split(8):
        wanted = machine.pictures(some)
        made = autoencoder(wanted).sample.clamp(-1, 1)
        ratios.append(10 * torch.log10(4 / (made - wanted).square().mean((1, 2, 3))))
    return round(float(torch.cat(ratios).mean()), 2)


def open_autoencoder(work: Path, size: Size, machine: Machine) -> AutoencoderKL:
    """The trained autoencoder with averaged weights, for use without training; the decoder as it is after a stage of its own.

    Its latents are partly white and have unit deviation.
    """
    network = Reconstruction(build_autoencoder(size))
    network.load_state_dict(torch.load(work / "autoencoder.pt", weights_only=True, map_location="cpu")["average"])
    take_in(network.autoencoder, torch.tensor(json.loads((work / "autoencoder.json").read_text())["mixing"]))
    if (work / "decoder.pt").exists():
        alone = torch.load(work / "decoder.pt", weights_only=True, map_location="cpu")["average"]
        network.autoencoder.load_state_dict(network.autoencoder.state_dict() | alone)
    return machine.place(network.autoencoder).eval().requires_grad_(False)


@torch.no_grad()
def latents_of(autoencoder: AutoencoderKL, pictures: torch.Tensor, machine: Machine) -> torch.Tensor:
    """Latents [n, channels, h/8, w/8] of pictures in -1..1."""
    with machine.autocast():
        mean = autoencoder.encode(pictures).latent_dist.mean
    return mean.float()
