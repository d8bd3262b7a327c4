"""Render the training set: pictures, joints and captions, each sample from its own seed.

Writes to WORK/data: pictures.npy uint8 [N, 128, 128, 3]; joints.npy float32 [N, 2, 18, 2] in units of the
picture side (NaN: hidden point or no second person); captions.json, N lists of differently worded captions.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from renderer.captions import caption
from renderer.poses import Pose
from renderer.sample import PICTURE_SIDE, make_sample

CAPTIONS_PER_PICTURE = 4
HELD_OUT_SEED = 900_000_000


def joints_array(poses: list[Pose]) -> np.ndarray:
    """Joints of up to two people as float32 [2, 18, 2], NaN where unseen."""
    joints = np.full((2, 18, 2), np.nan, np.float32)
    for person, pose in enumerate(poses):
        for index, (point, seen) in enumerate(zip(pose.joints, pose.visible)):
            if seen:
                joints[person, index] = point.real, point.imag
    return joints


def people_points(joints: np.ndarray, side: float) -> list[list[complex | None]]:
    """The people of one sample as lists of points (None: missing) on a canvas of the given side."""
    people = []
    for person in joints:
        if not np.isnan(person).all():
            people.append([None if np.isnan(x) else complex(x * side, y * side) for x, y in person.tolist()])
    return people


def _work(seed: int) -> tuple[np.ndarray, np.ndarray, list[str]]:
    sample = make_sample(seed)
    rng = random.Random(seed + 1)
    captions = [caption(rng, sample.looks, sample.scene) for _ in range(CAPTIONS_PER_PICTURE)]
    return sample.picture, joints_array(sample.poses), captions


def render_many(first_seed: int, count: int, workers: int) -> Iterator[tuple[np.ndarray, np.ndarray, list[str]]]:
    """Yield picture, joints and captions of consecutive seeds."""
    with multiprocessing.Pool(workers) as pool:
        yield from pool.imap(_work, range(first_seed, first_seed + count), chunksize=64)


def main() -> None:
    """Render the training set into WORK/data."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parent / ".work")
    parser.add_argument("--count", type=int, default=64_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    folder = options.work / "data"
    folder.mkdir(parents=True, exist_ok=True)
    shape = (options.count, PICTURE_SIDE, PICTURE_SIDE, 3)
    pictures = np.lib.format.open_memmap(folder / "pictures.npy", "w+", np.uint8, shape)
    joints = np.empty((options.count, 2, 18, 2), np.float32)
    captions: list[list[str]] = []
    started = time.monotonic()
    rendered = render_many(options.seed * options.count, options.count, options.workers)
    for index, (picture, points, texts) in enumerate(rendered):
        pictures[index], joints[index] = picture, points
        captions.append(texts)
        if (index + 1) % 8000 == 0:
            print(f"{index + 1} samples, {(index + 1) / (time.monotonic() - started):.0f}/s", flush=True)
    pictures.flush()
    np.save(folder / "joints.npy", joints)
    (folder / "captions.json").write_text(json.dumps(captions))


if __name__ == "__main__":
    main()
