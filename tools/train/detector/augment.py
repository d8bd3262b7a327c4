"""What happens to a drawing on its way into the page: other colours, soft or coarse pixels, noise, margins."""

from __future__ import annotations

import random
from dataclasses import replace

import cv2
import numpy as np
import torch
from diffusers import AutoencoderKL

from pixels import pixels_of
from skeleton import MIRRORED

from .examples import Example

MARGIN = 114
LATENT_NOISE = 0.3
INTERPOLATIONS = (cv2.INTER_LINEAR, cv2.INTER_CUBIC, cv2.INTER_AREA, cv2.INTER_NEAREST)


def flipped(example: Example) -> Example:
    """Seen in a mirror: sides change places, in the picture and in the names of the points."""
    side = example.picture.shape[1]
    people, centres = example.people[:, MIRRORED].copy(), example.centres.copy()
    people[..., 0], centres[..., 0] = side - people[..., 0], side - centres[..., 0]
    return Example(np.ascontiguousarray(example.picture[:, ::-1]), people, centres, example.torsos)


def with_margins(rng: random.Random, example: Example) -> Example:
    """Only a band of the picture, as when one that is not square is put into the network's square."""
    axis, side = rng.randrange(2), example.picture.shape[0]
    width = rng.uniform(0.5, 0.95) * side
    low = round(rng.choice((0, (side - width) / 2, rng.uniform(0, side - width))))
    high = round(low + width)
    picture = np.full_like(example.picture, MARGIN)
    band = (slice(None), slice(low, high)) if axis == 0 else (slice(low, high), slice(None))
    picture[band] = example.picture[band]
    people = example.people.copy()
    with np.errstate(invalid="ignore"):
        people[(people[..., axis] < low) | (people[..., axis] >= high)] = np.nan
    centres = example.centres.copy()
    centres[:, axis] = centres[:, axis].clip(low + 1, high - 1)
    return Example(picture, people, centres, example.torsos).with_enough()


def scaled(rng: random.Random, example: Example, factor: float) -> Example:
    """Smaller, in the upper left corner, where the page puts pictures that are not square; or a piece from anywhere, enlarged."""
    side = example.picture.shape[0]
    cut = min(side, round(side / factor))
    corner = np.array([rng.randint(0, side - cut), rng.randint(0, side - cut)], np.float32)
    x, y = corner.astype(int)
    size = min(side, round(cut * factor))
    factor = size / cut
    picture = np.full_like(example.picture, MARGIN)
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    picture[:size, :size] = cv2.resize(example.picture[y : y + cut, x : x + cut], (size, size), interpolation=how)
    people, centres = (example.people - corner) * factor, (example.centres - corner) * factor
    with np.errstate(invalid="ignore"):
        people[((people < 0) | (people >= size)).any(-1)] = np.nan
    return Example(picture, people, centres.clip(1, size - 1), example.torsos * factor).with_enough()


def _recoloured(rng: random.Random, picture: np.ndarray) -> np.ndarray:
    values = picture.astype(np.float32) / 255
    if rng.random() < 0.15:
        values = values[..., rng.sample(range(3), 3)]
    gains = np.array([rng.uniform(0.75, 1.25) for _ in range(3)], np.float32)
    values = np.clip(values * gains + rng.uniform(-0.12, 0.12), 0, 1) ** rng.uniform(0.7, 1.4)
    if rng.random() < 0.12:
        values = np.repeat(values.mean(2, keepdims=True), 3, axis=2)
    return (values * 255).astype(np.uint8)


def _resampled(rng: random.Random, picture: np.ndarray) -> np.ndarray:
    side = picture.shape[0]
    small = round(side * rng.uniform(0.375, 1.5))
    there = cv2.resize(picture, (small, small), interpolation=rng.choice(INTERPOLATIONS))
    return cv2.resize(there, (side, side), interpolation=rng.choice(INTERPOLATIONS[:3]))


def _noisy(rng: random.Random, picture: np.ndarray) -> np.ndarray:
    dice = np.random.default_rng(rng.getrandbits(32))
    side, degree = picture.shape[0], rng.uniform(0, 18)
    mottles = cv2.resize(dice.standard_normal((20, 20, 3), np.float32), (side, side), interpolation=cv2.INTER_CUBIC)
    grain = dice.standard_normal(picture.shape, np.float32)
    return np.clip(picture + degree * (mottles + 0.4 * grain), 0, 255).astype(np.uint8)


def _as_jpeg(rng: random.Random, picture: np.ndarray) -> np.ndarray:
    _, data = cv2.imencode(".jpg", picture, (cv2.IMWRITE_JPEG_QUALITY, rng.randint(25, 92)))
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def worsened(rng: random.Random, example: Example) -> Example:
    """Each kind of change now and then; one picture in six stays as it is."""
    if rng.random() < 1 / 6:
        return example
    picture = example.picture
    for change, share in ((_recoloured, 0.7), (_resampled, 0.45), (_noisy, 0.35), (_as_jpeg, 0.25)):
        if rng.random() < share:
            picture = change(rng, picture)
    if rng.random() < 0.15:
        picture = cv2.GaussianBlur(picture, (0, 0), rng.uniform(0.5, 1.5))
    changed = replace(example, picture=picture)
    return with_margins(rng, changed) if rng.random() < 0.2 else changed


def as_input(pictures: list[np.ndarray]) -> torch.Tensor:
    """uint8 pictures [h, w, 3] to the network's input, float32 [n, 3, h, w] in -1..1."""
    batch = torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2)
    return (batch.float() / 127.5 - 1).contiguous(memory_format=torch.channels_last)


@torch.no_grad()
def through_autoencoder(
    autoencoder: AutoencoderKL, examples: list[Example], dice: torch.Generator | None = None
) -> list[Example]:
    """The same with pictures that were encoded and decoded once.

    With dice, noise of up to a third of the latents' own deviation goes along: what it leaves in the picture is much like what
    a denoiser leaves.
    """
    device = autoencoder.device
    latents = autoencoder.encode(as_input([e.picture for e in examples]).to(device)).latent_dist.mean
    if dice:
        degrees = LATENT_NOISE * torch.rand(len(examples), 1, 1, 1, generator=dice, device=device) * latents.std()
        latents = latents + degrees * torch.randn(latents.shape, generator=dice, device=device)
    pixels = pixels_of(autoencoder.decode(latents).sample)
    return [replace(example, picture=np.ascontiguousarray(picture)) for example, picture in zip(examples, pixels)]
