"""Places outdoors without streets: beach, forest, mountains, desert, meadow, park, garden, farm, lake and others."""

from __future__ import annotations

import math
import random

from .colours import CLOTH, WHITE, Rgb, mix, shade
from .paths import disc, ellipse, polygon, smooth
from .stage import SIDE, Stage


def ridge(stage: Stage, rng: random.Random, base: float, height: float, colour: Rgb, distance: float, steps: int = 5) -> None:
    """A line of hills."""
    xs = [-20 + 300 * i / steps for i in range(steps + 1)]
    points = [complex(x, base - rng.uniform(0.3, 1.0) * height) for x in xs]
    stage.thing(smooth([complex(-20, base + 20), complex(-20, base + 20), *points, complex(280, base + 20), complex(280, base + 20)]), colour, distance)


def _peaks(stage: Stage, rng: random.Random, base: float, height: float, colour: Rgb, distance: float) -> None:
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


def _palm(stage: Stage, foot: complex, size: float) -> None:
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


def beach(stage: Stage, rng: random.Random) -> None:
    """Sand, sea, a palm or a parasol."""
    h = stage.horizon
    shore = h + rng.uniform(20, 34)
    sea(stage, h, shore + 8, rng)
    sand = smooth([complex(-20, shore), complex(70, shore - rng.uniform(-4, 6)), complex(170, shore + rng.uniform(-3, 8)), complex(276, shore - 2), complex(276, 276), complex(276, 276), complex(-20, 276), complex(-20, 276)])
    stage.line(sand, stage.lit((250, 252, 252)), 5)
    stage.thing(sand, (244, 220, 164))
    for _ in range(26):
        stage.spot(disc(complex(rng.random() * SIDE, rng.uniform(shore + 8, SIDE)), rng.uniform(0.5, 1.2)), stage.lit((216, 186, 130)))
    x = rng.choice((26, 226)) + rng.uniform(-8, 8)
    if rng.random() < 0.7:
        _palm(stage, complex(x, shore + 26), rng.uniform(100, 140))
    else:
        foot = complex(x, shore + 40)
        stage.line(polygon([foot, foot - 66j], closed=False), stage.lit(WHITE), 3)
        colour = CLOTH[rng.choice(("red", "blue", "yellow", "orange"))]
        stage.shape([foot + complex(-38, -52), foot + complex(-20, -74), foot - 80j, foot + complex(20, -74), foot + complex(38, -52)], colour)
        stage.shape([foot + complex(-12, -52), foot - 80j, foot + complex(12, -52)], WHITE)
    if rng.random() < 0.4:
        boat = complex(rng.uniform(60, 200), h + 5)
        stage.shape([boat, boat + 16, boat + complex(12, 5), boat + complex(4, 5)], CLOTH["red"])
        stage.shape([boat + 8 - 1j, boat + complex(8, -17), boat + complex(17, -2)], WHITE)


def forest(stage: Stage, rng: random.Random) -> None:
    """Trees in three depths."""
    ridge(stage, rng, stage.horizon, 46, (70, 128, 96), 0.6)
    for depth, count, size in ((0.5, 9, 70), (0.28, 7, 104)):
        for index in range(count):
            fir(stage, complex((index + rng.random()) * 256 / count, stage.horizon + 4), size * rng.uniform(0.8, 1.15), (46, 112, 76), depth)
    stage.ground((84, 132, 66), (110, 160, 84))
    _path(stage, rng)
    tufts(stage, rng, 22, (60, 108, 52))
    for x in (rng.uniform(-8, 30), rng.uniform(226, 264)):
        if rng.random() < 0.75:
            round_tree(stage, rng, complex(x, stage.horizon + 42), rng.uniform(170, 210), (56, 134, 70))


def _path(stage: Stage, rng: random.Random) -> None:
    x = rng.uniform(90, 166)
    stage.thing(smooth([complex(x, stage.horizon + 1), complex(x + 6, stage.horizon + 1), complex(178, 220), complex(210, 270), complex(40, 270), complex(96, 220)], tension=0.1), (206, 178, 130))


