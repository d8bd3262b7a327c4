"""The networks: their modules from the configs, the names and shapes of their tensors, and seeded values for each."""

from __future__ import annotations

import math
import zlib

import torch
from diffusers import AutoencoderKL, AutoencoderTiny, ControlNetModel, UNet2DConditionModel
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel

import configs

Shapes = dict[str, tuple[int, ...]]

# No norms stand between the layers of the hint's embedding, and each SiLU shrinks what it is given.
HINT_GAIN = 1.7
# A trained ControlNet steers; it does not outweigh the skips that it is added to.
RESIDUAL_GAIN = 0.3
TEXT_PREFIX = "text_model."


def build(network: str) -> nn.Module:
    """The module of a network; on the meta device it has names and shapes only."""
    if network == "text_encoder":
        return CLIPTextModel(CLIPTextConfig(**configs.TEXT_ENCODER, attn_implementation="eager"))
    kind, config = {
        "unet": (UNet2DConditionModel, configs.UNET),
        "controlnet": (ControlNetModel, configs.CONTROLNET),
        "vae": (AutoencoderKL, configs.VAE),
        "tiny_vae": (AutoencoderTiny, configs.TINY_VAE),
    }[network]
    return kind.from_config(config)


def public_name(network: str, name: str) -> str:
    """The name in a file. Later versions of transformers no longer have the prefix in the module itself."""
    is_bare = network == "text_encoder" and not name.startswith(TEXT_PREFIX)
    return TEXT_PREFIX + name if is_bare else name


def shapes_of(network: str) -> Shapes:
    """Tensor names as in today's files, with shapes."""
    with torch.device("meta"):
        state = build(network).state_dict()
    return {public_name(network, name): tuple(tensor.shape) for name, tensor in state.items()}


def values_of(network: str, name: str, shape: tuple[int, ...]) -> torch.Tensor:
    """Random float32 values that depend on the name alone, so that every layout holds the same network, and that keep
    activations near 1 through all layers."""
    generator = torch.Generator().manual_seed(zlib.crc32(f"{network}/{name}".encode()))
    values = torch.randn(shape, generator=generator)
    if len(shape) < 2:
        values *= 0.1
        return values + 1 if "norm" in name and name.endswith("weight") else values
    if name.endswith(("token_embedding.weight", "position_embedding.weight")):
        return values * 0.5
    return values * gain_of(name) / math.sqrt(math.prod(shape[1:]))


def gain_of(name: str) -> float:
    if "controlnet_cond_embedding" in name:
        return HINT_GAIN
    return RESIDUAL_GAIN if name.startswith(("controlnet_down_blocks", "controlnet_mid_block")) else 1.0


@torch.no_grad()
def load(network: str) -> nn.Module:
    """The network in float32 with the very values that the float16 files hold."""
    with torch.device("meta"):
        module = build(network)
    module = module.to_empty(device="cpu")
    for name, parameter in module.named_parameters():
        values = values_of(network, public_name(network, name), tuple(parameter.shape))
        parameter.copy_(values.half().float())
    if network == "text_encoder":
        positions = torch.arange(configs.TEXT_ENCODER["max_position_embeddings"])[None]
        for name, buffer in module.named_buffers():
            if name.endswith("position_ids"):
                buffer.copy_(positions)
    return module.eval()
