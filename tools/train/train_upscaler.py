"""Train the built-in upscaler on drawings that are made while it learns.

`python train_upscaler.py --work WORK` writes WORK/upscaler.pt (checkpoint; training resumes from it) and
WORK/upscaler.jsonl (losses); `python -m upscaler.export` makes the files of the page from it.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from diffusers import AutoencoderKL
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from schedule import Clock, learning_rate_factor, set_learning_rate
from shipped import shipped_autoencoder
from upscaler.network import SRVGGNetCompact
from upscaler.pictures import SCALE, as_tensor, crops, training_pair
from whole import save_whole

FIRST_SEED = 500_000_000
PICTURES = 2
CROPS = 6
CROP_SIDE = 36
PEAK_RATE = 2e-3
AVERAGE_OVER = 0.99
LEAST_ERROR = 1e-6
SAVE_SECONDS = 60


def batch_of(step: int, autoencoder: AutoencoderKL) -> tuple[torch.Tensor, torch.Tensor]:
    """Small and large crops of a step, which follow from its number."""
    first = FIRST_SEED + step * PICTURES
    rng = random.Random(first)
    pairs = [
        crop
        for seed in range(first, first + PICTURES)
        for crop in crops(rng, training_pair(seed, autoencoder), CROP_SIDE, CROPS)
    ]
    return as_tensor([pair.small for pair in pairs]), as_tensor([pair.large for pair in pairs])


def as_pixels(small: torch.Tensor, large: torch.Tensor) -> float:
    """The loss of a network that does nothing: every pixel becomes four."""
    return errors(F.interpolate(small, scale_factor=SCALE), large).mean().item()


def errors(made: torch.Tensor, large: torch.Tensor) -> torch.Tensor:
    """Of each crop in dB below the range (the negative PSNR), so that easy crops count as much as hopeless ones."""
    return 10 * torch.log10((made - large).square().mean((1, 2, 3)) + LEAST_ERROR)


class Training:
    """Network, its running average and the optimizer, with their checkpoint."""

    def __init__(self, checkpoint: Path) -> None:
        self.checkpoint = checkpoint
        self.network = SRVGGNetCompact().to(memory_format=torch.channels_last)
        self.average = AveragedModel(self.network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_OVER))
        self.optimizer = torch.optim.Adam([{"params": list(self.network.parameters()), "peak": PEAK_RATE}], betas=(0.9, 0.99))
        self.step, self.seconds = 0, 0.0
        if checkpoint.exists():
            self._resume(torch.load(checkpoint, weights_only=True))

    def _resume(self, state: dict[str, object]) -> None:
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]

    def save(self, seconds: float) -> None:
        """Write the checkpoint; `average` holds the weights to use."""
        state = {
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": seconds,
        }
        save_whole(state, self.checkpoint)

    def learn(self, small: torch.Tensor, large: torch.Tensor) -> float:
        """One step; returns the mean error in dB."""
        loss = errors(self.network(small), large).mean()
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 20.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.average.update_parameters(self.network)
        self.step += 1
        return loss.item()


def train(work: Path, minutes: float) -> None:
    """Learn until the time is spent."""
    torch.manual_seed(0)
    training = Training(work / "upscaler.pt")
    clock, saved = Clock(minutes, training.seconds), time.monotonic()
    autoencoder, losses = shipped_autoencoder(), []
    while clock.progress < 1:
        set_learning_rate(training.optimizer, learning_rate_factor(training.step, clock.progress, 100, 0.6))
        small, large = batch_of(training.step, autoencoder)
        losses.append([training.learn(small, large), as_pixels(small, large)])
        if training.step % 20 == 0:
            loss, pixels = np.mean(losses, axis=0).tolist()
            losses.clear()
            entry = {"step": training.step, "seconds": round(clock.used, 1), "loss": loss, "pixels": pixels}
            with (work / "upscaler.jsonl").open("a") as log:
                log.write(json.dumps(entry) + "\n")
        if time.monotonic() - saved > SAVE_SECONDS:
            saved = time.monotonic()
            training.save(clock.used)
    training.save(clock.used)


def main() -> None:
    """Train within a budget."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--minutes", type=float, default=30, help="in all, earlier runs included")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    train(options.work, options.minutes)


if __name__ == "__main__":
    main()
