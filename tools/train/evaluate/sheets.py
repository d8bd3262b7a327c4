"""Sheets to look at: pictures by index, failures beside the drawings of their cases, closest pictures of the training."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np

import world
from evaluate.cases import Case
from evaluate.neighbours import Neighbours

GRID, COLUMNS = 48, 8
LINE, LETTERS = 18, 0.4
PAIRS = 16
JPEG_QUALITY = 88


def labelled(picture: np.ndarray, lines: list[str]) -> np.ndarray:
    """A picture above lines of words."""
    strip = np.full((LINE * len(lines) + 4, picture.shape[1], 3), 255, np.uint8)
    for row, words in enumerate(lines):
        cv2.putText(strip, words, (4, LINE * (row + 1) - 4), cv2.FONT_HERSHEY_SIMPLEX, LETTERS, (40, 34, 50), 1, cv2.LINE_AA)
    return np.vstack([picture, strip])


def in_rows(tiles: list[np.ndarray], columns: int) -> np.ndarray:
    """Tiles of one size side by side; the last row is filled with white."""
    tiles = tiles + [np.full_like(tiles[0], 255)] * (-len(tiles) % columns)
    return np.vstack([np.hstack(tiles[start : start + columns]) for start in range(0, len(tiles), columns)])


def write(path: Path, sheet: np.ndarray) -> None:
    """Write an RGB sheet as JPEG."""
    cv2.imwrite(str(path), cv2.cvtColor(sheet, cv2.COLOR_RGB2BGR), (cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY))


def chosen_by_index(count: int) -> list[int]:
    """At most 48 indices, evenly over all cases. Not every fourth: the cases on plain backdrops are the even ones."""
    shown = min(GRID, count)
    return [number * count // shown for number in range(shown)]


def grid(cases: list[Case], pictures: list[np.ndarray]) -> np.ndarray:
    """The pictures that were chosen by index, with the names of their cases."""
    return in_rows([labelled(pictures[index], [cases[index]["name"]]) for index in chosen_by_index(len(cases))], COLUMNS)


def failures(pictures: list[np.ndarray], drawings: list[np.ndarray], words: list[list[str]]) -> np.ndarray:
    """Failed pictures beside the drawings of their cases; words: its name and what failed, line by line."""
    rows = max(map(len, words))
    tiles = [
        labelled(np.hstack([picture, drawing]), lines + [""] * (rows - len(lines)))
        for picture, drawing, lines in zip(pictures, drawings, words)
    ]
    return in_rows(tiles, COLUMNS // 2)


def closest_pairs(names: list[str], pictures: list[np.ndarray], neighbours: Neighbours) -> np.ndarray:
    """The pictures that are nearest to one of the training, each beside it."""
    tiles = []
    for index in neighbours.distances.argsort()[:PAIRS]:
        seed = int(neighbours.seeds[index])
        pair = np.hstack([pictures[index], world.sample(seed, "train").picture])
        tiles.append(labelled(pair, [f"{names[index]} and training {seed}: {neighbours.distances[index]:.1f}"]))
    return in_rows(tiles, COLUMNS // 2)
