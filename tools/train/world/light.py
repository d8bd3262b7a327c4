"""Times of day and weather: the sky, the tint of everything, sun, moon, clouds, rain, snow, fog and storms."""

from __future__ import annotations

import random
from dataclasses import dataclass

import skia

from .colours import WHITE, Rgb, mix
from .paths import disc, ellipse, polygon
from .stage import SIDE, Stage

TIMES = ("day", "morning", "sunset", "night")
WEATHERS = ("clear", "cloudy", "rain", "snow", "fog", "storm", "rain approaching", "rainbow")


@dataclass(frozen=True)
class Light:
    """The sky from above to the horizon, the tint of things, and how bright it is."""

    sky: tuple[Rgb, Rgb, Rgb]
    tint: Rgb
    bright: float


LIGHTS: dict[str, Light] = {
    "day": Light(((84, 160, 236), (140, 200, 246), (214, 238, 250)), (1.0, 1.0, 1.0), 1.0),
    "morning": Light(((132, 178, 232), (246, 206, 196), (255, 232, 196)), (1.02, 0.97, 0.95), 0.95),
    "sunset": Light(((92, 70, 150), (238, 116, 110), (255, 204, 122)), (1.02, 0.89, 0.83), 0.8),
    "night": Light(((16, 18, 56), (34, 42, 98), (72, 82, 146)), (0.76, 0.78, 0.95), 0.35),
}
_GREY: tuple[Rgb, Rgb, Rgb] = ((134, 146, 164), (170, 180, 192), (204, 210, 214))
_STORM: tuple[Rgb, Rgb, Rgb] = ((54, 58, 84), (88, 92, 116), (142, 146, 156))


def light_of(time: str, weather: str) -> Light:
    """The light of a time in a weather."""
    light = LIGHTS[time]
    if weather in ("cloudy", "rain", "snow", "fog"):
        grey = 0.75 if time == "day" else 0.35
        sky = tuple(mix(a, b, grey) for a, b in zip(light.sky, _GREY))
        return Light(sky, mix(light.tint, (0.9, 0.93, 0.96), 0.6) if time != "night" else light.tint, light.bright * 0.85)
    if weather == "storm":
        sky = tuple(mix(a, b, 0.75) for a, b in zip(light.sky, _STORM))
        return Light(sky, mix(light.tint, (0.78, 0.8, 0.9), 0.7), light.bright * 0.6)
    return light


def paint_sky(stage: Stage, rng: random.Random, time: str, weather: str, moon: bool) -> None:
    """Sky with sun, moon, stars and clouds; its horizon is the stage's."""
    light = stage.light
    stage.gradient(0, stage.horizon + 4, ((0.0, light.sky[0]), (0.6, light.sky[1]), (1.0, light.sky[2])))
    clear = weather in ("clear", "rainbow", "rain approaching")
    if time == "night" and clear:
        for _ in range(rng.randint(24, 44)):
            stage.spot(disc(complex(rng.random() * SIDE, rng.random() ** 1.3 * stage.horizon * 0.9), rng.uniform(0.5, 1.3)), WHITE, rng.uniform(0.5, 1))
    x = rng.uniform(24, 232)
    if time == "sunset" and clear:
        at = complex(x, stage.horizon - rng.uniform(4, 34))
        for size, alpha in ((40, 0.2), (29, 0.28), (20, 1.0)):
            stage.spot(disc(at, size), (255, 236, 170), alpha)
    elif time in ("day", "morning") and clear:
        at = complex(x, rng.uniform(20, max(28, stage.horizon * 0.35)))
        for size, alpha in ((34, 0.22), (25, 0.32), (16, 1.0)):
            stage.spot(disc(at, size), (255, 246, 200), alpha)
    if weather == "rainbow":
        _rainbow(stage, rng)
    if weather == "rain approaching":
        _rain_front(stage, rng)
    _clouds(stage, rng, time, weather)
    if moon:
        low = stage.horizon * (0.2 if weather == "rain approaching" else 0.36)
        _moon(stage, rng, complex(x, rng.uniform(20, max(26, low))))


def _moon(stage: Stage, rng: random.Random, at: complex) -> None:
    size = rng.uniform(15, 26)
    for grow, alpha in ((2.1, 0.14), (1.5, 0.2)):
        stage.spot(disc(at, size * grow), (236, 238, 255), alpha)
    if rng.random() < 0.4:
        crescent = skia.Op(disc(at, size), disc(at + size * (0.46 - 0.2j), size * 0.88), skia.kDifference_PathOp)
        stage.spot(crescent, (252, 248, 222))
    else:
        stage.spot(disc(at, size), (252, 248, 222))
        for dx, dy, share in ((-0.3, -0.2, 0.22), (0.35, 0.25, 0.17), (0.05, 0.55, 0.12), (0.3, -0.45, 0.11)):
            stage.spot(disc(at + size * complex(dx, dy), size * share), (226, 220, 196))


