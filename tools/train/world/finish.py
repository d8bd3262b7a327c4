"""What a style does to the finished picture: pixels, hatching, paper and pigment, glow, bloom, soft light."""

from __future__ import annotations

from functools import cache

import cv2
import numpy as np

from . import SIDE

PIXELS = 64
LEVELS = 12


@cache
def _noise(seed: int, cell: float) -> np.ndarray:
    """Smooth noise of mean 0 and deviation about 1, float32 [512, 512]; `cell` is its grain in px."""
    small = np.random.default_rng(seed).standard_normal((int(512 / cell) + 2,) * 2).astype(np.float32)
    big = cv2.resize(small, (512, 512), interpolation=cv2.INTER_CUBIC)
    return big / big.std()


def _crop(noise: np.ndarray, seed: int) -> np.ndarray:
    x, y = seed % 251, (seed // 251) % 251
    return noise[y : y + SIDE, x : x + SIDE]


@cache
def _hatching() -> tuple[np.ndarray, np.ndarray]:
    """Two sets of slanted pen lines as masks in 0..1, float32 [256, 256]."""
    ys, xs = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    wobble = _noise(5, 24)[:SIDE, :SIDE] * 0.9
    first = np.clip(1.5 - np.abs((xs + ys + wobble) % 6 - 3), 0, 1)
    second = np.clip(1.4 - np.abs((xs - ys + wobble) % 6 - 3), 0, 1)
    return first, second


@cache
def _bayer() -> np.ndarray:
    """An ordered dither of 4x4 cells in -0.5..0.5, float32 [64, 64, 1]."""
    cell = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]], np.float32) / 16 - 0.47
    return np.tile(cell, (PIXELS // 4, PIXELS // 4))[:, :, None]


def _pixels(picture: np.ndarray, seed: int) -> np.ndarray:
    small = cv2.resize(picture, (PIXELS, PIXELS), interpolation=cv2.INTER_AREA).astype(np.float32)
    step = 255 / (LEVELS - 1)
    small = np.round((small + _bayer() * step * 0.12) / step) * step
    return cv2.resize(np.clip(small, 0, 255).astype(np.uint8), (SIDE, SIDE), interpolation=cv2.INTER_NEAREST)


def _pen(picture: np.ndarray, seed: int) -> np.ndarray:
    tone = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    first, second = _hatching()
    ink = first * np.clip((150 - tone) / 60, 0, 1) * 0.42 + second * np.clip((100 - tone) / 60, 0, 1) * 0.4
    paper = 1 + 0.006 * _crop(_noise(7, 3), seed)
    shaded = picture.astype(np.float32) * ((1 - ink) * paper)[:, :, None]
    return np.clip(shaded, 0, 255).astype(np.uint8)


def _wash(picture: np.ndarray, seed: int) -> np.ndarray:
    """Edges wander, colour gathers at them, pigment settles in the paper's grain."""
    ys, xs = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    wander = 0.85
    map_x = xs + _crop(_noise(1, 14), seed) * wander
    map_y = ys + _crop(_noise(2, 14), seed + 77) * wander
    moved = cv2.remap(picture, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT).astype(np.float32)
    soft = cv2.blur(moved, (7, 7))
    gathered = moved + (moved - soft) * 0.4
    pigment = 1 + 0.035 * _crop(_noise(3, 30), seed + 31) + 0.022 * _crop(_noise(4, 2), seed + 5)
    white = 252 - (252 - gathered) * pigment[:, :, None]
    return np.clip(white, 0, 255).astype(np.uint8)


def _glow(picture: np.ndarray, seed: int) -> np.ndarray:
    bright = np.maximum(cv2.resize(picture, (128, 128), interpolation=cv2.INTER_AREA), 70) - 70
    halo = cv2.addWeighted(cv2.blur(bright, (5, 5)), 0.8, cv2.blur(cv2.blur(bright, (17, 17)), (17, 17)), 1.0, 0)
    return cv2.add(picture, cv2.resize(halo, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR))


@cache
def _sunlight() -> tuple[np.ndarray, np.ndarray]:
    """Warm light from the upper left and violet shade to the lower right, float32 [256, 256, 3], to screen with and to multiply by."""
    ys, xs = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / (SIDE - 1)
    light = np.clip(1 - np.hypot(xs, ys) / 1.1, 0, 1)[:, :, None] ** 1.5 * np.array([0.42, 0.38, 0.3], np.float32)
    shade = np.clip((xs + ys - 0.9) / 1.1, 0, 1)[:, :, None] * np.array([0.16, 0.22, 0.06], np.float32)
    return light, 1 - shade


def _bloom(picture: np.ndarray, seed: int) -> np.ndarray:
    """Vivid, and what is bright shines over its edges, as in the light of animated films; nights stay dark."""
    light, shade = _sunlight()
    values = picture.astype(np.float32) / 255 * shade
    light = light * min(1.0, 0.15 + 1.4 * float(values.mean()))
    grey = values.mean(2, keepdims=True)
    values = np.clip(grey + (values - grey) * 1.2, 0, 1)
    small = cv2.resize(np.clip(values - 0.55, 0, 1), (SIDE // 4,) * 2, interpolation=cv2.INTER_AREA)
    halo = cv2.resize(cv2.blur(cv2.blur(small, (5, 5)), (5, 5)), (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    screened = 1 - (1 - values) * (1 - light) * (1 - 0.5 * halo)
    return (np.clip(screened, 0, 1) * 255).astype(np.uint8)


@cache
def _vignette() -> np.ndarray:
    ys, xs = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32) / (SIDE - 1) - 0.5
    return (1.06 - 0.42 * (xs**2 + ys**2))[:, :, None]


def _soft(picture: np.ndarray, seed: int) -> np.ndarray:
    return np.clip(picture * _vignette(), 0, 255).astype(np.uint8)


_FINISH = {"anime": _bloom, "pixel": _pixels, "ink": _pen, "watercolour": _wash, "neon": _glow, "clay": _soft}


def finished(picture: np.ndarray, style: str, seed: int) -> np.ndarray:
    """The picture as the style leaves it; RGB uint8 [256, 256, 3]."""
    finish = _FINISH.get(style)
    return picture if finish is None else finish(picture, seed)
