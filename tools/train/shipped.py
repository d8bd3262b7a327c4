"""Weights as the page has them, from its packed files, in float32.

A packed safetensors file holds int8 kernels with one scale for each output channel, and matrices of unsigned bytes
around 128 with one scale for each block of 32 inputs.
"""

from __future__ import annotations

from pathlib import Path

import torch
from diffusers import AutoencoderKL
from safetensors.torch import load_file

SHIPPED = Path(__file__).parents[2] / "public" / "models" / "armature-256"


def unpack(stored: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The tensors of a packed file in float32; a matrix in blocks comes out as [rows, columns]."""
    state = {}
    for name, values in stored.items():
        if name.endswith(".scales"):
            continue
        if not name.endswith(".q"):
            state[name] = values.float()
            continue
        scales = stored[f"{name[:-2]}.scales"].float()
        if values.dtype == torch.uint8:
            state[name[:-2]] = ((values.float() - 128) * scales[..., None]).flatten(1)
        else:
            state[name[:-2]] = (values.flatten(1) * scales[:, None]).view(values.shape)
    return state


def shipped_autoencoder(folder: Path = SHIPPED / "vae") -> AutoencoderKL:
    """The autoencoder of the built-in model, for use without training."""
    autoencoder = AutoencoderKL.from_config(AutoencoderKL.load_config(folder))
    (path,) = folder.glob("*.safetensors")
    shapes = {name: value.shape for name, value in autoencoder.state_dict().items()}
    autoencoder.load_state_dict({name: value.reshape(shapes[name]) for name, value in unpack(load_file(path)).items()})
    return autoencoder.eval().requires_grad_(False)
