"""Train UNet, ControlNet and text encoder together on the cached latents.

v-prediction on the scaled_linear schedule; the loss of almost clean latents is capped. One caption in ten is empty;
a few pictures go without a skeleton, either with a black hint or with the ControlNet's residuals at zero.
Writes WORK/diffusion.pt (weights, averaged weights, optimizer, time used; training resumes from it) and
WORK/diffusion.jsonl.
"""

from __future__ import annotations

import argparse
import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from diffusers import DDPMScheduler
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from transformers import CLIPTextModel

from dataset import people_points
from models import BETAS, PREDICTION, build_controlnet, build_unet, prepare_for_training
from precision import half_precision
from processes import agree, run_processes
from schedule import Clock, learning_rate_factor, set_learning_rate
from skeleton import CANVAS_SIDE, hint_picture, with_missing_points
from whole import save_whole

BATCH = 32
PEAK_RATE = 5e-4
TEXT_RATE = 1e-4
EMPTY_CAPTION, BLACK_HINT, NO_CONTROL = 0.1, 0.03, 0.03
SNR_CAP = 5.0
AVERAGE_DECAY = 0.9995
SAVE_SECONDS = 240


class Networks(nn.Module):
    """The three parts that are trained together."""

    def __init__(self, text_encoder: CLIPTextModel) -> None:
        super().__init__()
        self.text_encoder = text_encoder
        self.unet = build_unet()
        self.controlnet = build_controlnet(self.unet)
        prepare_for_training(self.unet)
        prepare_for_training(self.controlnet)

    def forward(
        self, noisy: torch.Tensor, timesteps: torch.Tensor, tokens: torch.Tensor, hints: torch.Tensor, control: torch.Tensor
    ) -> torch.Tensor:
        """The predicted velocity [n, 4, 16, 16]; `control` [n, 1, 1, 1] scales the ControlNet's residuals."""
        states = self.text_encoder(tokens).last_hidden_state
        down, middle = self.controlnet(noisy, timesteps, states, hints, return_dict=False)
        return self.unet(
            noisy,
            timesteps,
            states,
            down_block_additional_residuals=[residual * control for residual in down],
            mid_block_additional_residual=middle * control,
            return_dict=False,
        )[0]


@dataclass(frozen=True)
class Batch:
    """Latents [n, 4, 16, 16], token ids [n, 48], hints [n, 3, 128, 128] and whether they are used [n, 1, 1, 1]."""

    latents: torch.Tensor
    tokens: torch.Tensor
    hints: torch.Tensor
    control: torch.Tensor


class Samples:
    """Draws training batches from the cached latents, tokens and joints."""

    def __init__(self, folder: Path, size: int, seed: int) -> None:
        self.latents = np.load(folder / "latents.npy")
        self.tokens = np.load(folder / "tokens.npy")
        self.empty = np.load(folder / "empty_tokens.npy")
        self.joints = np.load(folder / "joints.npy")
        self.size = size
        self.rng = random.Random(seed)

    def _hint(self, index: int) -> np.ndarray:
        people = people_points(self.joints[index], CANVAS_SIDE)
        return hint_picture([with_missing_points(self.rng, points) for points in people])

    def _tokens(self, index: int) -> np.ndarray:
        rows = self.empty if self.rng.random() < EMPTY_CAPTION else self.tokens[index]
        return rows[self.rng.randrange(len(rows))]

    def draw(self) -> Batch:
        """One random batch; hints are drawn anew, with other points missing each time."""
        chosen = [self.rng.randrange(len(self.latents)) for _ in range(self.size)]
        blank = np.zeros((128, 128, 3), np.uint8)
        hints = np.stack([blank if self.rng.random() < BLACK_HINT else self._hint(i) for i in chosen])
        control = torch.tensor([float(self.rng.random() >= NO_CONTROL) for _ in chosen]).view(-1, 1, 1, 1)
        return Batch(
            torch.from_numpy(self.latents[chosen]).float().contiguous(memory_format=torch.channels_last),
            torch.from_numpy(np.stack([self._tokens(i) for i in chosen]).astype(np.int64)),
            torch.from_numpy(hints).permute(0, 3, 1, 2).float().div(255).contiguous(memory_format=torch.channels_last),
            control,
        )


