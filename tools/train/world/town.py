"""Places in towns: city, street, rooftop, castle, village, harbour, bridge, temple, playground, market, station."""

from __future__ import annotations

import random

from .colours import CLOTH, WHITE, Rgb, shade
from .landscape import ridge, round_tree, sea
from .paths import disc, ellipse, polygon, smooth
from .stage import SIDE, Stage

_FACADES: tuple[Rgb, ...] = ((226, 186, 150), (196, 206, 214), (222, 160, 132), (170, 190, 206), (236, 216, 176), (190, 150, 140))


def _windows(stage: Stage, rng: random.Random, box: tuple[float, float, float, float], distance: float, lit: float) -> None:
    left, top, width, height = box
    glow = stage.light.bright < 0.6
    step = max(9.0, width / 4)
    y = top + 6
    while y < top + height - 6:
        x = left + step * 0.3
        while x + step * 0.4 < left + width:
            on = rng.random() < lit
            colour = (255, 222, 130) if on and glow else stage.far((112, 140, 172) if not glow else (58, 62, 96), distance)
            stage.box_final(x, y, step * 0.42, 6.5, colour)
            x += step
        y += 13


def _skyline(stage: Stage, rng: random.Random, base: float, tall: tuple[float, float], colour: Rgb, distance: float) -> None:
    x = -10.0
    while x < SIDE:
        width, height = rng.uniform(24, 46), rng.uniform(*tall)
        tone = shade(colour, rng.uniform(0.88, 1.1))
        stage.box(x, base - height, width, height + 4, tone, distance)
        stage.box(x + width * 0.72, base - height, width * 0.28, height + 4, shade(tone, 0.86), distance)
        _windows(stage, rng, (x, base - height, width * 0.72, height), distance, 0.55)
        if rng.random() < 0.25:
            stage.line(polygon([complex(x + width / 2, base - height), complex(x + width / 2, base - height - 16)], closed=False), stage.far(tone, distance), 1.6)
        x += width + rng.uniform(0, 5)


def city(stage: Stage, rng: random.Random) -> None:
    """Towers in two depths and a street."""
    _skyline(stage, rng, stage.horizon + 4, (70, 130), (132, 146, 182), 0.5)
    _skyline(stage, rng, stage.horizon + 8, (34, 84), (106, 116, 152), 0.18)
    stage.box(0, stage.horizon + 8, SIDE, 10, (196, 196, 200))
    stage.gradient(stage.horizon + 18, SIDE, ((0.0, stage.lit((104, 106, 118))), (1.0, stage.lit((128, 130, 140)))))
    for x in (10, 96, 182):
        stage.shape([complex(x, 226), complex(x + 46, 226), complex(x + 40, 232), complex(x - 8, 232)], (236, 232, 214))


def street(stage: Stage, rng: random.Random) -> None:
    """Shop fronts with awnings, a pavement, a lamp."""
    base, x = stage.horizon + 20, -8.0
    while x < SIDE:
        width, height = rng.uniform(66, 92), rng.uniform(110, 150)
        facade = rng.choice(_FACADES)
        stage.box(x, base - height, width, height, facade, 0.06)
        for row in (0, 1):
            for column in (0.14, 0.58):
                stage.box(x + width * column, base - height + 12 + row * 32, width * 0.28, 22, (250, 246, 238), 0.06)
                stage.box_final(x + width * column + 2, base - height + 14 + row * 32, width * 0.28 - 4, 18, (255, 224, 140) if stage.light.bright < 0.6 else stage.lit((132, 168, 200)))
        stage.box(x + 7, base - 44, width - 30, 36, (70, 84, 104), 0.0)
        stage.box(x + width - 19, base - 44, 14, 44, shade(facade, 0.6))
        colour = CLOTH[rng.choice(("red", "green", "blue", "orange", "teal"))]
        for i in range(6):
            left = x + 3 + i * (width - 24) / 6
            stage.shape([complex(left + 3, base - 58), complex(left + 3 + (width - 24) / 6, base - 58), complex(left + (width - 24) / 6, base - 42), complex(left, base - 42)], colour if i % 2 == 0 else WHITE)
        x += width
    stage.gradient(base, SIDE, ((0.0, stage.lit((206, 198, 188))), (1.0, stage.lit((180, 172, 166)))))
    for y in (base + 14, base + 34, base + 62):
        stage.line(polygon([complex(0, y), complex(SIDE, y)], closed=False), stage.lit((160, 152, 148)), 1.0)
    _lamp(stage, complex(rng.choice((22, 234)), base + 22), 132)


