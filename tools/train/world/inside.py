"""Places indoors: living room, bedroom, kitchen, classroom, library, stage, gym, office, cafe, cave, laboratory, studio."""

from __future__ import annotations

import random

import skia

from .colours import CLOTH, WHITE, Rgb, mix, shade
from .landscape import ridge
from .paths import disc, ellipse, polygon, smooth
from .stage import SIDE, Stage

_WALLS: tuple[Rgb, ...] = ((238, 222, 196), (206, 222, 226), (232, 206, 200), (214, 226, 202), (222, 214, 234))


def _room(stage: Stage, rng: random.Random, wall: Rgb, floor: Rgb, planks: bool = True) -> float:
    """Wall, skirting and a floor in perspective; gives where the floor begins."""
    h = stage.horizon + 22
    stage.gradient(0, h, ((0.0, stage.lit(shade(wall, 0.93))), (1.0, stage.lit(wall))))
    stage.gradient(h, SIDE, ((0.0, stage.lit(shade(floor, 0.86))), (1.0, stage.lit(floor))))
    stage.box(0, h - 5, SIDE, 6, mix(wall, WHITE, 0.5))
    if planks:
        for index in range(-3, 14):
            x = -60 + index * 30
            stage.line(polygon([complex(128 + (x - 128) * 0.5, h), complex(128 + (x - 128) * 1.5, SIDE)], closed=False), stage.lit(shade(floor, 0.8)), 1.1)
    return h


def _window(stage: Stage, rng: random.Random, left: float, top: float, width: float, height: float) -> None:
    """A window with the sky of the time of day."""
    stage.box(left - 4, top - 4, width + 8, height + 8, (250, 248, 244))
    sky = stage.light.sky
    stage.canvas.save()
    stage.canvas.clipRect(skia.Rect.MakeXYWH(left, top, width, height))
    stage.gradient(top, top + height, ((0.0, sky[0]), (1.0, sky[2])))
    if stage.light.bright < 0.5:
        stage.spot(disc(complex(left + width * 0.7, top + height * 0.3), 8), (252, 248, 222))
    else:
        for dx in (0.3, 0.45, 0.58):
            stage.spot(disc(complex(left + width * dx, top + height * 0.35), 7), mix(WHITE, sky[1], 0.15))
    stage.spot(disc(complex(left + width * 0.2, top + height * 1.25), height * 0.5), stage.far((104, 168, 96), 0.25))
    stage.canvas.restore()
    stage.box_final(left + width / 2 - 1.5, top, 3, height, stage.lit((250, 248, 244)))
    stage.box_final(left, top + height / 2 - 1.5, width, 3, stage.lit((250, 248, 244)))


def _shelves(stage: Stage, rng: random.Random, left: float, top: float, width: float, rows: int, pitch: float = 30) -> None:
    """Books on boards."""
    stage.box(left, top, width, rows * pitch + 4, (128, 86, 58))
    for row in range(rows):
        y = top + 4 + row * pitch
        stage.box_final(left + 4, y, width - 8, pitch - 4, stage.lit((86, 58, 42)))
        x = left + 5
        while x < left + width - 10:
            thick, tall = rng.uniform(3.5, 7.5), rng.uniform(0.62, 0.95) * (pitch - 5)
            stage.box_final(x, y + pitch - 4 - tall, thick, tall, stage.lit(CLOTH[rng.choice(tuple(CLOTH))]))
            x += thick + 0.6


