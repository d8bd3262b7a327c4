"""How like two folders of pictures are: `python -m evaluate.likeness --pictures DIR --reference DIR`, as JSON.

PSNR over all pictures together, and the mean SSIM of their grey values (Wang et al. 2004: Gaussian window of 11 pixels with
deviation 1.5, K1 0.01, K2 0.03).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import cv2
import numpy as np

WINDOW, DEVIATION = 5, 1.5
STABLE = (0.01 * 255) ** 2, (0.03 * 255) ** 2


def _local_mean(values: np.ndarray) -> np.ndarray:
    side = 2 * WINDOW + 1
    return cv2.GaussianBlur(values, (side, side), DEVIATION)[WINDOW:-WINDOW, WINDOW:-WINDOW]


def structural_similarity(first: np.ndarray, second: np.ndarray) -> float:
    """SSIM of two grey pictures [h, w] in 0..255, over the windows that lie inside."""
    a, b = first.astype(np.float64), second.astype(np.float64)
    mean_a, mean_b = _local_mean(a), _local_mean(b)
    spread_a, spread_b = _local_mean(a * a) - mean_a**2, _local_mean(b * b) - mean_b**2
    common = _local_mean(a * b) - mean_a * mean_b
    light = (2 * mean_a * mean_b + STABLE[0]) / (mean_a**2 + mean_b**2 + STABLE[0])
    return float((light * (2 * common + STABLE[1]) / (spread_a + spread_b + STABLE[1])).mean())


def main() -> None:
    """Compare pictures of the same names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=Path, required=True)
    parser.add_argument("--reference", type=Path, required=True)
    options = parser.parse_args()
    names = sorted(path.name for path in options.reference.glob("[0-9]*.png"))
    pairs = [(cv2.imread(str(options.pictures / name)), cv2.imread(str(options.reference / name))) for name in names]
    squared = np.mean([(a.astype(np.float64) - b) ** 2 for a, b in pairs])
    alike = [structural_similarity(*(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY) for picture in pair)) for pair in pairs]
    decibels = None if squared == 0 else round(10 * np.log10(255**2 / squared), 1)
    print(json.dumps({"pictures": len(pairs), "psnr": decibels, "ssim": round(float(np.mean(alike)), 3)}))


if __name__ == "__main__":
    main()