def _lamp(stage: Stage, foot: complex, height: float) -> None:
    stage.line(polygon([foot, foot - 1j * height], closed=False), stage.lit((64, 66, 82)), 3.4)
    if stage.light.bright < 0.6:
        for size, alpha in ((24, 0.22), (14, 0.34)):
            stage.spot(disc(foot - 1j * (height + 5), size), (255, 232, 150), alpha)
    stage.spot(disc(foot - 1j * (height + 5), 7), (255, 244, 196))


def rooftop(stage: Stage, rng: random.Random) -> None:
    """A flat roof above a skyline."""
    _skyline(stage, rng, stage.horizon + 26, (40, 110), (126, 138, 176), 0.4)
    stage.box(0, stage.horizon + 14, SIDE, 16, (176, 120, 100))
    stage.box(0, stage.horizon + 12, SIDE, 4, (206, 152, 128))
    stage.gradient(stage.horizon + 30, SIDE, ((0.0, stage.lit((164, 160, 160))), (1.0, stage.lit((192, 186, 182)))))
    left = rng.choice((10, 196))
    stage.box(left, stage.horizon - 20, 46, 56, (150, 156, 168))
    for y in range(4):
        stage.box_final(left + 6, stage.horizon - 12 + y * 8, 34, 3, stage.lit((112, 118, 132)))


def castle(stage: Stage, rng: random.Random) -> None:
    """A castle with towers on a hill."""
    ridge(stage, rng, stage.horizon + 4, 30, (122, 168, 112), 0.35)
    x, base, stone = rng.uniform(66, 150), stage.horizon + 4, (188, 180, 192)
    roof = rng.choice(((196, 74, 86), (74, 104, 180), (120, 84, 160)))
    stage.box(x - 44, base - 56, 88, 58, stone, 0.12)
    for dx, width, height in ((-56, 26, 92), (30, 26, 92), (-15, 30, 116)):
        stage.box(x + dx, base - height, width, height, shade(stone, 1.06), 0.1)
        stage.shape([complex(x + dx - 5, base - height), complex(x + dx + width / 2, base - height - 38), complex(x + dx + width + 5, base - height)], roof, 0.1)
        stage.box(x + dx + width / 2 - 3, base - height + 18, 6, 12, (84, 78, 104), 0.1, 3)
        stage.shape([complex(x + dx + width / 2, base - height - 37), complex(x + dx + width / 2 + 15, base - height - 45), complex(x + dx + width / 2, base - height - 51)], CLOTH["yellow"], 0.05)
    for dx in range(-42, 42, 14):
        stage.box(x + dx, base - 64, 8, 10, stone, 0.12)
    stage.thing(smooth([complex(x - 12, base + 2), complex(x - 12, base - 20), complex(x, base - 34), complex(x + 12, base - 20), complex(x + 12, base + 2)], tension=0.1), (112, 76, 60))
    stage.ground((116, 180, 88), (140, 192, 104))
    stage.thing(smooth([complex(x - 11, base + 2), complex(x + 11, base + 2), complex(186, 270), complex(66, 270)], tension=0.06), (216, 196, 156))


def village(stage: Stage, rng: random.Random) -> None:
    """Cottages with red roofs between trees."""
    ridge(stage, rng, stage.horizon, 36, (128, 170, 128), 0.5)
    stage.ground((124, 184, 90), (146, 196, 108))
    for x in (rng.uniform(-8, 16), rng.uniform(80, 110), rng.uniform(176, 200)):
        base, wall = stage.horizon + rng.uniform(8, 20), rng.choice(((250, 238, 214), (244, 222, 196), (236, 230, 226)))
        stage.box(x, base - 36, 60, 38, wall, 0.06)
        stage.shape([complex(x - 8, base - 34), complex(x + 12, base - 62), complex(x + 48, base - 62), complex(x + 68, base - 34)], rng.choice(((204, 92, 72), (176, 96, 80), (110, 120, 150))), 0.06)
        stage.box(x + 36, base - 22, 13, 24, (128, 86, 62), 0.04, 2)
        stage.box_final(x + 10, base - 26, 15, 14, (255, 224, 140) if stage.light.bright < 0.6 else stage.lit((150, 186, 210)))
        stage.line(polygon([complex(x + 17.5, base - 26), complex(x + 17.5, base - 12)], closed=False), stage.lit((250, 246, 240)), 1.6)
    round_tree(stage, rng, complex(rng.choice((68, 170)), stage.horizon + 14), rng.uniform(60, 84), (84, 156, 84), 0.1)


