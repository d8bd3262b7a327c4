"""What the card shows of a training: its losses, times and steps, and the parts that came of it."""

from __future__ import annotations

import json
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt
import numpy as np
from safetensors import safe_open

PARTS = ("text_encoder", "unet", "controlnet", "vae")


def read_log(path: Path) -> list[dict[str, float]]:
    """The entries of a JSON-lines log; what was done again after a stop counts once, as it was done last."""
    kept: list[dict[str, float]] = []
    for entry in map(json.loads, path.read_text().splitlines()):
        while kept and kept[-1]["step"] >= entry["step"]:
            kept.pop()
        kept.append(entry)
    return kept


def draw_curves(work: Path, target: Path, stages: dict[str, str]) -> None:
    """One small plot per stage, smoothed over ten entries; `stages` are names of logs with titles."""
    logs = {title: read_log(work / name) for name, title in stages.items() if (work / name).exists()}
    figure, axes = plt.subplots(1, len(logs), figsize=(3.2 * len(logs), 2.4), layout="constrained")
    for axis, (title, entries) in zip(np.atleast_1d(axes), logs.items()):
        values = np.array([entry["loss"] for entry in entries])
        window = min(10, len(values))
        smooth = np.convolve(values, np.ones(window) / window, "valid")
        axis.plot([entry["step"] for entry in entries][window - 1 :], smooth, linewidth=1)
        axis.set(title=title, xlabel="step", yscale="log")
        axis.title.set_fontsize(8)
        axis.tick_params(labelsize=7)
    figure.savefig(target, metadata={"Date": None})
    plt.close(figure)


def part_rows(model: Path) -> str:
    """Class and number of parameters of each part."""
    rows = []
    for part in PARTS:
        (weights,) = (model / part).glob("*.safetensors")
        with safe_open(weights, "np") as tensors:
            count = sum(int(np.prod(tensors.get_slice(name).get_shape())) for name in tensors.keys())
        config = json.loads((model / part / "config.json").read_text())
        kind = config.get("_class_name") or config["architectures"][0]
        rows.append(f"| {part} | {kind} | {count / 1e6:.2f} million |")
    return "\n".join(rows)


def stage_rows(work: Path, stages: dict[str, str]) -> str:
    """Time and steps of each stage, from the logs."""
    rows = []
    for name, title in stages.items():
        if (work / name).exists():
            last = read_log(work / name)[-1]
            rows.append(f"| {title} | {last['seconds'] / 60:.1f} | {last['step']} |")
    return "\n".join(rows)
