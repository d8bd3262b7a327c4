"""Writes safetensors files tensor by tensor, laid out as the safetensors package does it: wide elements first, then by
name, the header padded with spaces to a multiple of eight bytes."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

DTYPES = {torch.float16: ("F16", 2), torch.float32: ("F32", 4), torch.int64: ("I64", 8)}


@dataclass(frozen=True)
class Tensor:
    """A tensor to be written; `make` is called when its turn comes."""

    shape: tuple[int, ...]
    make: Callable[[], torch.Tensor]
    dtype: torch.dtype = torch.float16


def write(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str]) -> int:
    """Write a file and return its length in bytes."""
    ordered = sorted(tensors.items(), key=lambda item: (-DTYPES[item[1].dtype][1], item[0]))
    header: dict = {"__metadata__": metadata}
    position = 0
    for name, tensor in ordered:
        label, width = DTYPES[tensor.dtype]
        end = position + width * math.prod(tensor.shape)
        header[name] = {"dtype": label, "shape": list(tensor.shape), "data_offsets": [position, end]}
        position = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(len(text).to_bytes(8, "little") + text)
        for name, tensor in ordered:
            values = tensor.make()
            if tuple(values.shape) != tensor.shape:
                raise ValueError(f"{name} was announced as {tensor.shape} and made as {tuple(values.shape)}.")
            file.write(values.to(tensor.dtype).contiguous().numpy().data)
    return 8 + len(text) + position