def harbour(stage: Stage, rng: random.Random) -> None:
    """Boats, a lighthouse and a quay."""
    sea(stage, stage.horizon, SIDE, rng)
    x = rng.choice((36, 214))
    stage.thing(ellipse(complex(x, stage.horizon + 4), 42 + 0j, 0.22), (126, 116, 112), 0.2)
    for index in range(4):
        y, wide = stage.horizon - index * 18, 11 - index * 1.2
        stage.shape([complex(x - wide, y), complex(x - wide + 1.2, y - 18), complex(x + wide - 1.2, y - 18), complex(x + wide, y)], CLOTH["red"] if index % 2 == 0 else WHITE, 0.12)
    stage.box(x - 6, stage.horizon - 84, 12, 12, (255, 236, 150), 0.05)
    stage.shape([complex(x - 9, stage.horizon - 84), complex(x, stage.horizon - 94), complex(x + 9, stage.horizon - 84)], CLOTH["red"], 0.1)
    for _ in range(2):
        boat, hull = complex(rng.uniform(70, 190), stage.horizon + rng.uniform(10, 26)), CLOTH[rng.choice(("blue", "red", "green", "white"))]
        stage.shape([boat - 22, boat + 24, boat + complex(17, 10), boat + complex(-16, 10)], hull)
        stage.line(polygon([boat, boat - 44j], closed=False), stage.lit((120, 84, 60)), 2)
        stage.shape([boat + complex(2, -42), boat + complex(2, -4), boat + complex(22, -4)], (252, 248, 240))
    top = stage.horizon + 48
    stage.gradient(top, SIDE, ((0.0, stage.lit((186, 138, 96))), (1.0, stage.lit((160, 112, 78)))))
    for index in range(11):
        x0 = -80 + index * 42
        stage.line(polygon([complex(128 + (x0 - 128) * 0.55, top), complex(x0, SIDE)], closed=False), stage.lit((126, 88, 62)), 1.4)


def bridge(stage: Stage, rng: random.Random) -> None:
    """A footbridge with railings over a river."""
    ridge(stage, rng, stage.horizon, 40, (116, 164, 122), 0.45)
    sea(stage, stage.horizon, SIDE, rng)
    deck = stage.horizon + 42
    stage.shape([complex(-6, deck), complex(262, deck), complex(262, 262), complex(-6, 262)], (196, 146, 102))
    for index in range(9):
        y = deck + 4 + index * index * 1.9
        stage.line(polygon([complex(0, y), complex(SIDE, y)], closed=False), stage.lit((160, 112, 78)), 1.3)
    for x in range(4, 260, 28):
        stage.box(x, deck - 38, 6, 40, (206, 74, 62))
    for y in (deck - 38, deck - 20):
        stage.box(-2, y, 260, 5, (226, 92, 74))


def temple(stage: Stage, rng: random.Random) -> None:
    """A shrine gate among blossoming trees."""
    ridge(stage, rng, stage.horizon + 4, 40, (118, 158, 132), 0.45)
    for x in (14, 58, 200, 244):
        round_tree(stage, rng, complex(x + rng.uniform(-10, 10), stage.horizon + 8), rng.uniform(84, 112), (248, 176, 204), 0.14)
    stage.ground((206, 196, 176), (190, 196, 150))
    x, base, red = rng.uniform(104, 152), stage.horizon + 14, (214, 66, 56)
    for dx in (-44, 36):
        stage.box(x + dx, base - 96, 9, 98, red, 0.04)
    stage.box(x - 52, base - 78, 104, 8, red, 0.04)
    stage.shape([complex(x - 66, base - 104), complex(x - 60, base - 92), complex(x + 60, base - 92), complex(x + 66, base - 104), complex(x, base - 99)], (72, 56, 66), 0.04)
    stage.box(x - 58, base - 94, 116, 8, red, 0.04)
    for _ in range(16):
        stage.spot(ellipse(complex(rng.random() * SIDE, rng.random() * SIDE), complex(2.6, 1), 0.6), stage.lit((252, 190, 214)))


