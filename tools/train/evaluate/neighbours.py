"""Whether pictures are copies of pictures of the training: their nearest neighbours among it.

The first pictures that the stage "diffusion" is trained on are drawn again and kept as descriptors under WORK/neighbours. A
picture counts as a copy when it is less than COPY times as far from its nearest one as the world's own drawing of its case,
which was never trained on, is from its own.
"""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

import world
from evaluate.distances import descriptor, descriptors, distances
from model.sources import FIRST_SEED

COPY = 0.5
CHUNK = 500


@dataclass(frozen=True)
class Neighbours:
    """The nearest picture of the training of each of n pictures: distances in Lab and seeds, [n] each."""

    distances: np.ndarray
    seeds: np.ndarray


def _draw_chunk(task: tuple[int, Path]) -> None:
    start, path = task
    cv2.setNumThreads(1)
    rows = [descriptor(world.sample(seed, "train").picture) for seed in range(start, start + CHUNK)]
    partial = path.with_suffix(".partial.npy")
    np.save(partial, np.stack(rows).astype(np.float16))
    partial.replace(path)


def chunk_files(work: Path, count: int, workers: int) -> list[tuple[int, Path]]:
    """First seed and file of each chunk of descriptors, of `count` pictures but for a last part of a chunk; draws those missing."""
    folder = work / "neighbours"
    folder.mkdir(parents=True, exist_ok=True)
    starts = range(FIRST_SEED["diffusion"], FIRST_SEED["diffusion"] + count // CHUNK * CHUNK, CHUNK)
    files = [(start, folder / f"{start}.npy") for start in starts]
    missing = [task for task in files if not task[1].exists()]
    if missing:
        with multiprocessing.get_context("spawn").Pool(max(1, workers)) as pool:
            pool.map(_draw_chunk, missing, chunksize=1)
    return files


def nearest(rows: np.ndarray, files: list[tuple[int, Path]]) -> Neighbours:
    """The nearest picture of the training for each descriptor [n, d].

    Raises ValueError where a nearest one is not what its seed draws now: the world has changed since.
    """
    best, seeds = np.full(len(rows), np.inf, np.float32), np.zeros(len(rows), np.int64)
    for start, path in files:
        apart = distances(rows, np.load(path).astype(np.float32))
        index, least = apart.argmin(1), apart.min(1)
        closer = least < best
        best[closer], seeds[closer] = least[closer], start + index[closer]
    _check(int(seeds[best.argmin()]), rows[best.argmin()], float(best.min()))
    return Neighbours(best, seeds)


def _check(seed: int, row: np.ndarray, apart: float) -> None:
    again = float(np.linalg.norm(row - descriptor(world.sample(seed, "train").picture)))
    if abs(again - apart) > 0.1:
        raise ValueError("The world draws other pictures than those in WORK/neighbours: remove that folder.")


def compared(made: Neighbours, drawn: Neighbours, names: list[str]) -> dict[str, Any]:
    """Distances of pictures beside those of the drawings of the same cases, and the names of those that are copies."""
    shares = made.distances / drawn.distances
    below = made.distances < np.quantile(drawn.distances, 0.05)
    return {
        "median_distance": round(float(np.median(made.distances)), 2),
        "median_distance_of_drawings": round(float(np.median(drawn.distances)), 2),
        "least_distance": round(float(made.distances.min()), 2),
        "least_distance_of_drawings": round(float(drawn.distances.min()), 2),
        "nearer_than_a_twentieth_of_drawings": int(below.sum()),
        "least_share_of_the_drawings_distance": round(float(shares.min()), 2),
        "copies": [name for name, share in zip(names, shares) if share < COPY],
    }


def judged(made: list[np.ndarray], drawn: list[np.ndarray], names: list[str], files: list[tuple[int, Path]]) -> tuple[dict[str, Any], Neighbours]:
    """Compare pictures with the drawings of their cases; also their neighbours."""
    neighbours = nearest(descriptors(made), files)
    return {"training_pictures": CHUNK * len(files)} | compared(neighbours, nearest(descriptors(drawn), files), names), neighbours