def mountains(stage: Stage, rng: random.Random) -> None:
    """Snowy peaks behind hills."""
    _peaks(stage, rng, stage.horizon, 104, (118, 132, 176), 0.45)
    _peaks(stage, rng, stage.horizon + 4, 62, (96, 116, 150), 0.22)
    ridge(stage, rng, stage.horizon + 4, 16, (84, 146, 90), 0.2)
    stage.ground((104, 168, 84), (126, 182, 98))
    tufts(stage, rng, 20, (74, 132, 64))
    for _ in range(rng.randint(2, 5)):
        fir(stage, complex(rng.choice((rng.uniform(0, 70), rng.uniform(186, 256))), stage.horizon + rng.uniform(6, 22)), rng.uniform(34, 60), (52, 116, 80), 0.08)


def desert(stage: Stage, rng: random.Random) -> None:
    """Dunes, cacti, a rock."""
    if rng.random() < 0.5:
        x = rng.uniform(30, 190)
        stage.shape([complex(x, stage.horizon + 2), complex(x + 6, stage.horizon - 46), complex(x + 44, stage.horizon - 46), complex(x + 54, stage.horizon + 2)], (206, 122, 84), 0.3)
    ridge(stage, rng, stage.horizon + 4, 28, (226, 178, 112), 0.3)
    stage.ground((244, 206, 138), (232, 186, 116))
    ridge(stage, rng, SIDE - 34, 26, (250, 216, 150), 0.0, 3)
    for x in (rng.uniform(10, 50), rng.uniform(206, 246)):
        if rng.random() < 0.75:
            _cactus(stage, complex(x, stage.horizon + rng.uniform(18, 44)), rng.uniform(46, 84))


def _cactus(stage: Stage, foot: complex, size: float) -> None:
    colour = stage.lit((74, 148, 92))
    stage.line(polygon([foot, foot - 1j * size], closed=False), colour, size * 0.2)
    stage.line(smooth([foot - 0.45j * size, foot + complex(-0.3, -0.5) * size, foot + complex(-0.32, -0.78) * size], closed=False), colour, size * 0.14)
    stage.line(smooth([foot - 0.3j * size, foot + complex(0.3, -0.34) * size, foot + complex(0.32, -0.6) * size], closed=False), colour, size * 0.14)
    stage.line(polygon([foot - 0.1j * size, foot - 0.94j * size], closed=False), stage.lit((112, 184, 120)), size * 0.04)


def meadow(stage: Stage, rng: random.Random) -> None:
    """Hills and flowers."""
    ridge(stage, rng, stage.horizon, 40, (134, 180, 120), 0.5)
    ridge(stage, rng, stage.horizon + 6, 24, (122, 182, 98), 0.25)
    stage.ground((112, 186, 82), (146, 204, 102))
    tufts(stage, rng, 34, (78, 150, 64))
    flowers(stage, rng, 46, stage.horizon + 8)


def park(stage: Stage, rng: random.Random) -> None:
    """Lawn, trees, a path, a bench and a lamp."""
    for _ in range(6):
        round_tree(stage, rng, complex(rng.random() * SIDE, stage.horizon + 5), rng.uniform(50, 84), (96, 160, 88), 0.35)
    stage.ground((112, 178, 84), (138, 194, 100))
    _path(stage, rng)
    round_tree(stage, rng, complex(rng.choice((22, 234)), stage.horizon + 34), rng.uniform(130, 170), (82, 160, 78))
    left = rng.uniform(18, 176)
    top = stage.horizon + 14
    for row in (0, 6):
        stage.box(left, top + row, 56, 4, (164, 108, 70))
    stage.box(left + 4, top + 8, 4, 14, (92, 84, 88))
    stage.box(left + 48, top + 8, 4, 14, (92, 84, 88))