def living_room(stage: Stage, rng: random.Random) -> None:
    """Window, sofa, picture, plant, rug."""
    h = _room(stage, rng, rng.choice(_WALLS), (192, 142, 98))
    left = rng.choice((22, 152))
    _window(stage, rng, left, 34, 78, 84)
    other = 150 if left < 100 else 22
    stage.box(other + 10, 44, 58, 42, (140, 98, 66))
    stage.box_final(other + 14, 48, 50, 34, stage.lit(rng.choice(((150, 200, 220), (240, 190, 150), (180, 210, 160)))))
    colour = CLOTH[rng.choice(("teal", "red", "blue", "orange", "gray", "purple"))]
    stage.box(other - 6, h - 50, 100, 34, colour, 0, 9)
    stage.box(other - 14, h - 32, 116, 34, shade(colour, 0.92), 0, 9)
    stage.thing(ellipse(complex(128, 226), 92 + 0j, 0.2), mix(colour, (250, 236, 210), 0.6))
    pot = complex(left + (0 if left > 100 else 78), h + 4)
    for dx, dy in ((-18, -52), (-8, -66), (6, -68), (18, -50), (0, -44)):
        stage.line(smooth([pot - 16j, pot + complex(dx * 0.4, dy * 0.7), pot + complex(dx, dy)], closed=False), stage.lit((86, 158, 92)), 6)
    stage.shape([pot + complex(-12, -22), pot + complex(12, -22), pot + complex(9, 2), pot + complex(-9, 2)], (206, 116, 84))


def bedroom(stage: Stage, rng: random.Random) -> None:
    """Bed, lamp, window, posters."""
    h = _room(stage, rng, rng.choice(_WALLS), (214, 180, 144))
    _window(stage, rng, rng.uniform(90, 120), 30, 64, 70)
    colour = CLOTH[rng.choice(("blue", "pink", "purple", "teal", "yellow"))]
    left = rng.choice((-20, 150))
    stage.box(left, h - 62, 126, 50, (150, 104, 72), 0, 6)
    stage.box(left, h - 26, 126, 36, colour, 0, 8)
    stage.box(left + 10, h - 42, 44, 22, (252, 250, 246), 0, 9)
    table = 14 if left > 100 else 206
    stage.box(table, h - 30, 34, 34, (172, 122, 84))
    stage.spot(disc(complex(table + 17, h - 56), 26), (255, 236, 170), 0.25)
    stage.shape([complex(table + 9, h - 62), complex(table + 25, h - 62), complex(table + 31, h - 44), complex(table + 3, h - 44)], (255, 226, 150))
    stage.box(table + 15, h - 44, 4, 14, (110, 90, 84))


def kitchen(stage: Stage, rng: random.Random) -> None:
    """Cupboards, stove, tiles."""
    h = _room(stage, rng, (244, 238, 224), (206, 196, 186), planks=False)
    front = rng.choice(((120, 172, 168), (226, 196, 150), (150, 178, 214), (236, 236, 232)))
    for x in range(0, 256, 16):
        for y in (h - 96, h - 82):
            stage.line(polygon([complex(x, y), complex(x + 16, y), complex(x + 16, y + 14)], closed=False), stage.lit((214, 206, 196)), 0.9)
    for x in range(-10, 260, 54):
        stage.box(x, 8, 50, 50, front)
        stage.box(x, h - 52, 50, 56, front)
        stage.spot(disc(complex(x + 42, 48), 2.4), stage.lit((120, 100, 90)))
        stage.spot(disc(complex(x + 42, h - 40), 2.4), stage.lit((120, 100, 90)))
    stage.box(-4, h - 60, 264, 9, (150, 110, 84))
    x = rng.choice((30, 180))
    stage.box(x, h - 51, 48, 54, (96, 100, 112))
    stage.box_final(x + 6, h - 36, 36, 26, stage.lit((52, 56, 70)))
    stage.box(x + 8, h - 76, 30, 16, CLOTH["red"], 0, 3)
    for index in range(-3, 14):
        x0 = -60 + index * 36
        stage.line(polygon([complex(128 + (x0 - 128) * 0.5, h + 1), complex(128 + (x0 - 128) * 1.5, SIDE)], closed=False), stage.lit((180, 170, 162)), 1.0)


def classroom(stage: Stage, rng: random.Random) -> None:
    """A green board, desks, a clock."""
    h = _room(stage, rng, (240, 228, 196), (206, 160, 112))
    stage.box(36, 36, 184, 86, (150, 104, 70))
    stage.box_final(41, 41, 174, 76, stage.lit((62, 116, 96)))
    for y in (56, 70, 84):
        x, end = 54.0, rng.uniform(120, 196)
        stage.line(smooth([complex(t, y + 2.5 * (i % 2)) for i, t in enumerate(range(int(x), int(end), 7))], closed=False), (240, 244, 238), 1.5, 0.8)
    stage.thing(disc(complex(128, 19), 11), WHITE)
    stage.line(polygon([complex(128, 12), complex(128, 19), complex(133, 21)], closed=False), (60, 56, 70), 1.5)
    for x in (6, 190):
        stage.box(x, h + 12, 60, 7, (232, 190, 128))
        stage.box(x + 6, h + 19, 5, 30, (120, 124, 136))
        stage.box(x + 49, h + 19, 5, 30, (120, 124, 136))


