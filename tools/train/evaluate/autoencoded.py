"""Drawings as the model's own autoencoder gives them back: what styles lose there, no picture of the model can show."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from model.autoencoder import open_autoencoder
from model.machine import Machine
from model.sizes import Size
from pixels import pixels_of

BATCH = 8


@torch.no_grad()
def autoencoded(work: Path, size: Size, pictures: list[np.ndarray]) -> list[np.ndarray]:
    """Pictures RGB uint8 [256, 256, 3], encoded and decoded once, in float32, by the averaged weights of WORK/autoencoder.pt
    and, once it is there, of WORK/decoder.pt."""
    machine, made = Machine(compiled=False), []
    autoencoder = open_autoencoder(work, size, machine)
    for some in torch.from_numpy(np.stack(pictures)).split(BATCH):
        made += list(pixels_of(autoencoder(machine.pictures(some)).sample))
    return made
