"""A small network that finds the 18 points of one drawn person, trained on fresh renders.

`python -m evaluate.keypoints --work DIR` trains it, measures it on held-out renders and writes WORK/keypoints.pt
and WORK/keypoints.json. PCK@0.1: the share of points found within a tenth of the person's size, which is the longer
side of the box around the visible points. Training pictures are blurred and mottled at random, so that it is the pose
that is judged and not the sharpness. Training resumes from WORK/keypoints.pt.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from dataset import HELD_OUT_SEED, render_many
from precision import half_precision
from schedule import Clock, learning_rate_factor, set_learning_rate

BATCH = 32
TOLERANCE = 0.1
TRAINING_SEED = 500_000_000
HELD_OUT_COUNT = 512


def _block(inputs: int, outputs: int, stride: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.SiLU(),
        nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs), nn.SiLU(),
    )


class KeypointNet(nn.Module):
    """An hourglass with 32x32 heat maps; each point is the mean position of its map."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 16, 5, 2, 2), nn.SiLU(), _block(16, 48, 2))
        self.down = nn.ModuleList([_block(48, 96, 2), _block(96, 160, 2), _block(160, 160, 2)])
        self.up = nn.ModuleList([_block(320, 96, 1), _block(192, 64, 1), _block(112, 64, 1)])
        self.head = nn.Conv2d(64, 18, 1)

    def forward(self, pictures: torch.Tensor) -> torch.Tensor:
        """Pictures [n, 3, 128, 128] in -1..1 -> points [n, 18, 2] in units of the picture side."""
        x = self.stem(pictures)
        levels = [x]
        for block in self.down:
            x = block(x)
            levels.append(x)
        deepest = levels.pop()
        x = deepest + deepest.mean((2, 3), keepdim=True)
        for block in self.up:
            skip = levels.pop()
            x = block(torch.cat([F.interpolate(x, skip.shape[2:]), skip], 1))
        share = self.head(x).float().flatten(2).softmax(-1).unflatten(-1, x.shape[2:])
        centres = (torch.arange(x.shape[-1], device=x.device) + 0.5) / x.shape[-1]
        return torch.stack([(share.sum(2) * centres).sum(-1), (share.sum(3) * centres).sum(-1)], -1)


def as_input(pictures: np.ndarray) -> torch.Tensor:
    """uint8 [n, 128, 128, 3] to the network's input."""
    return torch.from_numpy(pictures).permute(0, 3, 1, 2).float() / 127.5 - 1


def correct_points(found: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Per point 1 (found), 0 (missed) or NaN (not visible or outside); arrays [n, 18, 2]."""
    inside = ((wanted >= 0) & (wanted <= 1)).all(-1)
    shown = np.where(inside[..., None], wanted, np.nan)
    size = (np.nanmax(shown, 1) - np.nanmin(shown, 1)).max(-1)
    close = np.linalg.norm(found - wanted, axis=-1) <= TOLERANCE * size[:, None]
    return np.where(inside, close.astype(np.float32), np.nan)


def single_person_batches(first_seed: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Endless batches of whole-figure pictures with one person."""
    pictures, points = [], []
    while True:
        for picture, joints, _ in render_many(first_seed, 20_000, workers=1):
            inside = np.nansum((joints[0] >= 0) & (joints[0] <= 1)) >= 30
            if not np.isnan(joints[1]).all() or not inside:
                continue
            pictures.append(picture)
            points.append(joints[0])
            if len(pictures) == BATCH:
                yield np.stack(pictures), np.stack(points)
                pictures, points = [], []
        first_seed += 20_000


def worsened(pictures: torch.Tensor) -> torch.Tensor:
    """Half of the pictures made coarser, all of them mottled and noisy to a random degree."""
    half = len(pictures) // 2
    side = pictures.shape[-1]
    coarse = F.interpolate(pictures[:half], size=random.randint(28, 96), mode="area")
    soft = F.interpolate(coarse, size=side, mode=random.choice(("bilinear", "bicubic")))
    mixed = torch.cat([soft, pictures[half:]])
    degree = 0.15 * torch.rand(len(pictures), 1, 1, 1)
    mottles = F.interpolate(torch.randn(len(pictures), 3, 20, 20), size=side, mode="bicubic")
    return mixed + degree * mottles + 0.3 * degree * torch.randn_like(mixed)


def train(minutes: float, start: Path) -> KeypointNet:
    """Fit the network for the given time, from the weights in `start` if that exists."""
    net = KeypointNet().to(memory_format=torch.channels_last)
    if start.exists():
        net.load_state_dict(torch.load(start, weights_only=True))
    optimizer = torch.optim.AdamW([{"params": list(net.parameters()), "peak": 3e-3}], weight_decay=1e-3)
    clock = Clock(minutes)
    for step, (pictures, points) in enumerate(single_person_batches(TRAINING_SEED)):
        if clock.progress >= 1:
            return net
        set_learning_rate(optimizer, learning_rate_factor(step, clock.progress, 50, 0.5))
        inputs = worsened(as_input(pictures)).contiguous(memory_format=torch.channels_last)
        with half_precision():
            found = net(inputs)
        target = torch.from_numpy(points)
        known = ((target >= 0) & (target <= 1)).all(-1, keepdim=True)
        loss = ((found - target.nan_to_num()).abs() * known).sum() / known.sum()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        if step % 50 == 0:
            print(f"step {step} loss {loss.item():.4f}", flush=True)
    return net


@torch.no_grad()
def measure(net: KeypointNet) -> dict[str, float]:
    """PCK@0.1 on held-out renders."""
    net.eval()
    scores, batches = [], single_person_batches(HELD_OUT_SEED + 10_000)
    for _ in range(HELD_OUT_COUNT // BATCH):
        pictures, points = next(batches)
        scores.append(correct_points(net(as_input(pictures)).numpy(), points))
    batches.close()
    return {"held_out_pictures": HELD_OUT_COUNT, "pck_at_0.1": float(np.nanmean(np.concatenate(scores)))}


def load(work: Path) -> KeypointNet:
    """The trained network."""
    net = KeypointNet()
    net.load_state_dict(torch.load(work / "keypoints.pt", weights_only=True))
    return net.eval()


def main() -> None:
    """Train, measure, save."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    random.seed(0)
    net = train(options.minutes, options.work / "keypoints.pt")
    report = measure(net)
    torch.save(net.state_dict(), options.work / "keypoints.pt")
    (options.work / "keypoints.json").write_text(json.dumps(report, indent=2) + "\n")
    print(report)


if __name__ == "__main__":
    main()
