"""Who is in a picture and where: one to three people, alone, side by side or in a scene of the library together."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from .body import Build, proportioned, varied, with_hand
from .figure import Figure, camera, extent, framed, project
from .furniture import SEATS, sits
from .library import Held, Scene3, scenes
from .looks import Look, random_look
from .points import R_WRIST, SIDES
from .props import OF_POSES

_SITTING = frozenset(scene.name for scene in scenes() if scene.category == "sitting") | {"sitting-together", "sitting-back", "playing-guitar"}
FACE_POINTS = (14, 15, 16, 17)
LIMB_GROUPS = ((3, 4), (6, 7), (9, 10), (12, 13), (4,), (7,), (10,), (13,))


@dataclass(frozen=True)
class Person:
    """Someone in the picture; `missing` are points that the hint leaves out, `animal` is where a companion stands.

    `above` is how far down the camera looks, in degrees; `seat` is what the person sits on.
    """

    figure: Figure
    look: Look
    family: str
    missing: frozenset[int]
    animal: complex
    above: float
    seat: str | None


def _missing(rng: random.Random, figure: Figure) -> frozenset[int]:
    """What detectors and editors leave out: points off the picture and, now and then, others."""
    gone: set[int] = set()
    if rng.random() < 0.5:
        gone |= {i for i, p in enumerate(figure.points) if not (0 <= p.real < 256 and 0 <= p.imag < 256)}
    if rng.random() < 0.04:
        gone |= set(rng.sample(FACE_POINTS, rng.randint(1, 4)))
    if rng.random() < 0.03:
        gone |= set(rng.choice(LIMB_GROUPS))
    return frozenset(gone)


def _with_hands(rng: random.Random, held: Held, build: Build) -> Held:
    kind = rng.random()
    if kind < 0.3:
        return with_hand(rng, with_hand(rng, held, "right", build), "left", build)
    return replace(held, hands={side: None for side in SIDES}) if kind < 0.6 else held


def _view(rng: random.Random, scene: Scene3, alone: bool) -> tuple[float, float]:
    """Degrees by which the scene is turned and the camera looks down."""
    kind = rng.random()
    spread = 0.0 if kind < 0.35 else rng.gauss(0, 22) if kind < 0.72 or not alone else rng.uniform(-180, 180)
    return scene.turned + spread, scene.above + (rng.gauss(0, 5) if rng.random() < 0.5 else 0)


def _raised(held: Held) -> float:
    return max(0.0, float(held.joints[:, 1].min()) - 0.14)


def _look(rng: random.Random, heads: float, backdrop: str | None, name: str) -> Look:
    """A look that can be told from a plain backdrop and suits the pose."""
    look = random_look(rng, heads)
    if backdrop is not None and look.upper_colour == backdrop and rng.random() < 0.8:
        return _look(rng, heads, backdrop, name)
    if name in OF_POSES and rng.random() < 0.9:
        return replace(look, prop=OF_POSES[name][0])
    return look


_TALL_PROPS = {"umbrella": (0.62, 0.85), "balloon": (0.26, 0.82), "staff": (0.16, 0.9), "flag": (0.4, 0.68), "lantern": (0.2, 0.1)}


def _prop_box(figure: Figure, prop: str | None) -> list[tuple[float, float, float, float]]:
    """Room for things that reach far beyond the hand."""
    if prop not in _TALL_PROPS:
        return []
    wide, tall = (share * figure.metre for share in _TALL_PROPS[prop])
    wrist = figure.points[R_WRIST]
    return [(wrist.real - wide, wrist.imag - tall, wrist.real + wide, wrist.imag)]


def _frame(rng: random.Random, figures: list[Figure], framing: str, prop: str | None = None) -> tuple[float, complex]:
    """Scale and shift that bring figures, and the thing that a single one holds, into the picture."""
    boxes = [extent(f) for f in figures] + _prop_box(figures[-1], prop)
    left, top = min(b[0] for b in boxes), min(b[1] for b in boxes)
    right, bottom = max(b[2] for b in boxes), max(b[3] for b in boxes)
    main = figures[-1]
    if framing != "whole":
        share = {"knees": 1.35, "waist": 0.95, "portrait": 0.62, "close-up": 0.4}[framing] * rng.uniform(0.92, 1.08)
        crown = main.skull - 1j * main.radius * 1.5
        tall = main.metre * share * (0.55 + 0.45 * main.build.head)
        scale = 240 / tall
        target = complex(128 + rng.gauss(0, 10), rng.uniform(10, 34))
        return scale, target - crown * scale
    width, height = right - left, bottom - top
    scale = min(244 / height, 246 / width) * rng.choice((1.0, rng.uniform(0.72, 1.0)))
    free_x, free_y = 256 - width * scale, 256 - height * scale
    x = free_x * min(1.0, max(0.0, rng.gauss(0.5, 0.18)))
    y = free_y * rng.uniform(0.45, 0.95)
    return scale, complex(x - left * scale, y - top * scale)


def _person(rng: random.Random, figure: Figure, look: Look, family: str, above: float = 6.0) -> Person:
    side = rng.choice((-1, 1))
    box = extent(figure)
    x = (box[0] - 0.26 * figure.metre) if side < 0 else (box[2] + 0.26 * figure.metre)
    margin = min(100.0, 0.36 * figure.metre)
    if not margin < x < 256 - margin:
        x = min(256 - margin, max(margin, figure.hips.real + side * 0.55 * figure.metre))
    animal = complex(x, min(250.0, figure.ground.imag + 0.04 * figure.metre))
    if figure.ground.imag > 262:
        look = replace(look, companion=None)
    seat = rng.choice(SEATS) if family in _SITTING | {"mixed"} and sits(figure) else None
    return Person(figure, look, family, _missing(rng, figure), animal, above, seat)


def _together(rng: random.Random, scene: Scene3, heads: float, backdrop: str | None) -> tuple[list[Person], str]:
    """A scene of the library in which people do something with each other."""
    held, name = varied(rng, scene, [])
    turned, above = _view(rng, scene, alone=False)
    turn = camera(turned, above)
    looks, figures = [], []
    for body in held:
        look = _look(rng, heads, backdrop, name)
        build = Build(girth=look.build.girth if look.age != "child" else 1.0, head=heads)
        look = replace(look, build=build, prop=None, companion=None, backpack=False, age="adult" if look.age == "child" else look.age)
        if body.size < 0.8:
            look = replace(look, subject="girl" if look.feminine else "boy", age="child", features=frozenset(), beard=False)
        body = proportioned(_with_hands(rng, body, build), build)
        looks.append(look)
        figures.append(project(body, build, turn))
    scale, shift = _frame(rng, figures, "whole")
    people = [_person(rng, framed(f, scale, shift), look, name) for f, look in zip(figures, looks)]
    return sorted(people, key=lambda p: sum(p.figure.depths)), name


def _single(rng: random.Random, heads: float, backdrop: str | None, alone: bool) -> tuple[Figure, Look, str, Scene3]:
    singles = [s for s in scenes() if len(s.people) == 1]
    upright = [s for s in singles if s.category in ("standing", "gestures", "moving", "everyday", "dancing", "views", "sitting")]
    scene = rng.choice(singles if alone else upright)
    held, name = varied(rng, scene, upright)
    look = _look(rng, heads, backdrop, name)
    turned, above = _view(rng, scene, alone)
    body = proportioned(_with_hands(rng, held[0], look.build), look.build)
    figure = project(body, look.build, camera(turned, above), _raised(scene.people[0]))
    low_hand = figure.points[R_WRIST].imag > figure.hips.imag + 0.3 * figure.metre or figure.skull.imag > figure.hips.imag
    if look.prop in _TALL_PROPS and low_hand:
        look = replace(look, prop=None)
    return figure, look, name, scene


def _beside(rng: random.Random, count: int, heads: float, backdrop: str | None) -> list[Person]:
    """People next to each other who overlap a little; nearer ones stand lower."""
    people, gap = [], rng.uniform(0.5, 0.95)
    size = rng.uniform(0.7, 0.95) if count == 2 else rng.uniform(0.62, 0.8)
    floor = rng.uniform(222, 246)
    for index in range(count):
        figure, look, name, _ = _single(rng, heads, backdrop, alone=False)
        depth = rng.uniform(0, 1)
        scale = 128 * size * (0.92 + 0.12 * depth)
        x = 128 + (index - (count - 1) / 2) * gap * 128 * size * (0.9 if count == 3 else 1.15)
        shift = complex(x - figure.hips.real * scale, floor - 12 * (1 - depth) - figure.ground.imag * scale)
        people.append((depth, _person(rng, framed(figure, scale, shift), look, name)))
    return [person for _, person in sorted(people, key=lambda item: item[0])]


def _covered(figure: Figure) -> bool:
    """Whether legs or arms are held where a near picture shows the head."""
    near = 2.1 * figure.radius
    return any(abs(figure.points[i] - figure.skull) < near for i in (3, 6, 9, 10, 12, 13))


def gather(rng: random.Random, backdrop: str | None) -> tuple[list[Person], str, str | None]:
    """The people of a picture, farthest first; how they are framed; what they do together."""
    heads = 1.0 if rng.random() < 0.3 else rng.uniform(1.05, 1.6)
    kind = rng.random()
    if kind < 0.13:
        scene = rng.choice([s for s in scenes() if len(s.people) > 1])
        people, name = _together(rng, scene, min(heads, 1.35), backdrop)
        return people, "whole", name
    if kind < 0.23:
        return _beside(rng, 2 if kind < 0.195 else 3, heads, backdrop), "whole", None
    figure, look, name, scene = _single(rng, heads, backdrop, alone=True)
    framing = rng.choices(("whole", "knees", "waist", "portrait", "close-up"), (64, 8, 11, 10, 7))[0]
    if scene.crop and rng.random() < 0.7:
        framing = {"knees": "knees", "waist": "waist", "chest": "portrait"}[scene.crop]
    lying = figure.hips.imag - figure.skull.imag < 0.3 * figure.metre
    if lying or framing in ("portrait", "close-up") and _covered(figure):
        framing = "whole"
    scale, shift = _frame(rng, [figure], framing, look.prop)
    return [_person(rng, framed(figure, scale, shift), look, name, scene.above)], framing, None
