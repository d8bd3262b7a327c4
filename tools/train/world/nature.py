"""Places outdoors without streets: beach, forest, mountains, desert, meadow, park, garden, farm, lake and others."""

from __future__ import annotations

import random

from .colours import CLOTH, WHITE, shade
from .landscape import cactus, fir, flowers, footpath, palm, peaks, ridge, round_tree, sea, tufts
from .paths import disc, ellipse, polygon, smooth
from .stage import SIDE, Stage


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
        palm(stage, complex(x, shore + 26), rng.uniform(100, 140))
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
    footpath(stage, rng)
    tufts(stage, rng, 22, (60, 108, 52))
    for x in (rng.uniform(-8, 30), rng.uniform(226, 264)):
        if rng.random() < 0.75:
            round_tree(stage, rng, complex(x, stage.horizon + 42), rng.uniform(170, 210), (56, 134, 70))


def mountains(stage: Stage, rng: random.Random) -> None:
    """Snowy peaks behind hills."""
    peaks(stage, rng, stage.horizon, 104, (118, 132, 176), 0.45)
    peaks(stage, rng, stage.horizon + 4, 62, (96, 116, 150), 0.22)
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
            cactus(stage, complex(x, stage.horizon + rng.uniform(18, 44)), rng.uniform(46, 84))


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
    footpath(stage, rng)
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
    peaks(stage, rng, stage.horizon, 60, (112, 140, 168), 0.5)
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
