"""How far pictures are apart: the mean difference of colour in CIE Lab, of pictures reduced to 32 px."""

from __future__ import annotations

import cv2
import numpy as np

REDUCED = 32


def descriptor(picture: np.ndarray) -> np.ndarray:
    """RGB uint8 [h, w, 3] to float32 [3072], so that the distance of two is the root of the mean squared difference in Lab."""
    small = cv2.resize(picture, (REDUCED, REDUCED), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return cv2.cvtColor(small, cv2.COLOR_RGB2LAB).reshape(-1) / REDUCED


def descriptors(pictures: list[np.ndarray]) -> np.ndarray:
    """One row for each picture, float32 [n, 3072]."""
    return np.stack([descriptor(picture) for picture in pictures])


def distances(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Between all rows of [n, d] and [m, d], in units of Lab, [n, m]."""
    squared = (first**2).sum(1)[:, None] + (second**2).sum(1) - 2 * first @ second.T
    return np.sqrt(np.maximum(squared, 0))


def mean_distance(rows: np.ndarray) -> float:
    """Over all pairs of rows [n, d]."""
    return float(distances(rows, rows)[np.triu_indices(len(rows), 1)].mean())
