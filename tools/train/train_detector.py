"""Train the built-in keypoint detector on drawings that are made while it learns.

`python train_detector.py --work WORK` writes WORK/detector.pt (checkpoint; training resumes from it) and
WORK/detector.jsonl (losses); `python -m detector.export` makes the files of the page from it.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from torch.utils.data import DataLoader, IterableDataset

from detector.augment import as_input, flipped, through_autoencoder, worsened
from detector.network import Config, KeypointHourglass
from detector.pictures import PICTURE_SIDE, Example, make_example, make_world_example
from detector.targets import Targets, losses, make_targets, stacked_people
from precision import half_precision
from schedule import Clock, learning_rate_factor, set_learning_rate
from shipped import shipped_autoencoder
from whole import save_whole

FIRST_SEED = 700_000_000
BATCH = 24
OF_WORLD = 8
THROUGH_AUTOENCODER = 4
PEAK_RATE = 2.5e-3
AVERAGE_OVER = 0.998
SAVE_SECONDS = 120


class Batches(IterableDataset[tuple[torch.Tensor, Targets]]):
    """Batches from the given step on, each from seeds of its own; made in another process while the network learns."""

    def __init__(self, step: int) -> None:
        self.step = step

    def __iter__(self) -> Iterator[tuple[torch.Tensor, Targets]]:
        autoencoder = shipped_autoencoder().to(memory_format=torch.channels_last)
        for step in itertools.count(self.step):
            first = FIRST_SEED + step * BATCH
            rng = random.Random(first)
            of_world = [make_world_example(seed, "train") for seed in range(first, first + OF_WORLD)]
            drawn = [make_example(seed) for seed in range(first + OF_WORLD, first + BATCH)]
            dice = torch.Generator().manual_seed(first)
            with half_precision():
                drawn[:THROUGH_AUTOENCODER] = through_autoencoder(autoencoder, drawn[:THROUGH_AUTOENCODER], dice)
            examples = of_world + drawn
            examples = [flipped(e) if rng.random() < 0.5 else e for e in examples]
            yield as_batch([worsened(rng, example) for example in examples])


def as_batch(examples: list[Example]) -> tuple[torch.Tensor, Targets]:
    """Input and targets of some examples."""
    points = stacked_people([e.people for e in examples], [e.centres for e in examples])
    return as_input([e.picture for e in examples]), make_targets(points, PICTURE_SIDE)


class Training:
    """Network, its running average and the optimizer, with their checkpoint."""

    def __init__(self, checkpoint: Path) -> None:
        self.checkpoint = checkpoint
        state = torch.load(checkpoint, weights_only=True) if checkpoint.exists() else None
        config = Config.from_dict(state["config"]) if state else Config()
        self.network = KeypointHourglass(config).to(memory_format=torch.channels_last)
        self.average = AveragedModel(self.network, multi_avg_fn=get_ema_multi_avg_fn(AVERAGE_OVER), use_buffers=True)
        groups = [{"params": list(self.network.parameters()), "peak": PEAK_RATE}]
        self.optimizer = torch.optim.AdamW(groups, weight_decay=1e-3, betas=(0.9, 0.99))
        self.step, self.seconds = 0, 0.0
        if state:
            self._resume(state)

    def _resume(self, state: dict[str, object]) -> None:
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step, self.seconds = state["step"], state["seconds"]

    def save(self, seconds: float) -> None:
        """Write the checkpoint; `average` holds the weights to use."""
        state = {
            "config": self.network.config.to_dict(),
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": seconds,
        }
        save_whole(state, self.checkpoint)

    def learn(self, inputs: torch.Tensor, targets: Targets) -> dict[str, float]:
        """One step; returns the parts of the loss."""
        with half_precision():
            maps = self.network(inputs)
        heat, offset, vector = (values.float() for values in maps)
        parts = losses((heat, offset, vector), targets)
        sum(parts.values()).backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.average.update_parameters(self.network)
        self.step += 1
        return {name: value.item() for name, value in parts.items()}


def train(work: Path, minutes: float) -> None:
    """Learn until the time is spent."""
    torch.manual_seed(0)
    training = Training(work / "detector.pt")
    clock, saved = Clock(minutes, training.seconds), time.monotonic()
    batches = DataLoader(Batches(training.step), batch_size=None, num_workers=1, prefetch_factor=2)
    for inputs, targets in batches:
        if clock.progress >= 1:
            break
        set_learning_rate(training.optimizer, learning_rate_factor(training.step, clock.progress, 50, 0.6))
        parts = training.learn(inputs, targets)
        if training.step % 10 == 0:
            entry = {"step": training.step, "seconds": round(clock.used, 1), "loss": sum(parts.values()), **parts}
            with (work / "detector.jsonl").open("a") as log:
                log.write(json.dumps(entry) + "\n")
        if time.monotonic() - saved > SAVE_SECONDS:
            saved = time.monotonic()
            training.save(clock.used)
    training.save(clock.used)


def main() -> None:
    """Train within a budget."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--minutes", type=float, default=60, help="in all, earlier runs included")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    options.work.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(options.threads)
    train(options.work, options.minutes)


if __name__ == "__main__":
    main()
