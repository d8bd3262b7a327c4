"""Seventeen ways to wear hair: what hangs behind, what covers the skull, what falls over the forehead."""

from __future__ import annotations

import math

from .brush import Area, ball_area, bar_area, shaped
from .colours import WHITE, mix, shade
from .heads import Head
from .headwear import COVERING
from .paths import polygon, smooth
from .points import between, hull, unit

STYLES = (
    "long", "wavy", "bob", "ponytail", "pigtails", "bun", "braid", "curly", "short", "afro", "space buns", "dreadlocks",
    "side part", "spiky", "buzz cut", "bald", "mohawk",
)
_HANGING = {"long": 2.7, "wavy": 2.6, "bob": 1.28, "dreadlocks": 2.1, "curly": 1.5}
_CAP = {"bald": 1.0, "buzz cut": 1.0, "mohawk": 1.0, "curly": 1.16, "afro": 1.2, "short": 1.04, "side part": 1.04, "spiky": 1.04, "bun": 1.03, "space buns": 1.04, "ponytail": 1.04, "braid": 1.05, "long": 1.05, "wavy": 1.05, "bob": 1.05, "pigtails": 1.05}


def hairline(style: str, covered: bool) -> float:
    """Height at which hair begins over the forehead."""
    if covered:
        return 0.5
    return {"bald": 0.9, "buzz cut": 0.6, "mohawk": 0.9, "side part": 0.66, "afro": 0.6}.get(style, 0.62)


def _hang(head: Head, length: float, wave: float) -> list[complex]:
    """Around a mass of hair that falls from both sides of the head."""
    r, fall = head.r, head.fall
    right = unit(head.flat(1, 0, 0)) if abs(head.flat(1, 0, 0)) > 0.2 * head.r else 1 + 0j
    back = head.flat(0, 0, -0.34)
    start = head.draft.figure.skull + back
    wide = 1.02 * r
    drop = fall * length * r

    def side(sign: int) -> list[complex]:
        out = right * sign
        top = 0.84 if head.facing < -0.1 else 0.6
        return [
            start + head.up * top * r + out * wide * (0.78 if head.facing < -0.1 else 0.9),
            start + head.up * 0.1 * r + out * wide * 1.12,
            start + drop * 0.4 + out * wide * (1.12 + wave),
            start + drop * 0.75 + out * wide * (1.16 - wave),
            start + drop + out * wide * (0.86 + wave * 0.5),
        ]

    first, second = side(1), side(-1)
    tip = start + drop * 1.06
    if head.facing < -0.1:
        first.insert(0, start + head.up * 1.12 * r)
    return [*first, tip + right * wide * 0.3, tip - right * wide * 0.3, *second[::-1]]


def _tail(head: Head, root: complex, length: float, width: float, out: complex) -> None:
    """A tail of hair, tied at its root."""
    r, colour = head.r, head.draft.hair
    bend = root + (out * 0.55 + head.fall * 0.35) * length * r * 0.5
    end = root + (out * 0.35 + head.fall) * length * r
    path = smooth([
        root, root + 1j * unit(bend - root) * width * r, bend + 1j * unit(end - root) * width * 1.25 * r, end, end,
        bend - 1j * unit(end - root) * width * 1.1 * r, root - 1j * unit(bend - root) * width * r,
    ])
    head.draft.brush.solid([shaped(path, colour)])
    head.draft.brush.crease((root, bend, between(bend, end, 0.6)), colour, 0.06 * r)
    head.draft.brush.solid([ball_area(root, 0.15 * r, mix(head.draft.top, WHITE, 0.2))], 0.7)


def _braid(head: Head, root: complex, out: complex) -> None:
    areas = []
    step = (head.fall + out * 0.16) * 0.3 * head.r
    for index in range(7):
        at = root + step * index
        areas.insert(0, ball_area(at, head.r * (0.25 - 0.014 * index), head.draft.hair))
    head.draft.brush.solid(areas, 0.8)
    head.draft.brush.solid([ball_area(root + step * 6.9, 0.12 * head.r, mix(head.draft.top, WHITE, 0.2))], 0.6)


