"""Distil the built-in model into four steps without guidance, as a LoRA of its UNet.

The teacher is the model that ships with the page, with guidance and its ControlNet: it makes pictures in STAGES * WITHIN
steps of DPM-Solver++. The student learns to cover the steps of each stage in a single one of DDIM (progressive
distillation, Salimans and Ho 2022; stages as in Wang et al. 2024, phased consistency models), with guidance in it (Meng
et al. 2023) and only low-rank changes of the weights (as LCM-LoRA, Luo et al. 2023). Since a stage's end is a point of
the teacher's own path and not a moving target, a short training is enough, and a seed's picture stays what it was.

Writes WORK/lora/rollouts (made once), WORK/lora/checkpoint.pt (resumes from it), WORK/lora/log.jsonl and
WORK/lora/lora.safetensors. The same seeds and steps give the same LoRA, with or without breaks.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import torch

from distil.levels import uniform_levels, velocity_between
from distil.low_rank import Adapter
from distil.rollouts import SHARD, Rollouts, load_rollouts, make_rollouts
from distil.teacher import Teacher
from schedule import learning_rate_factor, set_learning_rate
from whole import save_whole

STAGES, WITHIN, GUIDANCE = 4, 2, 4.0
RANK, BATCH, PEAK_RATE, AVERAGE_DECAY = 4, 16, 2e-3, 0.98
SAVE_STEPS, LOG_STEPS = 20, 10
LEVELS = uniform_levels(STAGES)


def stage_loss(teacher: Teacher, rollouts: Rollouts, chosen: torch.Tensor, stages: torch.Tensor) -> torch.Tensor:
    """Mean squared error of the velocity that leads from each stage's start straight to its end."""
    starts, ends = rollouts.latents[stages, chosen], rollouts.latents[stages + 1, chosen]
    pairs = [
        velocity_between(start, end, LEVELS[stage], LEVELS[stage + 1]) for start, end, stage in zip(starts, ends, stages.tolist())
    ]
    timesteps = torch.tensor([LEVELS[stage].timestep for stage in stages.tolist()])
    predicted = teacher.velocity(starts, timesteps, rollouts.condition(chosen))
    return (predicted - torch.stack(pairs)).square().mean()


class Distillation:
    """The training run: factors, their running average and the optimizer, all in one checkpoint."""

    def __init__(self, teacher: Teacher, adapter: Adapter, folder: Path, steps: int) -> None:
        self.teacher, self.adapter, self.folder, self.steps = teacher, adapter, folder, steps
        self.factors, self.step = adapter.parameters(), 0
        self.optimizer = torch.optim.AdamW([{"params": self.factors, "peak": PEAK_RATE}], weight_decay=0.0, betas=(0.9, 0.99))
        self.average = [factor.detach().clone() for factor in self.factors]
        self.checkpoint = folder / "checkpoint.pt"
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, weights_only=True)
            for factor, value in zip(self.factors, state["factors"]):
                factor.data.copy_(value)
            self.optimizer.load_state_dict(state["optimizer"])
            self.average, self.step = state["average"], state["step"]

    def advance(self, rollouts: Rollouts) -> float:
        """One step, whose pictures follow from its number."""
        dice = torch.Generator().manual_seed(self.step)
        chosen = torch.randint(rollouts.latents.shape[1], (BATCH,), generator=dice)
        stages = torch.arange(BATCH) % STAGES
        set_learning_rate(self.optimizer, learning_rate_factor(self.step, self.step / self.steps, 20, 0.6))
        loss = stage_loss(self.teacher, rollouts, chosen, stages)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.factors, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        decay = min(AVERAGE_DECAY, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.average, [factor.data for factor in self.factors], 1 - decay)
        self.step += 1
        return loss.item()

    def save(self) -> None:
        """Write the checkpoint and the LoRA of the averaged factors."""
        save_whole({
            "factors": [factor.data for factor in self.factors], "average": self.average,
            "optimizer": self.optimizer.state_dict(), "step": self.step,
        }, self.checkpoint)
        self.adapter.save(self.average, self.folder / "lora.safetensors")

    def run(self, rollouts: Rollouts, stop: float) -> None:
        """Train to the last step, or until the clock says `stop`."""
        losses: list[float] = []
        while self.step < self.steps and time.monotonic() < stop:
            losses.append(self.advance(rollouts))
            if self.step % LOG_STEPS == 0:
                with (self.folder / "log.jsonl").open("a") as log:
                    log.write(json.dumps({"step": self.step, "loss": sum(losses) / len(losses)}) + "\n")
                losses.clear()
            if self.step % SAVE_STEPS == 0:
                self.save()
        self.save()


@torch.no_grad()
def held_out_losses(run: Distillation, rollouts: Rollouts) -> dict[str, list[float]]:
    """The loss of each stage on rollouts that are never trained on: without and with the averaged LoRA."""
    every = torch.arange(rollouts.latents.shape[1])

    def losses() -> list[float]:
        return [round(stage_loss(run.teacher, rollouts, every, torch.full_like(every, stage)).item(), 5) for stage in range(STAGES)]

    with run.adapter.switched_off():
        before = losses()
    for factor, value in zip(run.factors, run.average):
        factor.data.copy_(value)
    return {"without": before, "with": losses()}


def main() -> None:
    """Make the rollouts, train, and tell the held-out losses."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--pictures", type=int, default=512, help="of the teacher; 16 more are held out")
    parser.add_argument("--steps", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=1e6, help="after which training stops, to be resumed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    stop = time.monotonic() + 60 * options.minutes
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    folder, shards = options.work / "lora", options.pictures // SHARD
    teacher = Teacher()
    # The last of the shards is held out.
    make_rollouts(teacher, folder / "rollouts", shards + 1, STAGES, WITHIN, GUIDANCE)
    run = Distillation(teacher, Adapter(teacher.unet, RANK), folder, options.steps)
    run.run(load_rollouts(folder / "rollouts", range(shards)), stop)
    print(json.dumps({"step": run.step, "held_out": held_out_losses(run, load_rollouts(folder / "rollouts", range(shards, shards + 1)))}))


if __name__ == "__main__":
    main()