def velocity_loss(networks: nn.Module, scheduler: DDPMScheduler, batch: Batch) -> torch.Tensor:
    """Mean squared error of the velocity, weighted min(snr + 1, cap) / (snr + 1)."""
    noise = torch.randn_like(batch.latents)
    timesteps = torch.randint(0, BETAS["num_train_timesteps"], (len(batch.latents),))
    noisy = scheduler.add_noise(batch.latents, noise, timesteps)
    target = scheduler.get_velocity(batch.latents, noise, timesteps)
    with half_precision():
        predicted = networks(noisy, timesteps, batch.tokens, batch.hints, batch.control)
    snr_plus_one = 1 / (1 - scheduler.alphas_cumprod[timesteps])
    weights = snr_plus_one.clamp(max=SNR_CAP) / snr_plus_one
    return ((predicted.float() - target).square().mean((1, 2, 3)) * weights).mean()


class Average:
    """Running average of the weights: short memory at first, AVERAGE_DECAY later."""

    def __init__(self, networks: Networks) -> None:
        self.parameters = list(networks.parameters())
        self.names = [name for name, _ in networks.named_parameters()]
        self.values = [parameter.detach().clone() for parameter in self.parameters]

    @torch.no_grad()
    def update(self, step: int) -> None:
        """Move towards the present weights."""
        decay = min(AVERAGE_DECAY, (1 + step) / (20 + step))
        torch._foreach_lerp_(self.values, self.parameters, 1 - decay)

    def state(self) -> dict[str, torch.Tensor]:
        """The averages under their parameter names."""
        return dict(zip(self.names, self.values))

    def load(self, state: dict[str, torch.Tensor]) -> None:
        """Take averages from a checkpoint."""
        self.values = [state[name] for name in self.names]


class Training:
    """One process's share of the training run."""

    def __init__(self, options: argparse.Namespace, rank: int, processes: int) -> None:
        self.rank, self.work, self.step, used = rank, options.work, 0, 0.0
        torch.manual_seed(options.seed)
        self.networks = Networks(CLIPTextModel.from_pretrained(options.work / "text_encoder").train())
        text = list(self.networks.text_encoder.parameters())
        images = [*self.networks.unet.parameters(), *self.networks.controlnet.parameters()]
        groups = [{"params": images, "peak": PEAK_RATE}, {"params": text, "peak": TEXT_RATE}]
        self.optimizer = torch.optim.AdamW(groups, lr=PEAK_RATE, weight_decay=0.01, betas=(0.9, 0.99), fused=True)
        self.average = Average(self.networks)
        self.checkpoint = options.work / "diffusion.pt"
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            self.networks.load_state_dict(state["networks"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.average.load(state["average"])
            self.step, used = state["step"], state["seconds"]
        self.shared = DistributedDataParallel(self.networks, gradient_as_bucket_view=True)
        seed = options.seed + self.step * processes + rank
        torch.manual_seed(seed)
        self.samples = Samples(options.work / "data", BATCH // processes, seed)
        self.scheduler = DDPMScheduler(**BETAS, prediction_type=PREDICTION)
        self.clock, self.saved = Clock(options.minutes, used), used

    def advance(self, progress: float) -> float:
        """One optimizer step; returns this process's loss."""
        set_learning_rate(self.optimizer, learning_rate_factor(self.step, progress, 200, 0.35))
        loss = velocity_loss(self.shared, self.scheduler, self.samples.draw())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.networks.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        if self.rank == 0:
            self.average.update(self.step)
        self.step += 1
        return loss.item()

    def save(self) -> None:
        """Write the checkpoint so that a crash leaves the former one whole."""
        self.saved = self.clock.used
        save_whole({
            "networks": self.networks.state_dict(), "average": self.average.state(),
            "optimizer": self.optimizer.state_dict(), "step": self.step, "seconds": self.saved,
        }, self.checkpoint)

    def run(self) -> None:
        """Train until the time is spent; the first process logs and saves."""
        losses: list[float] = []
        log_path = self.work / "diffusion.jsonl"
        while (progress := agree(self.clock.progress)) < 1:
            losses.append(self.advance(progress))
            if self.rank != 0:
                continue
            if self.step % 20 == 0:
                entry = {"step": self.step, "seconds": round(self.clock.used, 1), "loss": sum(losses) / len(losses)}
                with log_path.open("a") as log:
                    log.write(json.dumps(entry) + "\n")
                losses.clear()
            if self.clock.used - self.saved > SAVE_SECONDS:
                self.save()
        if self.rank == 0:
            self.save()


def train(rank: int, processes: int, options: argparse.Namespace) -> None:
    """Take part in the training."""
    Training(options, rank, processes).run()


def main() -> None:
    """Train until the time budget is spent, from the last checkpoint if there is one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--minutes", type=float, default=80, help="in all, earlier runs included")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    run_processes(options.processes, train, options)


if __name__ == "__main__":
    main()
