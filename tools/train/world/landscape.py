"""What landscapes are made of: ridges, peaks, trees, grass, flowers, water, paths."""

from __future__ import annotations

import math
import random

from .colours import CLOTH, Rgb, mix, shade
from .paths import disc, polygon, smooth
from .stage import SIDE, Stage


def ridge(stage: Stage, rng: random.Random, base: float, height: float, colour: Rgb, distance: float, steps: int = 5) -> None:
    """A line of hills."""
    xs = [-20 + 300 * i / steps for i in range(steps + 1)]
    points = [complex(x, base - rng.uniform(0.3, 1.0) * height) for x in xs]
    stage.thing(smooth([complex(-20, base + 20), complex(-20, base + 20), *points, complex(280, base + 20), complex(280, base + 20)]), colour, distance)


def peaks(stage: Stage, rng: random.Random, base: float, height: float, colour: Rgb, distance: float) -> None:
    """Four snowy mountains."""
    for index in range(4):
        x, tall, wide = (index + rng.uniform(0.1, 0.9)) * 64, height * rng.uniform(0.6, 1.0), rng.uniform(46, 74)
        peak = complex(x, base - tall)
        stage.shape([complex(x - wide, base + 2), peak, complex(x + wide, base + 2)], colour, distance)
        stage.shape([peak, complex(x + wide, base + 2), complex(x + wide * 0.1, base + 2), complex(x + 5, base - tall * 0.5)], shade(colour, 0.82), distance)
        cut = 0.3
        left, right = peak + complex(-wide, tall) * cut, peak + complex(wide, tall) * cut
        stage.shape([peak, right, peak + complex(wide * 0.13, tall * 0.22), peak + complex(0, tall * 0.36), peak + complex(-wide * 0.12, tall * 0.2), left], (246, 248, 254), distance * 0.7)


def round_tree(stage: Stage, rng: random.Random, foot: complex, size: float, colour: Rgb, distance: float = 0.0) -> None:
    """A broad-leaved tree of the given height."""
    stage.shape([foot + complex(-0.05, 0) * size, foot + complex(-0.03, -0.5) * size, foot + complex(0.03, -0.5) * size, foot + complex(0.05, 0) * size], (116, 78, 54), distance)
    puffs = [(-0.2, -0.58, 0.2), (0.2, -0.58, 0.2), (0, -0.78, 0.23), (-0.02, -0.55, 0.22)]
    for x, y, r in puffs:
        stage.thing(disc(foot + complex(x, y) * size, r * size), colour, distance)
    for x, y, r in ((-0.2, -0.62, 0.12), (0.02, -0.84, 0.14)):
        stage.spot(disc(foot + complex(x, y) * size, r * size), stage.far(mix(colour, (250, 250, 150), 0.25), distance))


def fir(stage: Stage, foot: complex, size: float, colour: Rgb, distance: float = 0.0) -> None:
    """A fir of the given height."""
    stage.box(foot.real - size * 0.03, foot.imag - size * 0.15, size * 0.06, size * 0.16, (104, 72, 54), distance)
    for low, wide in ((0.12, 0.26), (0.36, 0.2), (0.6, 0.14)):
        base = foot - 1j * low * size
        stage.shape([base - wide * size, base - 1j * 0.38 * size, base + wide * size], colour, distance)


def palm(stage: Stage, foot: complex, size: float) -> None:
    """A palm of the given height."""
    top = foot + complex(0.08, -0.8) * size
    stage.line(smooth([foot, foot + complex(0.0, -0.4) * size, top], closed=False), stage.lit((150, 106, 70)), size * 0.055)
    for degrees in (-170, -130, -80, -40, 0, 25):
        tip = top + size * 0.42 * complex(math.cos(math.radians(degrees)), math.sin(math.radians(degrees)) * 0.7 + 0.28)
        middle = (top + tip) / 2 - 1j * size * 0.09
        stage.thing(smooth([top, middle, tip, tip, middle + 1j * size * 0.08]), (64, 158, 84))


def flowers(stage: Stage, rng: random.Random, count: int, top: float) -> None:
    """Flowers in the grass, larger towards the viewer."""
    for _ in range(count):
        y = rng.uniform(top, SIDE)
        size = 0.8 + 2.2 * (y - top) / (SIDE - top + 1)
        at = complex(rng.random() * SIDE, y)
        colour = CLOTH[rng.choice(("red", "yellow", "white", "pink", "purple", "orange"))]
        stage.spot(disc(at, size), stage.lit(colour))
        stage.spot(disc(at, size * 0.4), stage.lit((255, 230, 120)))


def tufts(stage: Stage, rng: random.Random, count: int, colour: Rgb) -> None:
    """Blades of grass."""
    for _ in range(count):
        at = complex(rng.random() * SIDE, rng.uniform(stage.horizon + 8, SIDE))
        size = 2 + 5 * (at.imag - stage.horizon) / (SIDE - stage.horizon)
        stage.line(polygon([at + complex(-size * 0.5, -size), at, at + complex(size * 0.4, -size * 1.1)], closed=False), stage.lit(colour), 1.0, 0.8)


def sea(stage: Stage, top: float, bottom: float, rng: random.Random) -> None:
    """Water with light on it."""
    deep, shallow = mix((36, 112, 190), stage.light.sky[0], 0.3), mix((96, 192, 214), stage.light.sky[2], 0.25)
    stage.gradient(top, bottom, ((0.0, stage.lit(deep)), (1.0, stage.lit(shallow))))
    for _ in range(16):
        at = complex(rng.random() * SIDE, rng.uniform(top + 3, bottom - 1))
        stage.line(polygon([at, at + rng.uniform(6, 20)], closed=False), stage.lit((232, 246, 252)), 1.0, 0.6)


def footpath(stage: Stage, rng: random.Random) -> None:
    """A path from the horizon to the viewer."""
    x = rng.uniform(90, 166)
    stage.thing(smooth([complex(x, stage.horizon + 1), complex(x + 6, stage.horizon + 1), complex(178, 220), complex(210, 270), complex(40, 270), complex(96, 220)], tension=0.1), (206, 178, 130))


def cactus(stage: Stage, foot: complex, size: float) -> None:
    """A cactus of the given height."""
    colour = stage.lit((74, 148, 92))
    stage.line(polygon([foot, foot - 1j * size], closed=False), colour, size * 0.2)
    stage.line(smooth([foot - 0.45j * size, foot + complex(-0.3, -0.5) * size, foot + complex(-0.32, -0.78) * size], closed=False), colour, size * 0.14)
    stage.line(smooth([foot - 0.3j * size, foot + complex(0.3, -0.34) * size, foot + complex(0.32, -0.6) * size], closed=False), colour, size * 0.14)
    stage.line(polygon([foot - 0.1j * size, foot - 0.94j * size], closed=False), stage.lit((112, 184, 120)), size * 0.04)
