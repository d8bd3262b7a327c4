"""Puts a picture together: plans people, place and light from a seed, paints them, and tells what is in it."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import skia

from . import SIDE, Sample
from .brush import Brush
from .captions import caption
from .colours import CLOTH, Rgb
from .companions import FLYING, draw_companion
from .crowd import Person, gather
from .draft import Draft
from .figure import Figure
from .finish import finished
from .furniture import draw_furniture
from .light import TIMES, light_of, paint_fog, paint_lightning, paint_sky, paint_weather
from .paths import ellipse
from .people import draw_person
from .places import FIXED_LIGHT, INDOORS, OUTDOORS, PLACES, WITHOUT_SKY, paint_plain
from .points import L_ANKLE, L_KNEE, L_WRIST, NECK, R_ANKLE, R_KNEE, R_WRIST
from .skeletons import Points, hint_picture
from .stage import Stage
from .styles import STYLES

STYLE_WEIGHTS = {"cartoon": 34, "anime": 20, "flat": 10, "ink": 7, "pixel": 7, "watercolour": 9, "clay": 7, "neon": 6}


@dataclass(frozen=True)
class Setting:
    """Where and when it is; `colour` is that of a plain backdrop."""

    style: str
    place: str
    colour: str | None
    time: str
    weather: str
    moon: bool


@dataclass(frozen=True)
class Plan:
    """A whole picture before it is painted."""

    setting: Setting
    people: list[Person]
    framing: str
    interaction: str | None
    horizon: float
    seed: int


def random_setting(rng: random.Random) -> Setting:
    """A style, a place and a light."""
    style = rng.choices(tuple(STYLE_WEIGHTS), tuple(STYLE_WEIGHTS.values()))[0]
    if rng.random() < 0.24:
        return Setting(style, "plain", rng.choice(tuple(CLOTH)), "day", "clear", False)
    place = rng.choice(tuple(PLACES) if rng.random() < 0.5 else tuple(OUTDOORS))
    if place in FIXED_LIGHT:
        return Setting(style, place, None, "day", "clear", False)
    night = 0.6 if style == "neon" else 0.22
    time = rng.choices(TIMES, (0.5, 0.1, 0.18, night))[0]
    if place in WITHOUT_SKY:
        return Setting(style, place, None, time, "clear", False)
    weather = "clear"
    if rng.random() < 0.4:
        weather = rng.choice(("cloudy", "rain", "rain", "snow", "fog", "storm", "rain approaching", "rain approaching", "rainbow"))
    if weather == "rainbow" and time == "night" or place == "desert" and weather == "snow":
        weather = "clear"
    moon = time == "night" and weather in ("clear", "rain approaching", "cloudy", "snow") and rng.random() < 0.75
    return Setting(style, place, None, time, weather, moon)


def plan_picture(rng: random.Random) -> Plan:
    """Everything of a picture at random."""
    setting = random_setting(rng)
    people, framing, interaction = gather(rng, setting.colour)
    near = framing in ("close-up", "portrait")
    horizon = rng.uniform(128, 150) if near else rng.uniform(116, 162)
    if abs(people[0].above - 6) > 14:
        horizon = max(40.0, min(196.0, horizon - 2.2 * (people[0].above - 6)))
    return Plan(setting, people, framing, interaction, horizon, rng.getrandbits(32))


def _paint_background(canvas: skia.Canvas, plan: Plan, rng: random.Random) -> Rgb:
    """The place; gives the tint of its light."""
    setting = plan.setting
    light = light_of(setting.time, setting.weather)
    stage = Stage(canvas, STYLES[setting.style], light, plan.horizon, setting.place == "plain")
    if setting.place == "plain":
        paint_plain(stage, rng, setting.colour or "white")
        return 1.0, 1.0, 1.0
    canvas.save()
    if plan.framing in ("close-up", "portrait"):
        zoom = 1.7 if plan.framing == "close-up" else 1.35
        canvas.translate(128 * (1 - zoom), plan.horizon * (1 - zoom) * 0.9)
        canvas.scale(zoom, zoom)
    if setting.place in OUTDOORS:
        paint_sky(stage, rng, setting.time, setting.weather, setting.moon)
        if setting.weather == "storm":
            paint_lightning(stage, rng)
    PLACES[setting.place](stage, rng)
    canvas.restore()
    if setting.weather == "fog":
        paint_fog(stage)
    if setting.place in INDOORS or setting.place in FIXED_LIGHT:
        r, g, b = light.tint
        return (1 + r) / 2, (1 + g) / 2, (1 + b) / 2
    return light.tint


def _paint_shadow(canvas: skia.Canvas, person: Person) -> None:
    figure = person.figure
    ankles = [figure.points[R_ANKLE].real, figure.points[L_ANKLE].real, figure.hips.real]
    width = (max(ankles) - min(ankles)) / 2 + 0.2 * figure.metre
    at = complex((max(ankles) + min(ankles)) / 2, figure.ground.imag)
    paint = skia.Paint(Color=skia.Color(24, 18, 46, 74), AntiAlias=True)
    canvas.drawPath(ellipse(at, complex(width, 0), 0.2), paint)


def _paint_people(canvas: skia.Canvas, plan: Plan, tint: Rgb) -> None:
    style = STYLES[plan.setting.style]
    for person in plan.people:
        _paint_shadow(canvas, person)
    for person in plan.people:
        width = min(2.5, max(1.5 if style.name == "pixel" else 0.85, person.figure.metre * 0.0105))
        brush = Brush(canvas, style, tint, width)
        if person.look.companion:
            kind = person.look.companion
            place, size = person.animal, person.figure.metre * 0.46
            lift = size * 2.2 if kind in FLYING else 0
            draw_companion(brush, kind, (place - 1j * lift, size, 1 if place.real < 128 else -1), plan.seed)
        if person.seat:
            draw_furniture(brush, person.figure, person.seat, plan.seed)
        draw_person(Draft(brush, person.figure, person.look))


def paint(plan: Plan, oversample: int = 1) -> np.ndarray:
    """The picture of a plan, RGB uint8 [256, 256, 3].

    Skia covers edges by their exact area, so that drawing larger and averaging down (`oversample` above 1) gives the
    same picture (42 dB on average) at half the speed.
    """
    side = SIDE * oversample
    pixels = np.zeros((side, side, 4), np.uint8)
    surface = skia.Surface(pixels)
    canvas = surface.getCanvas()
    canvas.scale(oversample, oversample)
    rng = random.Random(plan.seed)
    tint = _paint_background(canvas, plan, rng)
    if plan.setting.style == "clay":
        cv2.blur(pixels, (3 * oversample,) * 2, dst=pixels)
    _paint_people(canvas, plan, tint)
    if plan.setting.weather != "clear":
        light = light_of(plan.setting.time, plan.setting.weather)
        paint_weather(Stage(canvas, STYLES[plan.setting.style], light, plan.horizon), rng, plan.setting.weather)
    surface.flushAndSubmit()
    picture = pixels[:, :, :3]
    if oversample > 1:
        picture = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return finished(np.ascontiguousarray(picture), plan.setting.style, plan.seed)


def shown_points(person: Person) -> Points:
    """The 18 points as a detector would give them, None where they cannot be seen."""
    return [p if seen and index not in person.missing else None for index, (p, seen) in enumerate(zip(person.figure.points, person.figure.seen))]


def shown_hands(person: Person) -> list[Points]:
    """The hands whose points are known, left first."""
    return [list(hand) for side in ("left", "right") if (hand := person.figure.hands[side]) is not None]


def _pairs(points: Points) -> list[list[float] | None]:
    return [None if p is None else [round(p.real / SIDE, 4), round(p.imag / SIDE, 4)] for p in points]


def _trunk(figure: Figure) -> list[list[float] | None]:
    return _pairs([figure.points[NECK], figure.hips])


def _inside(figure: Figure, indices: tuple[int, ...]) -> bool:
    """Whether at least one of some keypoints lies well within the picture."""
    return any(4 < figure.points[i].real < SIDE - 4 and 4 < figure.points[i].imag < SIDE - 4 for i in indices)


def _parts_shown(person: Person) -> dict[str, bool]:
    """Which parts of a person the picture shows; what is behind or outside is not named."""
    figure, look = person.figure, person.look
    machine = bool(look.features & {"robot", "astronaut"})
    face = figure.head.facing > -0.1
    return {
        "face": face and not machine, "hair": not machine and look.headwear != "hood", "skin": not machine,
        "lower": _inside(figure, (R_KNEE, L_KNEE)), "shoes": _inside(figure, (R_ANKLE, L_ANKLE)) and not machine,
        "prop": _inside(figure, (R_WRIST, L_WRIST)),
    }


def describe(person: Person) -> dict[str, Any]:
    """The labels of one person."""
    look, figure = person.look, person.figure
    shown = _parts_shown(person)
    lower = look.whole is None and shown["lower"]
    hands = None
    if shown_hands(person):
        hands = [None if figure.hands[s] is None else _pairs(list(figure.hands[s])) for s in ("left", "right")]
    return {
        "subject": look.subject, "age": look.age, "build": look.figure, "skin": look.skin if shown["skin"] else None,
        "hair": look.hair if shown["hair"] else None, "hair_colour": look.hair_colour if shown["hair"] else None,
        "upper": look.upper, "upper_colour": look.upper_colour, "upper_pattern": look.upper_pattern,
        "lower": look.lower if lower else None, "lower_colour": look.lower_colour if lower else None,
        "shoes": look.shoes if shown["shoes"] else None,
        "shoe_colour": look.shoe_colour if shown["shoes"] and look.shoes != "bare feet" else None,
        "headwear": look.headwear, "headwear_colour": look.headwear_colour if look.headwear else None,
        "glasses": look.glasses and shown["face"], "beard": look.beard and shown["face"], "scarf": look.scarf,
        "prop": look.prop if shown["prop"] else None, "companion": look.companion,
        "expression": look.expression if shown["face"] else None,
        "seat": person.seat if 0 < figure.hips.imag < SIDE - 16 else None, "family": person.family, "view": figure.view, "keypoints": _pairs(shown_points(person)),
        "trunk": _trunk(figure), "hands": hands,
    }


def labels_of(plan: Plan) -> dict[str, Any]:
    """The labels of a picture."""
    setting = plan.setting
    return {
        "style": setting.style, "place": setting.place, "background": setting.colour, "time": setting.time,
        "weather": setting.weather, "moon": setting.moon, "count": len(plan.people), "framing": plan.framing,
        "view": plan.people[0].figure.view, "interaction": plan.interaction, "people": [describe(p) for p in plan.people],
    }


def hint_of(plan: Plan) -> np.ndarray:
    """The control hint of a plan."""
    return hint_picture([(shown_points(person), shown_hands(person)) for person in plan.people])


def _dice(seed: int, split: str) -> random.Random:
    """Every split has its own stream of random numbers."""
    return random.Random(f"{split} {seed}")


def draw_scenery(seed: int, split: str) -> np.ndarray:
    """The picture of a seed with nobody in it, RGB uint8 [256, 256, 3]."""
    return paint(replace(plan_picture(_dice(seed, split)), people=[]))


def draw_sample(seed: int, split: str) -> Sample:
    """The sample of a seed."""
    rng = _dice(seed, split)
    plan = plan_picture(rng)
    labels = labels_of(plan)
    return Sample(paint(plan), hint_of(plan), caption(rng, labels), labels)
