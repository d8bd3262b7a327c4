"""Backgrounds: places, time of day and weather, painted into a picture whose side is 1."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cairo

from .brush import disc, polygon, rectangle, set_colour
from .palette import CLOTH, Rgb, multiply, plain_background, shade

PLACES = ("beach", "forest", "city", "mountains", "room", "space", "desert")
WEATHER_PLACES = frozenset({"beach", "forest", "city", "mountains", "desert"})
SKY: dict[str, list[tuple[float, Rgb]]] = {
    "day": [(0, (96, 170, 236)), (1, (206, 232, 248))],
    "sunset": [(0, (92, 62, 130)), (0.55, (236, 112, 92)), (1, (255, 196, 110))],
    "night": [(0, (14, 18, 48)), (1, (44, 54, 104))],
}
LIGHT: dict[str, Rgb] = {"day": (1, 1, 1), "sunset": (1.0, 0.82, 0.74), "night": (0.45, 0.5, 0.68)}


@dataclass(frozen=True)
class Scene:
    """A place ("plain" has a colour instead of time and weather)."""

    place: str
    time: str
    weather: str
    colour: str


def random_scene(rng: random.Random) -> Scene:
    """Draw a scene at random; nearly half are plain colours, from which colours are learnt best."""
    if rng.random() < 0.42:
        return Scene("plain", "day", "", rng.choice(list(CLOTH)))
    place = rng.choice(PLACES)
    time = "night" if place == "space" else rng.choices(list(SKY), [0.5, 0.25, 0.25])[0]
    weather = ""
    if place in WEATHER_PLACES and rng.random() < 0.2:
        weather = "rain" if place in ("desert", "beach") or rng.random() < 0.5 else "snow"
    return Scene(place, time, weather, "")


def _gradient(ctx: cairo.Context, stops: list[tuple[float, Rgb]], top: float, bottom: float) -> None:
    pattern = cairo.LinearGradient(0, top, 0, bottom)
    for offset, colour in stops:
        pattern.add_color_stop_rgb(offset, *(channel / 255 for channel in colour))
    ctx.set_source(pattern)
    ctx.rectangle(0, top, 1, bottom - top + 0.005)
    ctx.fill()


def _spots(ctx: cairo.Context, rng: random.Random, count: int, depth: float) -> None:
    """Stars down to the given depth."""
    for _ in range(count):
        set_colour(ctx, (255, 255, 255), rng.uniform(0.4, 1))
        disc(ctx, complex(rng.random(), rng.random() * depth), rng.uniform(0.003, 0.006))
        ctx.fill()


def _sky(ctx: cairo.Context, rng: random.Random, scene: Scene) -> None:
    _gradient(ctx, SKY[scene.time], 0, 0.75)
    x = rng.uniform(0.1, 0.9)
    if scene.time == "night":
        _spots(ctx, rng, 22, 0.5)
        set_colour(ctx, (245, 242, 215))
        disc(ctx, complex(x, 0.14), 0.065)
    elif scene.time == "sunset":
        set_colour(ctx, (255, 228, 150))
        disc(ctx, complex(x, rng.uniform(0.4, 0.5)), 0.085)
    elif not scene.weather:
        set_colour(ctx, (255, 244, 190))
        disc(ctx, complex(x, 0.14), 0.06)
    ctx.fill()
    if scene.time == "day":
        for _ in range(rng.randint(1, 3)):
            cloud = complex(rng.random(), rng.uniform(0.08, 0.3))
            set_colour(ctx, (255, 255, 255), 0.9)
            for offset, radius in ((-0.06, 0.035), (-0.02j, 0.05), (0.06, 0.035)):
                disc(ctx, cloud + offset, radius)
            ctx.fill()


def _hill(ctx: cairo.Context, levels: tuple[float, float, float, float]) -> None:
    """Fill below a soft curve through four heights."""
    ctx.move_to(0, levels[0])
    ctx.curve_to(0.3, levels[1], 0.6, levels[2], 1, levels[3])
    ctx.line_to(1, 1)
    ctx.line_to(0, 1)
    ctx.close_path()
    ctx.fill()


def _palm(ctx: cairo.Context, x: float, light: Rgb) -> None:
    top = complex(x + 0.03, 0.35)
    ctx.set_line_width(0.03)
    set_colour(ctx, multiply((120, 80, 50), light))
    ctx.move_to(x, 0.8)
    ctx.curve_to(x, 0.6, x + 0.02, 0.5, top.real, top.imag)
    ctx.stroke()
    set_colour(ctx, multiply((40, 140, 70), light))
    for degrees in (-160, -120, -60, -20, 20, 160):
        leaf = complex(math.cos(math.radians(degrees)), math.sin(math.radians(degrees)))
        bend, end = top + leaf * 0.08 - 0.04j, top + complex(leaf.real * 0.16, leaf.imag * 0.14 + 0.06)
        ctx.move_to(top.real, top.imag)
        ctx.curve_to(bend.real, bend.imag, end.real, end.imag - 0.04, end.real, end.imag)
        ctx.stroke()


def _beach(ctx: cairo.Context, rng: random.Random, light: Rgb) -> None:
    _gradient(ctx, [(0, multiply((30, 120, 190), light)), (1, multiply((90, 190, 215), light))], 0.55, 0.78)
    set_colour(ctx, multiply((240, 214, 156), light))
    _hill(ctx, (0.74, 0.70, 0.79, 0.73))
    if rng.random() < 0.5:
        _palm(ctx, rng.choice((0.08, 0.92)), light)


def _forest(ctx: cairo.Context, rng: random.Random, light: Rgb) -> None:
    rectangle(ctx, (0, 0.7, 1, 0.3), multiply((70, 140, 70), light))
    for base, colour, count in ((0.72, (38, 96, 60), 8), (0.78, (50, 124, 66), 6)):
        for index in range(count):
            x = (index + rng.uniform(0.1, 0.9)) / count
            height, width = rng.uniform(0.35, 0.55), rng.uniform(0.08, 0.12)
            rectangle(ctx, (x - 0.014, base - 0.08, 0.028, 0.1), multiply((96, 64, 44), light))
            set_colour(ctx, multiply(colour, light))
            for tier in (0, 0.28, 0.5):
                y, half = base - 0.05 - height * tier, width * (1 - tier * 0.6)
                polygon(ctx, [complex(x - half, y), complex(x + half, y), complex(x, y - height * 0.5)])
            ctx.fill()


def _windows(ctx: cairo.Context, rng: random.Random, box: tuple[float, float, float, float], colour: Rgb) -> None:
    left, top, width, height = box
    set_colour(ctx, colour)
    for row in range(int((height - 0.06) / 0.055) + 1):
        for column in range(int((width - 0.04) / 0.04) + 1):
            if rng.random() < 0.6:
                ctx.rectangle(left + 0.02 + 0.04 * column, top + 0.03 + 0.055 * row, 0.018, 0.024)
    ctx.fill()


def _city(ctx: cairo.Context, rng: random.Random, scene: Scene, light: Rgb) -> None:
    lit: Rgb = (200, 220, 240) if scene.time == "day" else (255, 226, 130)
    for base, colour, tallest in ((0.74, (120, 132, 160), 0.52), (0.78, (84, 92, 120), 0.3)):
        x = -0.02
        while x < 1:
            width, height = rng.uniform(0.1, 0.18), rng.uniform(tallest * 0.36, tallest)
            rectangle(ctx, (x, base - height, width, height + 0.02), multiply(colour, light))
            _windows(ctx, rng, (x, base - height, width, height), lit)
            x += width + 0.005
    rectangle(ctx, (0, 0.78, 1, 0.22), multiply((96, 98, 106), light))
    for index in range(5):
        rectangle(ctx, (index * 0.24 - 0.05, 0.9, 0.12, 0.018), multiply((225, 225, 215), light))


def _mountains(ctx: cairo.Context, rng: random.Random, light: Rgb) -> None:
    for base, colour, count in ((0.7, (120, 132, 168), 3), (0.74, (84, 104, 136), 4)):
        for index in range(count):
            x, height = (index + rng.uniform(0.2, 0.8)) / count, rng.uniform(0.28, 0.45)
            width = rng.uniform(0.22, 0.32)
            peak = complex(x, base - height)
            set_colour(ctx, multiply(colour, light))
            polygon(ctx, [complex(x - width, base), peak, complex(x + width, base)])
            ctx.fill()
            set_colour(ctx, multiply((244, 246, 252), light))
            slope = complex(width, height)
            polygon(ctx, [
                peak + complex(-slope.real, slope.imag) * 0.28, peak, peak + slope * 0.28,
                peak + complex(slope.real * 0.08, slope.imag * 0.22), peak + complex(-slope.real * 0.08, slope.imag * 0.32),
            ])
            ctx.fill()
    rectangle(ctx, (0, 0.73, 1, 0.27), multiply((104, 160, 84), light))


def _desert(ctx: cairo.Context, rng: random.Random, light: Rgb) -> None:
    for y, colour in ((0.68, (224, 176, 110)), (0.8, (236, 196, 128))):
        set_colour(ctx, multiply(colour, light))
        _hill(ctx, (y, y - rng.uniform(0, 0.12), y + 0.08, y - rng.uniform(0, 0.1)))
    x = rng.choice((0.12, 0.86))
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    ctx.set_line_width(0.04)
    set_colour(ctx, multiply((60, 130, 80), light))
    for points in (((x, 0.8), (x, 0.52)), ((x, 0.68), (x + 0.07, 0.68), (x + 0.07, 0.58))):
        ctx.move_to(*points[0])
        for point in points[1:]:
            ctx.line_to(*point)
        ctx.stroke()


def _room(ctx: cairo.Context, rng: random.Random, scene: Scene, light: Rgb) -> None:
    wall = rng.choice([(222, 206, 184), (190, 208, 216), (214, 190, 190)])
    _gradient(ctx, [(0, multiply(wall, light)), (1, multiply(shade(wall, 0.92), light))], 0, 1)
    rectangle(ctx, (0, 0.78, 1, 0.22), multiply((150, 106, 74), light))
    rectangle(ctx, (0, 0.77, 1, 0.015), multiply((120, 84, 58), light))
    left = rng.choice((0.08, 0.66))
    rectangle(ctx, (left - 0.015, 0.105, 0.29, 0.36), (250, 250, 250))
    ctx.save()
    ctx.rectangle(left, 0.12, 0.26, 0.33)
    ctx.clip()
    _gradient(ctx, SKY[scene.time], 0.12, 0.45)
    ctx.restore()
    rectangle(ctx, (left + 0.122, 0.12, 0.016, 0.33), (250, 250, 250))
    shelf = 0.70 if left < 0.3 else 0.04
    rectangle(ctx, (shelf, 0.5, 0.24, 0.28), multiply((110, 70, 50), light))
    for index in range(5):
        book = multiply(CLOTH[rng.choice(list(CLOTH))], light)
        rectangle(ctx, (shelf + 0.02 + index * 0.04, 0.54, 0.03, 0.1), book)


def _space(ctx: cairo.Context, rng: random.Random) -> None:
    _gradient(ctx, [(0, (8, 8, 26)), (1, (30, 16, 58))], 0, 1)
    _spots(ctx, rng, 40, 1.0)
    set_colour(ctx, rng.choice([(214, 140, 90), (110, 150, 220), (200, 110, 150)]))
    disc(ctx, complex(rng.uniform(0.1, 0.9), rng.uniform(0.1, 0.4)), rng.uniform(0.07, 0.16))
    ctx.fill()
    set_colour(ctx, (120, 120, 130))
    ctx.save()
    ctx.translate(0.5, 1.25)
    ctx.scale(1, 0.5)
    ctx.arc(0, 0, 0.9, 0, 2 * math.pi)
    ctx.restore()
    ctx.fill()


def paint_background(ctx: cairo.Context, rng: random.Random, scene: Scene) -> None:
    """Fill the whole picture with the scene."""
    light = LIGHT[scene.time]
    if scene.place == "plain":
        set_colour(ctx, plain_background(scene.colour))
        ctx.paint()
        return
    if scene.place == "space":
        _space(ctx, rng)
        return
    if scene.place == "room":
        _room(ctx, rng, scene, light)
        return
    _sky(ctx, rng, scene)
    if scene.place == "city":
        _city(ctx, rng, scene, light)
    else:
        {"beach": _beach, "forest": _forest, "mountains": _mountains, "desert": _desert}[scene.place](ctx, rng, light)
    if scene.weather == "snow":
        rectangle(ctx, (0, 0.8, 1, 0.2), multiply((238, 242, 250), light))


def paint_weather(ctx: cairo.Context, rng: random.Random, scene: Scene) -> None:
    """Rain or snow in front of everything."""
    if scene.weather == "rain":
        ctx.set_line_width(0.007)
        set_colour(ctx, (210, 226, 255), 0.75)
        for _ in range(70):
            x, y = rng.random() * 1.1, rng.random()
            ctx.move_to(x, y)
            ctx.line_to(x - 0.02, y + 0.06)
        ctx.stroke()
    elif scene.weather == "snow":
        set_colour(ctx, (255, 255, 255), 0.95)
        for _ in range(60):
            disc(ctx, complex(rng.random(), rng.random()), rng.uniform(0.006, 0.012))
        ctx.fill()