def _clouds(stage: Stage, rng: random.Random, time: str, weather: str) -> None:
    count = {"clear": rng.randint(0, 3), "rainbow": 3, "rain approaching": 1}.get(weather, rng.randint(4, 6))
    colour = {"day": WHITE, "morning": (255, 244, 236), "sunset": (255, 178, 150), "night": (70, 80, 134)}[time]
    if weather in ("rain", "storm", "cloudy", "snow"):
        colour = mix(colour, (112, 118, 138) if weather != "snow" else (196, 202, 212), 0.55 if weather != "storm" else 0.8)
    for _ in range(count):
        at = complex(rng.uniform(-10, 266), rng.uniform(10, max(20, stage.horizon * 0.5)))
        _cloud(stage, rng, at, rng.uniform(0.7, 1.5), colour)


def _cloud(stage: Stage, rng: random.Random, at: complex, size: float, colour: Rgb) -> None:
    puffs = [(at + complex(x, -rng.uniform(0, 5)) * size, r * size) for x, r in ((-19, 8), (-8, 12), (5, 13), (17, 9))]
    for layer, shift in ((mix(colour, stage.light.sky[1], 0.4), 2.5j), (colour, 0j)):
        for place, radius in puffs:
            stage.spot(disc(place + shift * size, radius), layer)


def _rainbow(stage: Stage, rng: random.Random) -> None:
    centre = complex(rng.uniform(80, 180), stage.horizon + 30)
    for index, colour in enumerate(((232, 80, 84), (246, 152, 70), (250, 214, 90), (96, 190, 110), (80, 140, 226), (140, 96, 200))):
        stage.line(ellipse(centre, complex(stage.horizon * 0.98 - index * 5, 0), 1.0), colour, 5.4, 0.62)


def _rain_front(stage: Stage, rng: random.Random) -> None:
    """Dark clouds over the horizon with veils of rain below: the rain is far away but coming."""
    h, side = stage.horizon, rng.choice((-1, 1))
    top = h * rng.uniform(0.3, 0.45)
    for x0 in range(-20, 280, 26):
        lean = side * rng.uniform(12, 22)
        veil = [complex(x0, top + 8), complex(x0 + 30, top + 8), complex(x0 + 30 + lean, h + 3), complex(x0 + lean, h + 3)]
        stage.spot(polygon(veil), (70, 80, 110), rng.uniform(0.35, 0.7))
    for x0 in range(0, 262, 6):
        start = complex(x0 + rng.uniform(-3, 3), top + rng.uniform(6, 20))
        stage.line(polygon([start, start + complex(side * 12, (h - top) * rng.uniform(0.5, 0.9))], closed=False), (168, 184, 214), 0.9, 0.5)
    for layer, shift in (((50, 52, 78), 0), ((72, 76, 104), -9)):
        puffs = [complex(x, top + shift + rng.uniform(-5, 5)) for x in range(-10, 281, 22)]
        for puff in puffs:
            stage.spot(disc(puff, rng.uniform(15, 23)), layer)


def paint_weather(stage: Stage, rng: random.Random, weather: str) -> None:
    """What falls or drifts in front of everything."""
    if weather in ("rain", "storm"):
        lean = rng.uniform(-5, 5)
        for _ in range(95 if weather == "rain" else 130):
            start = complex(rng.random() * 270 - 7, rng.random() * SIDE)
            length = rng.uniform(8, 17)
            stage.line(polygon([start, start + complex(lean, length)], closed=False), (226, 236, 252), rng.uniform(0.8, 1.5), 0.62)
        for _ in range(12):
            at = complex(rng.random() * SIDE, rng.uniform(stage.horizon + 10, SIDE))
            stage.line(ellipse(at, complex(rng.uniform(2.5, 5), 0), 0.35), (226, 236, 252), 0.9, 0.6)
    elif weather == "snow":
        for _ in range(95):
            stage.spot(disc(complex(rng.random() * SIDE, rng.random() * SIDE), rng.uniform(0.9, 3.0)), WHITE, 0.92)
    elif weather == "fog":
        for _ in range(5):
            at = complex(rng.random() * SIDE, rng.uniform(stage.horizon - 10, SIDE))
            stage.spot(ellipse(at, complex(rng.uniform(80, 140), 0), 0.12), (232, 236, 240), 0.3)


def paint_lightning(stage: Stage, rng: random.Random) -> None:
    """A bolt from the clouds to the horizon."""
    x, y = rng.uniform(30, 226), 6.0
    points = [complex(x, y)]
    while y < stage.horizon - 6:
        y += rng.uniform(10, 22)
        x += rng.uniform(-13, 13)
        points.append(complex(x, y))
    for width, alpha in ((7, 0.25), (2.4, 1.0)):
        stage.line(polygon(points, closed=False), (250, 246, 190), width, alpha)


def paint_fog(stage: Stage) -> None:
    """A veil over the background."""
    stage.gradient(0, SIDE, ((0.0, (226, 230, 234)), (1.0, (226, 230, 234))), 0.55)
