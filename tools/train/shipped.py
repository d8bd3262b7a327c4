"""The networks of the built-in model as the page has them: from its packed files, in float32.

A packed safetensors file holds int8 kernels with one scale for each output channel, and matrices of unsigned bytes
around 128 with one scale for each block of 32 inputs.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from safetensors.torch import load_file
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizerFast

SHIPPED = Path(__file__).parents[2] / "public" / "models" / "armature-tiny"
TEXT_PREFIX = "text_model."  # which transformers writes up to version 4


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


def load_unpacked(module: nn.Module, folder: Path) -> nn.Module:
    """Fill a network from the packed file of its folder, for use without training."""
    (path,) = folder.glob("*.safetensors")
    shapes = {name: value.shape for name, value in module.state_dict().items()}
    stored = unpack(load_file(path))
    if not any(name.startswith(TEXT_PREFIX) for name in shapes):
        stored = {name.removeprefix(TEXT_PREFIX): value for name, value in stored.items()}
    state = {name: value.reshape(shapes[name]) for name, value in stored.items()}
    missing, unexpected = module.load_state_dict(state, strict=False)
    # Older files of CLIP have this buffer, and it says nothing.
    if unexpected or any("position_ids" not in name for name in missing):
        raise ValueError(f"{path} does not fit its config.json: {missing} missing, {unexpected} unexpected")
    return module.eval().requires_grad_(False)


def shipped_unet(folder: Path = SHIPPED) -> UNet2DConditionModel:
    """The denoiser."""
    return load_unpacked(UNet2DConditionModel.from_config(UNet2DConditionModel.load_config(folder / "unet")), folder / "unet")


def shipped_controlnet(folder: Path = SHIPPED) -> ControlNetModel:
    """The pose branch."""
    return load_unpacked(ControlNetModel.from_config(ControlNetModel.load_config(folder / "controlnet")), folder / "controlnet")


def shipped_autoencoder(folder: Path = SHIPPED) -> AutoencoderKL:
    """The autoencoder."""
    return load_unpacked(AutoencoderKL.from_config(AutoencoderKL.load_config(folder / "vae")), folder / "vae")


def shipped_text_encoder(folder: Path = SHIPPED) -> CLIPTextModel:
    """The text encoder."""
    config = CLIPTextConfig(**json.loads((folder / "text_encoder" / "config.json").read_text()))
    return load_unpacked(CLIPTextModel(config), folder / "text_encoder")


def shipped_tokenizer(folder: Path = SHIPPED) -> CLIPTokenizerFast:
    """The tokenizer."""
    return CLIPTokenizerFast.from_pretrained(folder / "tokenizer")
