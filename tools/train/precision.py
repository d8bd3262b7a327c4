"""Arithmetic in bfloat16 where the processor has it; elsewhere it would be many times slower than float32."""

from __future__ import annotations

import torch


def half_precision() -> torch.autocast:
    """Networks called within run in bfloat16 on processors with AVX-512."""
    return torch.autocast("cpu", torch.bfloat16, enabled="AVX512" in torch.backends.cpu.get_cpu_capability())