def garden(stage: Stage, rng: random.Random) -> None:
    """A hedge, a fence, beds of flowers and butterflies."""
    stage.thing(smooth([complex(-20, stage.horizon + 6), *(complex(x, stage.horizon - 26 - 8 * (x // 32 % 2)) for x in range(-10, 280, 32)), complex(280, stage.horizon + 6)]), (78, 148, 84), 0.15)
    stage.ground((120, 190, 92), (128, 192, 96))
    for x in range(2, 256, 16):
        stage.box(x, stage.horizon - 12, 9, 30, (250, 248, 244), 0.02, 3)
    stage.box(0, stage.horizon - 4, 256, 4, (238, 234, 230))
    flowers(stage, rng, 70, stage.horizon + 18)
    for _ in range(3):
        at, colour = complex(rng.random() * SIDE, rng.uniform(30, 180)), CLOTH[rng.choice(("orange", "pink", "blue"))]
        for dx in (-3, 3):
            stage.spot(ellipse(at + dx, complex(3.4, dx * 0.5), 0.75), stage.lit(colour))


def farm(stage: Stage, rng: random.Random) -> None:
    """Fields, a red barn, a fence."""
    ridge(stage, rng, stage.horizon, 26, (150, 186, 116), 0.4)
    stage.ground((206, 186, 96), (190, 196, 104))
    for index in range(9):
        x = -60 + index * 48
        stage.line(polygon([complex(128 + (x - 128) * 0.16, stage.horizon + 4), complex(x, 262)], closed=False), stage.lit((176, 152, 74)), 2.4, 0.7)
    left, base = rng.choice((12, 160)), stage.horizon + 10
    stage.box(left, base - 50, 72, 50, (190, 62, 54))
    stage.shape([complex(left - 6, base - 50), complex(left + 14, base - 78), complex(left + 58, base - 78), complex(left + 78, base - 50)], (112, 66, 62))
    stage.box(left + 25, base - 32, 22, 32, (244, 236, 226))
    stage.line(polygon([complex(left + 25, base - 32), complex(left + 47, base)], closed=False), stage.lit((190, 62, 54)), 2)


def lake(stage: Stage, rng: random.Random) -> None:
    """Water below hills, a shore with reeds and a jetty."""
    _peaks(stage, rng, stage.horizon, 60, (112, 140, 168), 0.5)
    ridge(stage, rng, stage.horizon + 2, 16, (82, 138, 98), 0.3)
    sea(stage, stage.horizon, stage.horizon + 58, rng)
    stage.thing(smooth([complex(-20, stage.horizon + 56), complex(80, stage.horizon + 48), complex(180, stage.horizon + 58), complex(276, stage.horizon + 50), complex(276, 280), complex(-20, 280)]), (128, 176, 96))
    for _ in range(14):
        at = complex(rng.choice((rng.uniform(0, 60), rng.uniform(196, 256))), stage.horizon + rng.uniform(50, 66))
        stage.line(polygon([at, at - 1j * rng.uniform(14, 30)], closed=False), stage.lit((92, 128, 72)), 1.8)
        stage.line(polygon([at - 22j, at - 28j], closed=False), stage.lit((118, 76, 52)), 3.4)


def snow_field(stage: Stage, rng: random.Random) -> None:
    """White hills and firs with snow; a snowman now and then."""
    ridge(stage, rng, stage.horizon, 40, (206, 218, 238), 0.35)
    for _ in range(7):
        fir(stage, complex(rng.random() * SIDE, stage.horizon + rng.uniform(2, 10)), rng.uniform(40, 80), (92, 140, 134), 0.25)
    stage.ground((246, 248, 254), (224, 232, 246))
    ridge(stage, rng, SIDE - 20, 22, (252, 253, 255), 0.0, 3)
    if rng.random() < 0.35:
        foot = complex(rng.choice((34, 222)), stage.horizon + 40)
        for y, r in ((-14, 18), (-40, 13), (-59, 9)):
            stage.thing(disc(foot + 1j * y, r), (250, 251, 255))
        stage.shape([foot + complex(0, -60), foot + complex(14, -57), foot + complex(0, -56)], CLOTH["orange"])
        for dx in (-3, 3):
            stage.spot(disc(foot + complex(dx, -62), 1.3), (50, 46, 60))


def jungle(stage: Stage, rng: random.Random) -> None:
    """Dense leaves, vines."""
    stage.gradient(0, SIDE, ((0.0, stage.lit((120, 190, 130))), (1.0, stage.lit((70, 140, 84)))))
    for depth in (0.35, 0.12):
        for _ in range(15):
            at = complex(rng.random() * SIDE, rng.uniform(20, stage.horizon + 20))
            tip = at + complex(rng.uniform(-50, 50), rng.uniform(16, 46))
            side = (tip - at) * 0.24j
            stage.thing(smooth([at, at, (at + tip) / 2 + side, tip, tip, (at + tip) / 2 - side]), (50, 134, 72) if depth < 0.2 else (72, 150, 96), depth)
    for _ in range(4):
        x = rng.random() * SIDE
        stage.line(smooth([complex(x, 0), complex(x + 8, 50), complex(x - 6, 100 + rng.random() * 40)], closed=False), stage.lit((60, 104, 60)), 3)
    stage.ground((92, 128, 62), (84, 134, 70))
    tufts(stage, rng, 30, (56, 104, 50))


def moon_surface(stage: Stage, rng: random.Random) -> None:
    """Stars, a planet and grey craters."""
    stage.gradient(0, SIDE, ((0.0, (10, 10, 34)), (1.0, (40, 24, 76))))
    for _ in range(60):
        stage.spot(disc(complex(rng.random() * SIDE, rng.random() * stage.horizon), rng.uniform(0.5, 1.5)), WHITE, rng.uniform(0.5, 1))
    at, size = complex(rng.uniform(30, 226), rng.uniform(34, 80)), rng.uniform(18, 34)
    colour = rng.choice(((92, 150, 230), (226, 152, 96), (206, 116, 160)))
    stage.spot(disc(at, size), colour)
    for dy, share in ((-0.35, 0.75), (0.1, 0.9), (0.5, 0.6)):
        stage.spot(ellipse(at + 1j * dy * size, complex(size * share, 0), 0.14), shade(colour, 0.84))
    if rng.random() < 0.6:
        stage.line(ellipse(at, complex(size * 1.6, size * 0.35), 0.22), (240, 220, 180), 2.6, 0.9)
    stage.gradient(stage.horizon, SIDE, ((0.0, (138, 138, 152)), (1.0, (182, 182, 194))))
    for _ in range(9):
        y = rng.uniform(stage.horizon + 8, SIDE)
        crater = complex(rng.random() * SIDE, y)
        wide = 6 + 18 * (y - stage.horizon) / (SIDE - stage.horizon)
        stage.spot(ellipse(crater, complex(wide, 0), 0.32), (118, 118, 134))
        stage.spot(ellipse(crater + 1.2j, complex(wide * 0.9, 0), 0.28), (150, 150, 164))


def underwater(stage: Stage, rng: random.Random) -> None:
    """Blue depths with rays, fish, corals and bubbles."""
    stage.gradient(0, SIDE, ((0.0, stage.lit((96, 206, 226))), (1.0, stage.lit((20, 76, 150)))))
    for _ in range(4):
        x = rng.random() * SIDE
        stage.spot(polygon([complex(x, -4), complex(x + 26, -4), complex(x + 60, 260), complex(x - 20, 260)]), WHITE, 0.1)
    stage.thing(smooth([complex(-20, 226), complex(60, 214), complex(150, 228), complex(276, 216), complex(276, 280), complex(-20, 280)]), (226, 204, 150))
    for _ in range(7):
        foot, colour = complex(rng.random() * SIDE, rng.uniform(216, 244)), CLOTH[rng.choice(("pink", "orange", "purple", "red"))]
        for dx in (-9, 0, 9):
            stage.line(smooth([foot, foot + complex(dx * 0.5, -14), foot + complex(dx, -rng.uniform(20, 36))], closed=False), stage.lit(colour), 4.6)
    for _ in range(6):
        at, colour = complex(rng.random() * SIDE, rng.uniform(24, 190)), CLOTH[rng.choice(("yellow", "orange", "red", "white"))]
        way = rng.choice((-1, 1))
        stage.shape([at - 6 * way, at + complex(-13 * way, -5), at + complex(-13 * way, 5)], colour)
        stage.thing(ellipse(at, 9 + 0j, 0.55), colour)
        stage.spot(disc(at + complex(5 * way, -1), 1.1), (40, 36, 50))
    for _ in range(14):
        stage.line(disc(complex(rng.random() * SIDE, rng.random() * SIDE), rng.uniform(1.5, 4)), (224, 246, 252), 0.9, 0.8)
