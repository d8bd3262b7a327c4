"""Latents whose directions have more equal deviations, by a matrix that the autoencoder's own 1x1 convolutions take in.

An autoencoder of many channels keeps nearly all of its variance in a few directions, and lines and faces in the others. Noise
drowns these until the last steps of sampling, which are the fewest and weigh least in the loss. Partial whitening (the power
is half of that of whitening) lifts them, and lowers what mean colours stand out of the noise at the start.
"""

from __future__ import annotations

import torch
from diffusers import AutoencoderKL

POWER = 0.25
FLOOR = 0.02
"""Of the mean variance: directions with less say nothing that could be seen."""


def mixing_of(latents: torch.Tensor) -> torch.Tensor:
    """Latents [n, c, h, w] -> symmetric [c, c] that makes them partly white, with a mean variance of one."""
    covariance = latents.movedim(1, -1).flatten(0, 2).double().T.cov()
    variances, directions = torch.linalg.eigh(covariance)
    mixing = directions * (variances + FLOOR * variances.mean()) ** -POWER @ directions.T
    return (mixing / (mixing @ covariance @ mixing).diagonal().mean().sqrt()).float()


@torch.no_grad()
def take_in(autoencoder: AutoencoderKL, mixing: torch.Tensor) -> None:
    """Let an autoencoder give and take latents times a matrix [c, c]; its pictures stay the same."""
    channels, there = len(mixing), autoencoder.quant_conv.weight.device
    mixing = mixing.double().to(there)
    weight, bias = autoencoder.quant_conv.weight, autoencoder.quant_conv.bias
    weight[:channels] = torch.einsum("ij,jkhw->ikhw", mixing, weight[:channels].double()).to(weight.dtype)
    bias[:channels] = (mixing @ bias[:channels].double()).to(bias.dtype)
    bias[channels:] += mixing.square().sum(1).log().to(bias.dtype)  # the posterior's deviations, as if all channels had the same
    back = autoencoder.post_quant_conv.weight
    back.copy_(torch.einsum("ijhw,jk->ikhw", back.double(), torch.linalg.inv(mixing)))