def library(stage: Stage, rng: random.Random) -> None:
    """Walls of books."""
    _room(stage, rng, (150, 108, 80), (166, 112, 76))
    for left in (-12, 74, 160):
        _shelves(stage, rng, left, 10, 84, max(3, int((stage.horizon + 10) // 31)))
    lamp = complex(rng.choice((70, 186)), 0)
    stage.line(polygon([lamp, lamp + 34j], closed=False), (70, 56, 52), 1.8)
    stage.spot(disc(lamp + 44j, 32), (255, 230, 160), 0.25)
    stage.shape([lamp + complex(-6, 34), lamp + complex(6, 34), lamp + complex(15, 46), lamp + complex(-15, 46)], CLOTH["green"])


def theatre(stage: Stage, rng: random.Random) -> None:
    """A stage with red curtains and beams of light."""
    stage.gradient(0, SIDE, ((0.0, (44, 22, 54)), (1.0, (96, 44, 70))))
    beams = ((255, 220, 140), (150, 210, 255), (255, 160, 210))
    for index, x in enumerate((44, 128, 212)):
        stage.spot(polygon([complex(x - 4, -4), complex(x + 4, -4), complex(128 + (x - 128) * 0.4 + 48, 250), complex(128 + (x - 128) * 0.4 - 48, 250)]), beams[index], 0.22)
    stage.gradient(stage.horizon + 24, SIDE, ((0.0, (126, 78, 58)), (1.0, (172, 112, 78))))
    stage.spot(ellipse(complex(128, 236), 96 + 0j, 0.17), (255, 236, 180), 0.4)
    for side in (0, 1):
        for index in range(4):
            left = index * 13 if side == 0 else SIDE - 13 - index * 13
            stage.box(left, -4, 14, stage.horizon + 34 - index * 6, (186, 34, 48) if index % 2 == 0 else (150, 24, 42), 0, 4)
    for index in range(8):
        stage.thing(ellipse(complex(16 + index * 32, 4), 20 + 0j, 0.9), (198, 40, 54))


def gym(stage: Stage, rng: random.Random) -> None:
    """A wooden floor, bars on the wall, a basket."""
    h = _room(stage, rng, (226, 226, 220), (226, 170, 106))
    stage.box(0, h - 60, SIDE, 56, (96, 140, 190))
    for x in range(8, 256, 40):
        for y in range(3):
            stage.box_final(x, h - 116 + y * 14, 30, 4, stage.lit((196, 150, 100)))
    x = rng.choice((60, 186))
    stage.box(x - 26, 22, 52, 36, WHITE)
    stage.line(polygon([complex(x - 9, 36), complex(x + 9, 36), complex(x + 9, 50), complex(x - 9, 50)]), stage.lit(CLOTH["red"]), 2)
    stage.line(ellipse(complex(x, 58), 11 + 0j, 0.36), stage.lit(CLOTH["orange"]), 2.4)
    stage.line(ellipse(complex(128, 236), 90 + 0j, 0.22), stage.lit(WHITE), 2.2)


def office(stage: Stage, rng: random.Random) -> None:
    """A wide window over a city, a desk with a screen."""
    h = _room(stage, rng, (224, 228, 234), (150, 158, 172), planks=False)
    _window(stage, rng, 30, 22, 196, 92)
    for x in range(34, 222, 22):
        tall = rng.uniform(20, 60)
        stage.box_final(x, 114 - tall, 18, tall, stage.far((120, 134, 170), 0.35))
    left = rng.choice((4, 146))
    stage.box(left, h - 26, 106, 8, (206, 164, 116))
    for x in (left + 6, left + 94):
        stage.box(x, h - 18, 6, 36, (110, 114, 128))
    stage.box(left + 34, h - 66, 46, 32, (58, 62, 76), 0, 3)
    stage.box_final(left + 37, h - 63, 40, 26, (126, 200, 236))
    stage.box(left + 54, h - 34, 6, 8, (58, 62, 76))


def cafe(stage: Stage, rng: random.Random) -> None:
    """A counter, hanging lamps, small tables."""
    h = _room(stage, rng, (206, 160, 126), (140, 96, 72))
    stage.box(0, h - 92, SIDE, 40, (92, 66, 58))
    for index in range(6):
        stage.line(smooth([complex(20 + index * 38, h - 80), complex(32 + index * 38, h - 78), complex(46 + index * 38, h - 80)], closed=False), (246, 240, 226), 1.5, 0.9)
        stage.line(smooth([complex(22 + index * 38, h - 68), complex(42 + index * 38, h - 67)], closed=False), (246, 240, 226), 1.3, 0.7)
    stage.box(0, h - 44, SIDE, 48, (170, 116, 80))
    stage.box(0, h - 48, SIDE, 7, (226, 190, 146))
    for x in (40, 128, 216):
        stage.line(polygon([complex(x, 0), complex(x, 30)], closed=False), (60, 46, 44), 1.6)
        stage.spot(disc(complex(x, 42), 25), (255, 226, 150), 0.3)
        stage.shape([complex(x - 5, 28), complex(x + 5, 28), complex(x + 14, 42), complex(x - 14, 42)], CLOTH["teal"])
    for x in (rng.uniform(4, 40), rng.uniform(196, 236)):
        stage.thing(ellipse(complex(x, h + 22), 26 + 0j, 0.3), (236, 220, 196))
        stage.box(x - 2, h + 26, 5, 34, (90, 70, 64))
        stage.box(x - 6, h + 10, 9, 10, WHITE, 0, 2)


def cave(stage: Stage, rng: random.Random) -> None:
    """Rock, stalactites, glowing crystals."""
    stage.gradient(0, SIDE, ((0.0, (38, 34, 56)), (1.0, (74, 66, 92))))
    stage.spot(ellipse(complex(128, 130), 110 + 0j, 0.8), (104, 96, 130), 0.55)
    for x in range(-10, 270, 24):
        tall = rng.uniform(20, 74)
        stage.shape([complex(x - 14, -4), complex(x + rng.uniform(-4, 4), tall), complex(x + 14, -4)], (54, 48, 72))
    ridge(stage, rng, stage.horizon + 30, 24, (86, 78, 104), 0.0)
    stage.gradient(stage.horizon + 28, SIDE, ((0.0, (86, 78, 104)), (1.0, (118, 108, 134))))
    for _ in range(7):
        foot, colour = complex(rng.choice((rng.uniform(0, 60), rng.uniform(196, 256))), stage.horizon + rng.uniform(20, 60)), rng.choice(((110, 230, 250), (200, 140, 255), (140, 255, 190)))
        stage.spot(disc(foot - 10j, 22), colour, 0.2)
        for dx, tall in ((-7, 20), (0, 32), (7, 18)):
            stage.shape([foot + dx - 4, foot + complex(dx - 2, -tall * 0.8), foot + complex(dx, -tall), foot + complex(dx + 3, -tall * 0.8), foot + dx + 4], colour)


def laboratory(stage: Stage, rng: random.Random) -> None:
    """Benches with coloured flasks."""
    h = _room(stage, rng, (214, 226, 232), (190, 198, 206), planks=False)
    for y in (38, 74):
        stage.box(20, y + 22, 216, 5, (150, 160, 172))
        for x in range(30, 226, 20):
            colour = CLOTH[rng.choice(("green", "purple", "blue", "orange", "pink", "teal"))]
            stage.thing(disc(complex(x, y + 14), 7), mix(colour, WHITE, 0.2))
            stage.box_final(x - 2, y, 4, 9, stage.lit((226, 236, 240)))
    stage.box(0, h - 40, SIDE, 9, (238, 242, 246))
    stage.box(0, h - 31, SIDE, 34, (136, 154, 174))
    for x in range(20, 250, 46):
        stage.spot(disc(complex(x, h - 14), 2.6), stage.lit((230, 234, 238)))
