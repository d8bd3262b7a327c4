"""From what a network draws to pictures that can be looked at."""

from __future__ import annotations

import numpy as np
import torch


def pixels_of(values: torch.Tensor) -> np.ndarray:
    """Pictures in -1..1 [n, 3, h, w], on any device, as RGB uint8 [n, h, w, 3]; what is outside is cut off."""
    return ((values.float().clamp(-1, 1) + 1) * 127.5).round().byte().permute(0, 2, 3, 1).cpu().numpy()