def playground(stage: Stage, rng: random.Random) -> None:
    """A slide, swings, sand."""
    ridge(stage, rng, stage.horizon, 30, (112, 172, 106), 0.4)
    stage.ground((236, 208, 150), (150, 200, 106))
    x, base = rng.choice((20, 160)), stage.horizon + 26
    stage.line(polygon([complex(x, base), complex(x + 16, base - 66), complex(x + 32, base)], closed=False), stage.lit(CLOTH["blue"]), 4.4)
    stage.line(smooth([complex(x + 16, base - 64), complex(x + 34, base - 50), complex(x + 56, base - 14), complex(x + 76, base - 6)], closed=False), stage.lit(CLOTH["red"]), 8)
    x = 150 if x < 80 else 30
    for dx in (0, 70):
        stage.line(polygon([complex(x + dx - 8, base), complex(x + dx, base - 74), complex(x + dx + 8, base)], closed=False), stage.lit(CLOTH["yellow"]), 4)
    stage.line(polygon([complex(x, base - 74), complex(x + 70, base - 74)], closed=False), stage.lit(CLOTH["yellow"]), 4.4)
    for dx in (22, 46):
        stage.line(polygon([complex(x + dx, base - 74), complex(x + dx, base - 22), complex(x + dx + 12, base - 22), complex(x + dx + 12, base - 74)], closed=False), stage.lit((96, 96, 110)), 1.6)


def market(stage: Stage, rng: random.Random) -> None:
    """Stalls with fruit under striped roofs, lanterns above."""
    stage.box(0, stage.horizon - 60, SIDE, 90, (214, 182, 150), 0.3)
    stage.gradient(stage.horizon + 20, SIDE, ((0.0, stage.lit((212, 196, 170))), (1.0, stage.lit((190, 172, 150)))))
    for x in (-14, 82, 178):
        top, colour = stage.horizon - 50, CLOTH[rng.choice(("red", "green", "orange", "teal", "purple"))]
        for leg in (4, 76):
            stage.box(x + leg, top, 4, 92, (140, 96, 66))
        for i in range(6):
            stage.shape([complex(x + 6 + i * 12, top - 16), complex(x + 18 + i * 12, top - 16), complex(x + 16 + i * 14, top + 8), complex(x + 2 + i * 14, top + 8)], colour if i % 2 == 0 else WHITE)
        stage.box(x, stage.horizon + 16, 86, 28, (168, 118, 78))
        for i in range(8):
            stage.spot(disc(complex(x + 8 + i * 10, stage.horizon + 14), 5.4), stage.lit(CLOTH[rng.choice(("red", "orange", "yellow", "green", "purple"))]))
    for index in range(7):
        at = complex(18 + index * 37, 30 + 12 * (index % 2))
        stage.spot(disc(at, 13), (255, 214, 130), 0.25)
        stage.spot(ellipse(at, 6 + 0j, 1.2), CLOTH[("red", "orange", "yellow")[index % 3]])


def train_station(stage: Stage, rng: random.Random) -> None:
    """A platform with a train."""
    _skyline(stage, rng, stage.horizon - 10, (20, 60), (140, 152, 180), 0.55)
    colour = CLOTH[rng.choice(("blue", "red", "green", "teal", "orange"))]
    top = stage.horizon - 70
    stage.box(-20, top, 300, 92, (238, 240, 244), 0, 12)
    stage.box(-20, top + 54, 300, 14, colour)
    for x in range(-6, 256, 44):
        stage.box(x, top + 14, 32, 28, (92, 122, 160), 0, 4)
        stage.spot(polygon([complex(x + 4, top + 40), complex(x + 16, top + 16), complex(x + 23, top + 16), complex(x + 11, top + 40)]), WHITE, 0.3)
    stage.gradient(stage.horizon + 22, SIDE, ((0.0, stage.lit((176, 172, 172))), (1.0, stage.lit((204, 198, 194)))))
    stage.box(0, stage.horizon + 28, SIDE, 6, CLOTH["yellow"])