def draw_hanging(head: Head) -> None:
    """What hangs from the back of the head; drawn behind the body, or before it in views from behind."""
    style, brush, colour, r = head.draft.look.hair, head.draft.brush, head.draft.hair, head.r
    if head.draft.look.headwear in COVERING and style in ("afro", "curly"):
        return
    if style == "afro":
        brush.solid([ball_area(head.at(0, 0.28, -0.2), 1.62 * r, colour)])
        return
    if style in _HANGING:
        length = _HANGING[style]
        if style == "dreadlocks":
            _dreadlocks(head, length)
        elif style == "curly":
            _curly_mass(head)
        else:
            points = _hang(head, length, 0.1 if style == "wavy" else 0.0)
            dark = shade(colour, 0.86) if head.facing > -0.2 else colour
            brush.solid([shaped(smooth(points), dark)])
            if head.facing < 0.3:
                for share in (0.3, 0.5, 0.7):
                    a, b = between(points[2], points[-2], share), between(points[5], points[8], share)
                    a += head.fall * 0.3 * r
                    brush.crease((a, between(a, b, 0.5), b), colour, 0.06 * r)
        return
    back = unit(head.flat(0, 0, -1)) if abs(head.flat(0, 0, 1)) > 0.25 * r else 0j
    if style == "ponytail":
        side = back if back else 0.5 + 0j
        _tail(head, head.at(0, 0.62, -0.98), 2.2, 0.3, side)
    elif style == "braid":
        _braid(head, head.at(0, -0.2, -1.05), back * 0.6 if back else 0j)


def _dreadlocks(head: Head, length: float) -> None:
    areas = []
    for azimuth in (95, 125, 150, 180, 210, 235, 265):
        root = head.ball(azimuth, 0.0, 1.02)
        end = root + head.fall * length * head.r * (0.82 + 0.06 * (azimuth % 4))
        areas.append(bar_area(root, end, (0.19 * head.r, 0.14 * head.r), head.draft.hair))
    head.draft.brush.solid(areas)


def _curls(head: Head, places: list[complex], size: float) -> None:
    head.draft.brush.solid([ball_area(place, size * head.r, head.draft.hair) for place in places])


def _curly_mass(head: Head) -> None:
    """A ring of curls around the head; from behind the whole head is full of them."""
    middle = head.draft.figure.skull + head.flat(0, 0, -0.3) + head.fall * 0.25 * head.r
    ring = [middle + head.r * complex(math.cos(a), math.sin(a)) for a in (0.0, 0.45, 0.9, 1.57, 2.24, 2.69, 3.14)]
    _curls(head, ring, 0.42)
    if head.facing < -0.1:
        _curls(head, [head.ball(azimuth, height, 1.0) for height in (-0.35, 0.1, 0.5, 0.85) for azimuth in (115, 150, 180, 210, 245)], 0.34)


def draw_side_tails(head: Head) -> None:
    """Pigtails and buns, which stand beside or on the head."""
    style = head.draft.look.hair
    if style == "pigtails":
        for sign in (-1, 1):
            out = unit(head.flat(sign, 0, 0)) * min(1.0, abs(head.flat(1, 0, 0)) / head.r + 0.2)
            _tail(head, head.at(sign * 0.98, 0.42, -0.3), 1.75, 0.3, out)
    elif style == "bun":
        head.draft.brush.solid([ball_area(head.at(0, 1.08, -0.42), 0.46 * head.r, head.draft.hair)])
    elif style == "space buns":
        for sign in (-1, 1):
            head.draft.brush.solid([ball_area(head.at(sign * 0.72, 0.92, -0.2), 0.42 * head.r, head.draft.hair)])


def cap_size(style: str) -> float:
    """Radius of the ball of hair."""
    return _CAP.get(style, 1.1)


def _crown(head: Head, size: float, low: float) -> list[complex]:
    """Over the top from the person's left temple to the right one."""
    rim = []
    for height in (low, 0.55, 0.85):
        rim.append(head.ball(88, height, size))
    rim.append(head.rim(0, 1.0, 0, size))
    return rim + [head.ball(-88, height, size) for height in (0.85, 0.55, low)]


