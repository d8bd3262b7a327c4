"""The same tensors under the names of other layouts."""

from __future__ import annotations

import re

LEGACY_ATTENTION = {"to_q": "query", "to_k": "key", "to_v": "value", "to_out.0": "proj_attn"}
LDM_ATTENTION = {"to_q": "q", "to_k": "k", "to_v": "v", "to_out.0": "proj_out", "group_norm": "norm"}
RESNET = {
    "norm1": "in_layers.0",
    "conv1": "in_layers.2",
    "time_emb_proj": "emb_layers.1",
    "norm2": "out_layers.0",
    "conv2": "out_layers.3",
    "conv_shortcut": "skip_connection",
}
DENOISER_ENDS = {
    "time_embedding.linear_1": "time_embed.0",
    "time_embedding.linear_2": "time_embed.2",
    "conv_in": "input_blocks.0.0",
    "conv_norm_out": "out.0",
    "conv_out": "out.2",
}
HINT_ENDS = {"conv_in": "input_hint_block.0", "conv_out": "input_hint_block.14"}
LAYERS_PER_BLOCK = 2
UP_BLOCKS = 4


def legacy_vae(name: str) -> str:
    """As in the autoencoder files of before diffusers 0.17."""
    for new, old in LEGACY_ATTENTION.items():
        name = re.sub(rf"(attentions\.0\.){re.escape(new)}\.", rf"\g<1>{old}.", name)
    return name


def ldm_denoiser(name: str) -> str:
    """Of a UNet or a ControlNet, without the prefix of its network."""
    module, leaf = name.rsplit(".", 1)
    if module in DENOISER_ENDS:
        return f"{DENOISER_ENDS[module]}.{leaf}"
    if module.startswith("controlnet_"):
        return f"{controlnet_only(module.removeprefix('controlnet_'))}.{leaf}"
    block = re.fullmatch(r"(down_blocks|up_blocks)\.(\d)\.(\w+)\.(\d)\.(.+)", module)
    if block:
        return f"{numbered_block(*block.groups())}.{leaf}"
    kind, index, inner = re.fullmatch(r"mid_block\.(\w+)\.(\d)\.(.+)", module).groups()
    place = 1 if kind == "attentions" else 2 * int(index)
    return f"middle_block.{place}.{RESNET[inner] if kind == 'resnets' else inner}.{leaf}"


def numbered_block(way: str, block: str, kind: str, index: str, inner: str) -> str:
    """Blocks are counted through: after each level's residual blocks comes the change of size."""
    down = way == "down_blocks"
    stride = LAYERS_PER_BLOCK + 1
    first = stride * int(block) + (1 if down else 0)
    root = "input_blocks" if down else "output_blocks"
    if kind == "resnets":
        return f"{root}.{first + int(index)}.0.{RESNET[inner]}"
    if kind == "attentions":
        return f"{root}.{first + int(index)}.1.{inner}"
    if kind == "downsamplers":
        return f"{root}.{first + LAYERS_PER_BLOCK}.0.op"
    # The innermost level has no attention that would come before it.
    return f"{root}.{first + LAYERS_PER_BLOCK}.{1 if block == '0' else 2}.conv"


def controlnet_only(module: str) -> str:
    if module == "mid_block":
        return "middle_block_out.0"
    where, inner = module.split(".", 1)
    if where == "down_blocks":
        return f"zero_convs.{inner}.0"
    if inner in HINT_ENDS:
        return HINT_ENDS[inner]
    return f"input_hint_block.{2 * (int(inner.removeprefix('blocks.')) + 1)}"


def ldm_vae(name: str) -> str:
    """Of the autoencoder, without the prefix."""
    name = name.replace("conv_norm_out", "norm_out").replace("conv_shortcut", "nin_shortcut")
    name = re.sub(r"down_blocks\.(\d)\.resnets", r"down.\1.block", name)
    name = re.sub(r"down_blocks\.(\d)\.downsamplers\.0", r"down.\1.downsample", name)
    outermost = UP_BLOCKS - 1
    name = re.sub(r"up_blocks\.(\d)\.resnets", lambda m: f"up.{outermost - int(m[1])}.block", name)
    name = re.sub(r"up_blocks\.(\d)\.upsamplers\.0", lambda m: f"up.{outermost - int(m[1])}.upsample", name)
    name = re.sub(r"mid_block\.resnets\.(\d)", lambda m: f"mid.block_{int(m[1]) + 1}", name)
    attention = re.fullmatch(r"(.+)mid_block\.attentions\.0\.(.+)\.(weight|bias)", name)
    if not attention:
        return name
    place, module, leaf = attention.groups()
    return f"{place}mid.attn_1.{LDM_ATTENTION[module]}.{leaf}"


def ldm_vae_shape(name: str, shape: tuple[int, ...]) -> tuple[int, ...]:
    """Its attention is written with kernels of one cell."""
    return (*shape, 1, 1) if ".attn_1." in name and len(shape) == 2 else shape


def kohya_module(module: str) -> str:
    """How LoRA files of the kohya style call a layer of the UNet."""
    return "lora_unet_" + module.replace(".", "_")
