"""Measure the upscaler on drawings that training never sees: `python -m upscaler.evaluate --work WORK`.

Writes WORK/upscaler.json and the sheet WORK/upscaler.png: below each other the small picture in large pixels, Lanczos,
the network and the drawing itself.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from renderer.sample import make_sample
from shipped import shipped_autoencoder
from upscaler.network import SRVGGNetCompact
from upscaler.pictures import Pair, as_tensor, drawn_pair, reduced, through_autoencoder, world_pair

HELD_OUT_SEED, COUNT = 900_000_000, 24
LEAST_ERROR = 0.01
ON_SHEET = 5
EDGE_SHARE = 0.1
"""The steepest share of the drawing's pixels are its edges."""

Method = Callable[[np.ndarray, int], np.ndarray]


def by_pil(filter_: Image.Resampling) -> Method:
    """One of PIL's filters."""
    return lambda picture, side: np.asarray(Image.fromarray(picture).resize((side, side), filter_))


def by_network(network: SRVGGNetCompact) -> Method:
    """The network, as often as it takes, with 8 bits between: as the page does it."""

    @torch.no_grad()
    def enlarge(picture: np.ndarray, side: int) -> np.ndarray:
        while picture.shape[0] < side:
            made = network(as_tensor([picture]))[0].clamp(0, 1)
            picture = (made * 255).round().byte().permute(1, 2, 0).numpy()
        return picture

    return enlarge


def psnr(made: np.ndarray, truth: np.ndarray) -> float:
    """Peak signal to noise in dB, all channels together; equal pictures count as 68 dB."""
    error = max(np.mean((made.astype(np.float64) - truth) ** 2), LEAST_ERROR)
    return float(10 * np.log10(255**2 / error))


def steepness(picture: np.ndarray) -> np.ndarray:
    """Length of the grey value's gradient at every pixel."""
    down, across = np.gradient(picture.astype(np.float64).mean(2))
    return np.hypot(down, across)


def sharpness(made: np.ndarray, truth: np.ndarray) -> float:
    """Mean steepness where the drawing has its edges, as a share of the drawing's own."""
    wanted = steepness(truth)
    edges = wanted >= np.quantile(wanted, 1 - EDGE_SHARE)
    return float(steepness(made)[edges].mean() / wanted[edges].mean())


def held_out_pairs() -> dict[str, list[Pair]]:
    """Pairs of every kind; the factor is that of their sides."""
    seeds = range(HELD_OUT_SEED, HELD_OUT_SEED + COUNT)
    autoencoder = shipped_autoencoder()
    halves = [drawn_pair(seed, 256) for seed in seeds]
    quarters = [drawn_pair(seed, 512) for seed in seeds]
    return {
        "x2, reduced by area": halves,
        "x2, drawn small": [Pair(make_sample(seed, 128), pair.large) for seed, pair in zip(seeds, halves)],
        "x2, through the autoencoder": [through_autoencoder(autoencoder, pair) for pair in halves],
        "x2 from 256 px": quarters,
        "x4, reduced by area": [Pair(reduced(pair.small), pair.large) for pair in quarters],
        "x2, the world": [world_pair(seed, "held-out") for seed in seeds],
    }


def measures(method: Method, pairs: list[Pair]) -> dict[str, float]:
    """Means over pictures."""
    made = [(method(pair.small, pair.large.shape[0]), pair.large) for pair in pairs]
    return {
        "psnr": float(np.mean([psnr(picture, truth) for picture, truth in made])),
        "sharpness": float(np.mean([sharpness(picture, truth) for picture, truth in made])),
    }


def sheet(methods: dict[str, Method], pairs: list[Pair]) -> np.ndarray:
    """Columns of pictures, enlarged in every way."""
    shown = ("pixels", "lanczos", "network")
    columns = [
        np.concatenate([*(methods[name](pair.small, pair.large.shape[0]) for name in shown), pair.large])
        for pair in pairs
    ]
    return np.concatenate(columns, axis=1)


def load_average(checkpoint: Path) -> tuple[SRVGGNetCompact, dict[str, float]]:
    """The averaged weights as they are shipped, in float16, and what the training took."""
    state = torch.load(checkpoint, weights_only=True)
    network = SRVGGNetCompact().eval().requires_grad_(False)
    weights = {key.removeprefix("module."): value for key, value in state["average"].items() if key != "n_averaged"}
    network.load_state_dict({key: value.half().float() for key, value in weights.items()})
    return network, {"steps": state["step"], "minutes": state["seconds"] / 60}


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=Path(__file__).parents[1] / ".work")
    options = parser.parse_args()
    network, training = load_average(options.work / "upscaler.pt")
    methods = {
        "pixels": by_pil(Image.Resampling.NEAREST),
        "bicubic": by_pil(Image.Resampling.BICUBIC),
        "lanczos": by_pil(Image.Resampling.LANCZOS),
        "network": by_network(network),
    }
    kinds = held_out_pairs()
    report = {kind: {name: measures(method, pairs) for name, method in methods.items()} for kind, pairs in kinds.items()}
    for kind, row in report.items():
        print(kind.ljust(30), *(f"{name} {m['psnr']:.2f} dB {m['sharpness']:.2f}".ljust(26) for name, m in row.items()))
    parameters = sum(values.numel() for values in network.parameters())
    whole = {"pictures": COUNT, "parameters": parameters, **training, "kinds": report}
    (options.work / "upscaler.json").write_text(json.dumps(whole, indent=2) + "\n")
    rows = [sheet(methods, kinds[kind][:ON_SHEET]) for kind in ("x2, reduced by area", "x2, through the autoencoder")]
    Image.fromarray(np.concatenate(rows, axis=1)).save(options.work / "upscaler.png")


if __name__ == "__main__":
    main()
