"""Pairs of a small picture and the same drawing at twice its side; all of it follows from a seed.

The large one is drawn, never enlarged. The small one is what the page has to enlarge: mostly the large one reduced by
area, else drawn at its own size, or taken through the built-in model's autoencoder, whose haze is in every picture
that the model draws. Half of the pairs are larger, so that a picture that was enlarged once can be enlarged again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

import cv2
import numpy as np
import torch
from diffusers import AutoencoderKL

import world
from pixels import pixels_of
from renderer.sample import make_sample

SCALE = 2
WORLD_SHARE = 0.2
TWICE_ENLARGED_SHARE = 0.4
DRAWN_SMALL_SHARE = 0.15
AUTOENCODER_SHARE = 0.25


@dataclass(frozen=True)
class Pair:
    """RGB uint8 [s, s, 3] and [2s, 2s, 3]."""

    small: np.ndarray
    large: np.ndarray


def reduced(picture: np.ndarray) -> np.ndarray:
    """Half the side: the mean of every two by two pixels."""
    side = picture.shape[0] // SCALE
    return cv2.resize(picture, (side, side), interpolation=cv2.INTER_AREA)


def drawn_pair(seed: int, large_side: int) -> Pair:
    """A drawing of the renderer's and its reduction by area."""
    large = make_sample(seed, large_side)
    return Pair(reduced(large), large)


def world_pair(seed: int, split: str) -> Pair:
    """A drawing of the world at 256 px and its reduction by area."""
    large = world.sample(seed, split).picture
    return Pair(reduced(large), large)


@torch.no_grad()
def through_autoencoder(autoencoder: AutoencoderKL, pair: Pair) -> Pair:
    """The same with a small picture that was encoded and decoded once."""
    values = torch.from_numpy(pair.small).permute(2, 0, 1)[None].float() / 127.5 - 1
    (small,) = pixels_of(autoencoder.decode(autoencoder.encode(values).latent_dist.mean).sample)
    return Pair(np.ascontiguousarray(small), pair.large)


def training_pair(seed: int, autoencoder: AutoencoderKL) -> Pair:
    """One pair of the training's mixture."""
    rng = random.Random(seed)
    if rng.random() < WORLD_SHARE:
        return world_pair(seed, "train")
    if rng.random() < TWICE_ENLARGED_SHARE:
        return drawn_pair(seed, 512)
    pair, how = drawn_pair(seed, 256), rng.random()
    if how < DRAWN_SMALL_SHARE:
        return Pair(make_sample(seed, 128), pair.large)
    return through_autoencoder(autoencoder, pair) if how < DRAWN_SMALL_SHARE + AUTOENCODER_SHARE else pair


def crops(rng: random.Random, pair: Pair, side: int, count: int) -> list[Pair]:
    """Squares of a pair, `side` px of the small picture; turned over, with their channels in any order."""
    found = []
    for _ in range(count):
        y, x = (rng.randrange(pair.small.shape[0] - side + 1) for _ in range(2))
        channels, turns, mirrored = rng.sample(range(3), 3), rng.randrange(4), rng.random() < 0.5

        def cut(picture: np.ndarray, scale: int) -> np.ndarray:
            square = picture[y * scale : (y + side) * scale, x * scale : (x + side) * scale, channels]
            return np.rot90(square[:, ::-1] if mirrored else square, turns)

        found.append(Pair(cut(pair.small, 1), cut(pair.large, SCALE)))
    return found


def as_tensor(pictures: list[np.ndarray]) -> torch.Tensor:
    """uint8 pictures [h, w, 3] -> float32 [n, 3, h, w] in 0..1."""
    batch = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2)
    return (batch.float() / 255).contiguous(memory_format=torch.channels_last)
