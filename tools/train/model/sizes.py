"""The shapes of all parts, and how much of each stage is done. Every part is an ordinary diffusers or transformers class."""

from __future__ import annotations

from dataclasses import dataclass

from diffusers import AutoencoderKL, ControlNetModel, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel

from model.views import View

SIDE = 256
TEXT_LENGTH = 64


@dataclass(frozen=True)
class Stage:
    """Steps of a stage, pictures a step, and how many steps each drawn picture is used for."""

    steps: int
    batch: int
    peak_rate: float
    reuse: int = 1
    fall: float = 0.4
    """The last share of the steps, in which the rate falls to nought."""


@dataclass(frozen=True)
class Size:
    """One size of the model and its training."""

    captions: int
    vocabulary: int
    text_width: int
    text_layers: int
    autoencoder_channels: tuple[int, ...]
    channels: tuple[int, ...]
    hint_channels: tuple[int, ...]
    text: Stage
    autoencoder: Stage
    diffusion: Stage
    few_steps: Stage
    decoder: Stage
    detector: Stage
    rollouts: int
    """How many of its own pictures teach the model to make them in few steps."""
    measured: int = 256
    down_blocks: tuple[str, ...] = ("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D")
    latent_channels: int = 4
    crops_until: float = 0.5
    """The share of the autoencoder's steps that see crops."""
    pool: int = 0
    """How many pictures are encoded once and kept for the diffusion; with none they are drawn for each step."""
    early_until: float = 0.0
    """The share of the diffusion's steps that see the early views; the others see the late ones."""
    early_views: tuple[View, ...] = ("whole",)
    late_views: tuple[View, ...] = ("whole",)
    """In turn."""

    @property
    def pictures(self) -> int:
        """How many pictures the diffusion is trained on."""
        return self.pool or self.diffusion.steps // self.diffusion.reuse * self.diffusion.batch

    def view(self, step: int) -> View:
        """What a step of the diffusion sees."""
        views = self.early_views if step < self.early_until * self.diffusion.steps else self.late_views
        return views[step % len(views)]


FULL = Size(
    captions=32_768, vocabulary=2048, text_width=160, text_layers=4,
    autoencoder_channels=(24, 48, 80, 112), channels=(64, 128, 192), hint_channels=(16, 32, 64, 96),
    text=Stage(steps=2500, batch=256, peak_rate=1e-3),
    autoencoder=Stage(steps=6000, batch=48, peak_rate=8e-4),
    diffusion=Stage(steps=8000, batch=256, peak_rate=6e-4, reuse=3),
    few_steps=Stage(steps=1500, batch=128, peak_rate=1e-4),
    decoder=Stage(steps=2000, batch=32, peak_rate=5e-4),
    detector=Stage(steps=3000, batch=48, peak_rate=1e-3),
    rollouts=16_384,
)
PROOF = Size(
    captions=192, vocabulary=600, text_width=32, text_layers=1,
    autoencoder_channels=(16, 16, 32, 32), channels=(16, 32, 32), hint_channels=(8, 8, 16, 16),
    text=Stage(steps=40, batch=32, peak_rate=3e-3),
    autoencoder=Stage(steps=30, batch=4, peak_rate=2e-3),
    diffusion=Stage(steps=30, batch=8, peak_rate=2e-3, reuse=3),
    few_steps=Stage(steps=12, batch=4, peak_rate=5e-4),
    decoder=Stage(steps=10, batch=2, peak_rate=1e-3),
    detector=Stage(steps=10, batch=4, peak_rate=1e-3),
    rollouts=128,
    measured=4,
    early_views=("half", "crops"), early_until=0.5,
)
# What two processor cores can train within a day: sixteen channels, so that a small autoencoder keeps what the world shows.
CORES = Size(
    captions=16_384, vocabulary=2048, text_width=160, text_layers=3,
    autoencoder_channels=(16, 32, 64, 96), channels=(96, 128, 160, 192), hint_channels=(8, 16, 32, 64),
    down_blocks=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D"),
    latent_channels=16, crops_until=0.98, pool=32_768, measured=128,
    early_views=("half", "crops", "half"), late_views=("whole", "crops", "whole"), early_until=0.6,
    text=Stage(steps=900, batch=128, peak_rate=1e-3),
    autoencoder=Stage(steps=3600, batch=16, peak_rate=1.5e-3),
    diffusion=Stage(steps=8300, batch=64, peak_rate=8e-4, fall=0.2),
    few_steps=Stage(steps=2000, batch=32, peak_rate=1e-4),
    decoder=Stage(steps=1500, batch=4, peak_rate=1e-3),
    detector=Stage(steps=4600, batch=24, peak_rate=1e-3),
    rollouts=2048,
)
SIZES = {"full": FULL, "cores": CORES, "proof": PROOF}


def build_text_encoder(size: Size, vocabulary: int, start_token: int, end_token: int) -> CLIPTextModel:
    """A small CLIP text encoder."""
    return CLIPTextModel(CLIPTextConfig(
        vocab_size=vocabulary, hidden_size=size.text_width, intermediate_size=4 * size.text_width,
        projection_dim=size.text_width, num_hidden_layers=size.text_layers, num_attention_heads=4,
        max_position_embeddings=TEXT_LENGTH, hidden_act="quick_gelu",
        bos_token_id=start_token, eos_token_id=end_token, pad_token_id=end_token,
    ))


def build_autoencoder(size: Size) -> AutoencoderKL:
    """Eight times smaller."""
    return AutoencoderKL(
        block_out_channels=size.autoencoder_channels,
        down_block_types=("DownEncoderBlock2D",) * 4, up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1, norm_num_groups=8, latent_channels=size.latent_channels, sample_size=SIDE, scaling_factor=1.0,
    )


def build_unet(size: Size) -> UNet2DConditionModel:
    """The denoiser: 32x32 latents, attention at 16x16 and 8x8, where it costs little."""
    return UNet2DConditionModel(
        sample_size=SIDE // 8, block_out_channels=size.channels,
        in_channels=size.latent_channels, out_channels=size.latent_channels,
        down_block_types=size.down_blocks, up_block_types=tuple(name.replace("Down", "Up") for name in reversed(size.down_blocks)),
        layers_per_block=1, cross_attention_dim=size.text_width, norm_num_groups=8,
        attention_head_dim=4,  # for this class: the number of heads
    )


def build_controlnet(size: Size, unet: UNet2DConditionModel) -> ControlNetModel:
    """The pose branch; its hint embedding starts away from zero, as nothing is there to protect."""
    controlnet = ControlNetModel.from_unet(
        unet, conditioning_embedding_out_channels=size.hint_channels, load_weights_from_unet=False
    )
    controlnet.controlnet_cond_embedding.conv_out.reset_parameters()
    return controlnet
