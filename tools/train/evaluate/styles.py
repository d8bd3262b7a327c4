"""A small network that tells the world's eight styles apart, and which style words pictures follow.

`python -m evaluate.styles --work WORK` trains it on drawings of the split "train" that no stage of the model uses. It
goes on from WORK/styles.pt, its losses go to WORK/styles.jsonl. A third of its pictures is made softer, and all get some noise,
so that it is the style that is judged and not the sharpness.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from model.autoencoder import crops_of
from model.loop import Deadline, Run, dice_of
from model.machine import Machine
from model.sizes import Stage
from model.sources import chunks
from world.scene import STYLE_WEIGHTS

NAMES = tuple(STYLE_WEIGHTS)
UNNAMED = "cartoon"
"""The style of prompts that name none."""
STAGE = Stage(steps=3000, batch=32, peak_rate=6e-3, reuse=4)
WIDTHS = (16, 32, 48, 64)
CROP, CROPS_UNTIL = 128, 0.6
NOISE = 0.08
BATCH = 20


def _halved(inputs: int, outputs: int, kernel: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, 2, kernel // 2, bias=False), nn.BatchNorm2d(outputs), nn.SiLU()
    )


class StyleNetwork(nn.Module):
    """Four convolutions, each of which halves the side; mean, deviation and peak of every map over the picture; one layer."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_halved(*shape) for shape in zip((3, *WIDTHS), WIDTHS, (5, 3, 3, 3)))
        seen = 3 * sum(WIDTHS)
        self.head = nn.Sequential(nn.BatchNorm1d(seen), nn.Linear(seen, len(NAMES)))

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """Pictures [n, 3, h, w] in -1..1 -> logits [n, 8] in the order of NAMES."""
        found, maps = [], pictures
        for layer in self.layers:
            maps = layer(maps)
            means = maps.mean((2, 3))
            deviations = (maps - means[..., None, None]).square().mean((2, 3)).add(1e-6).sqrt()
            found += [means, deviations, maps.amax((2, 3))]
        return self.head(torch.cat(found, 1))


def softened(pictures: torch.Tensor, dice: torch.Generator) -> torch.Tensor:
    """Pictures in -1..1 [n, 3, h, w] with what an autoencoder leaves: a third of them softer, all of them noisy."""
    third, side = len(pictures) // 3, pictures.shape[-1]
    smaller = int(torch.randint(side // 2, side, (1,), generator=dice, device=dice.device))
    soft = F.interpolate(F.interpolate(pictures[:third], size=smaller, mode="area"), size=side, mode="bilinear")
    degrees = NOISE * torch.rand(len(pictures), 1, 1, 1, generator=dice, device=dice.device)
    noise = torch.randn(pictures.shape, generator=dice, device=dice.device)
    return (torch.cat([soft, pictures[third:]]) + degrees * noise).contiguous(memory_format=torch.channels_last)


def train(work: Path, deadline: Deadline, workers: int, stage: Stage = STAGE) -> bool:
    """Train on crops, then on whole pictures; true when all steps are made. Pictures of rare styles count for more."""
    machine = Machine(compiled=False)
    torch.manual_seed(8)
    run = Run("styles", work, machine, stage, machine.place(StyleNetwork()))
    rarity = torch.tensor(list(STYLE_WEIGHTS.values()), device=machine.device).rsqrt()

    def loss_of(chunk: dict[str, Any], step: int) -> torch.Tensor:
        dice = dice_of(step, machine, 8)
        pictures = machine.pictures(chunk["pictures"])
        if step < CROPS_UNTIL * stage.steps:
            pictures = crops_of(pictures, CROP, dice)
        wanted = torch.tensor([NAMES.index(labels["style"]) for labels in chunk["labels"]], device=machine.device)
        return F.cross_entropy(run.network(softened(pictures, dice)), wanted, weight=rarity)

    drawn = iter(()) if run.done or deadline.passed else chunks("styles", stage.batch, run.step // stage.reuse, workers)
    return run.go(drawn, loss_of, deadline)


def load(work: Path) -> StyleNetwork:
    """The trained network with averaged weights, on the processor."""
    network, state = StyleNetwork(), torch.load(work / "styles.pt", weights_only=True, map_location="cpu")
    network.load_state_dict(state["network"] | state["average"])
    return network.eval().requires_grad_(False)


def seen_styles(network: StyleNetwork, pictures: list[np.ndarray]) -> list[str]:
    """The style of each picture, RGB uint8 [256, 256, 3]."""
    machine, found = Machine(compiled=False), []
    network = machine.place(network)
    for some in torch.from_numpy(np.stack(pictures)).split(BATCH):
        found += [NAMES[index] for index in network(machine.pictures(some)).argmax(1).tolist()]
    return found


def measured(wanted: list[str], seen: list[str]) -> dict[str, Any]:
    """Counts of right styles: of prompts that name one, of all, and of each style."""
    pairs = list(zip(wanted, seen))
    named = [pair for pair in pairs if pair[0] != UNNAMED]
    per_style = {name: [pair for pair in pairs if pair[0] == name] for name in NAMES}
    return {
        "named": {"right": _right(named), "of": len(named)},
        "all": {"right": _right(pairs), "of": len(pairs)},
        "per_style": {name: {"right": _right(some), "of": len(some)} for name, some in per_style.items() if some},
    }


def _right(pairs: list[tuple[str, str]]) -> int:
    return sum(wanted == seen for wanted, seen in pairs)


def main() -> None:
    """Train until all steps are made or the time is over."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work" / "model")
    parser.add_argument("--minutes", type=float, default=1e6)
    parser.add_argument("--workers", type=int, default=1, help="processes that draw")
    options = parser.parse_args()
    torch.set_num_threads(1)
    options.work.mkdir(parents=True, exist_ok=True)
    done = train(options.work, Deadline(time.monotonic() + 60 * options.minutes), options.workers)
    print("done" if done else "stopped in time; the same command goes on")


if __name__ == "__main__":
    main()