def draw_fringe(head: Head) -> None:
    """Hair over the forehead and temples."""
    style, brush, colour = head.draft.look.hair, head.draft.brush, head.draft.hair
    if style in ("bald", "buzz cut", "mohawk") or head.near(0, 0.3, 0.95) < -0.4:
        return
    size = cap_size(style) - 0.03
    if style in ("curly", "afro"):
        places = [head.ball(azimuth, 0.74 - 0.26 * (azimuth / 60) ** 2, 1.02) for azimuth in (-72, -40, -14, 14, 40, 72)]
        _curls(head, places, 0.27 if style == "curly" else 0.24)
        return
    tips = {
        "side part": ((-80, -0.05), (-58, 0.3), (-20, 0.5), (22, 0.86), (48, 0.5), (80, 0.0)),
        "spiky": ((-80, -0.05), (-60, 0.5), (-46, 0.18), (-30, 0.56), (-12, 0.24), (4, 0.58), (22, 0.22), (38, 0.56), (54, 0.16), (66, 0.5), (80, -0.05)),
        "bun": ((-80, -0.1), (-50, 0.52), (0, 0.74), (50, 0.52), (80, -0.1)),
        "ponytail": ((-82, -0.3), (-66, 0.36), (-30, 0.6), (8, 0.34), (40, 0.62), (66, 0.36), (82, -0.3)),
        "dreadlocks": ((-80, -0.2), (-50, 0.5), (-20, 0.44), (20, 0.5), (50, 0.42), (80, -0.2)),
    }.get(style, ((-84, -0.55 if style in ("long", "wavy", "bob", "pigtails") else -0.1), (-66, 0.22), (-48, 0.44), (-34, 0.3), (-14, 0.5), (4, 0.34), (24, 0.52), (42, 0.3), (58, 0.44), (70, 0.2), (84, -0.55 if style in ("long", "wavy", "bob", "pigtails") else -0.1)))
    lower = [head.ball(azimuth, height, 1.03) for azimuth, height in tips]
    points: list[complex] = [*_crown(head, size, 0.1)]
    for point in lower:
        points += [point, point]
    brush.fill(shaped(smooth(points, tension=0.14), colour))
    edge = [p for point in lower for p in (point, point)]
    brush.crease_path(smooth(edge, closed=False, tension=0.14), colour)


def draw_tufts(head: Head) -> None:
    """Spikes, the mohawk's crest and the shine of smooth hair."""
    style, brush, colour, r = head.draft.look.hair, head.draft.brush, head.draft.hair, head.r
    if style == "spiky":
        points = []
        for azimuth in range(-105, 106, 30):
            low, high = math.radians(azimuth - 15), math.radians(azimuth)
            points += [head.at(0.98 * math.sin(low), 0.15 + 0.92 * math.cos(low), -0.15), head.at(1.3 * math.sin(high), 0.3 + 1.3 * math.cos(high), -0.2)]
        brush.solid([Area(polygon(points), colour, (points[4] - 2 * r, points[4] + 2 * r))])
    elif style == "mohawk":
        crest = [head.at(0, 0.72, 0.9), head.at(0, 1.3, 1.0), head.at(0, 1.75, 0.5), head.at(0, 1.86, -0.1), head.at(0, 1.66, -0.75), head.at(0, 1.1, -1.15), head.at(0, 0.4, -1.02)]
        side = head.flat(0.24, 0, 0)
        outline = [crest[0] + side, *(p + side * 0.7 for p in crest[1:-1]), crest[-1] + side, crest[-1] - side, *(p - side * 0.7 for p in crest[-2:0:-1]), crest[0] - side]
        brush.solid([shaped(smooth(hull(outline) if abs(head.aside) < 0.5 else outline, tension=0.12), colour)])
        for index in (1, 2, 3, 4):
            brush.crease((between(crest[0], crest[-1], index / 5), between(crest[0], crest[index], 0.7), crest[index]), colour, 0.06 * r)


def draw_shine(head: Head) -> None:
    """A band of light on smooth hair."""
    style, brush = head.draft.look.hair, head.draft.brush
    if style in ("bald", "buzz cut", "mohawk", "afro", "curly", "dreadlocks") or brush.style.plain_faces:
        return
    if brush.style.name in ("ink", "watercolour", "neon") or head.draft.look.headwear:
        return
    if brush.style.big_eyes:
        brush.line(smooth(_ring(head), closed=False, tension=0.1), mix(head.draft.hair, WHITE, 0.72), 0.13 * head.r, 0.9)
        return
    band = [head.ball(azimuth, 0.74 + 0.002 * (azimuth + 30), 1.04) for azimuth in (-66, -50, -34, -18)]
    if head.facing < -0.3:
        band = [head.ball(180 + azimuth, 0.72, 1.06) for azimuth in (10, 25, 40, 55)]
    brush.line(smooth(band, closed=False), mix(head.draft.hair, WHITE, 0.55), 0.11 * head.r, 0.75)


def _ring(head: Head) -> list[complex]:
    """The jagged ring of light around the crown that anime hair has; what lies behind runs along the rim."""
    turn = 180 if head.facing < -0.3 else 0
    azimuths = range(-75, 76, 15)
    return [head.ball(turn + azimuth, (0.66, 0.8)[place % 2], 1.05) for place, azimuth in enumerate(azimuths)]
