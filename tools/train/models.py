"""The shapes of all parts; each is an ordinary diffusers or transformers class."""

from __future__ import annotations

import torch
from diffusers import ControlNetModel, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor
from transformers import CLIPTextConfig, CLIPTextModel

TEXT_LENGTH = 48
TEXT_WIDTH = 128
BETAS = {"num_train_timesteps": 1000, "beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
PREDICTION = "v_prediction"


def build_text_encoder(vocabulary: int, start_token: int, end_token: int) -> CLIPTextModel:
    """A CLIP text encoder of three small layers."""
    config = CLIPTextConfig(
        vocab_size=vocabulary,
        hidden_size=TEXT_WIDTH,
        intermediate_size=4 * TEXT_WIDTH,
        projection_dim=TEXT_WIDTH,
        num_hidden_layers=3,
        num_attention_heads=4,
        max_position_embeddings=TEXT_LENGTH,
        hidden_act="quick_gelu",
        bos_token_id=start_token,
        eos_token_id=end_token,
        pad_token_id=end_token,
    )
    return CLIPTextModel(config)


def build_unet() -> UNet2DConditionModel:
    """The denoiser: 16x16 latents, text attention at 16x16, 8x8 and in the middle."""
    return UNet2DConditionModel(
        sample_size=16,
        block_out_channels=(96, 160, 160),
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
        up_block_types=("UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        layers_per_block=1,
        cross_attention_dim=TEXT_WIDTH,
        attention_head_dim=4,  # for this class: the number of heads
        norm_num_groups=8,
    )


def build_controlnet(unet: UNet2DConditionModel) -> ControlNetModel:
    """The pose branch; unlike in fine-tuning, its hint embedding starts away from zero, as nothing is there to protect."""
    controlnet = ControlNetModel.from_unet(
        unet, conditioning_embedding_out_channels=(8, 16, 32, 64), load_weights_from_unet=False
    )
    controlnet.controlnet_cond_embedding.conv_out.reset_parameters()
    return controlnet


def use_plain_attention(network: torch.nn.Module) -> None:
    """Its backward pass is much faster on a CPU than that of fused attention."""
    for module in network.modules():
        if hasattr(module, "set_attn_processor"):
            module.set_attn_processor(AttnProcessor())
        elif hasattr(module, "set_attn_implementation"):
            module.set_attn_implementation("eager")


def prepare_for_training(model: torch.nn.Module) -> None:
    """Channels-last weights and plain attention."""
    model.to(memory_format=torch.channels_last)
    use_plain_attention(model)
    model.train()
