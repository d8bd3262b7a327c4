"""Eighteen things worn on the head."""

from __future__ import annotations

import math

import skia

from .brush import ball_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .draft import Draft
from .heads import Head
from .paths import disc, polygon, smooth
from .points import unit

COVERING = frozenset({"cap", "beanie", "straw hat", "top hat", "helmet", "wizard hat", "cowboy hat", "beret", "santa hat", "chef hat", "bucket hat", "hood"})


def colour_of(draft: Draft) -> Rgb:
    """A hat's colour; straw, gold and the like keep their own."""
    own = {"straw hat": (238, 208, 130), "crown": (250, 204, 70), "chef hat": CLOTH["white"], "santa hat": CLOTH["red"], "flower crown": CLOTH["green"]}
    kind = draft.look.headwear
    if kind == "hood":
        return draft.top
    return own.get(kind, CLOTH[draft.look.headwear_colour])


def _ring(head: Head, size: float, height: float, ahead: float = 0.0) -> list[complex]:
    """A level circle around the head, by degrees from straight ahead."""
    return [
        head.at(size * math.sin(math.radians(a)), height, size * math.cos(math.radians(a)) + ahead) for a in range(0, 360, 24)
    ]


def _dome(head: Head, size: float, base: float, top: float) -> list[complex]:
    """The upper half of a ball from its base line, stretched to `top`."""
    right, up, skull, r = head.right, head.up, head.draft.figure.skull, head.r
    points = []
    for degrees in range(0, 181, 20):
        angle = math.radians(degrees)
        points.append(skull + up * (base + (top - base) * math.sin(angle)) * r + right * math.cos(angle) * size * r)
    return points


def _brim(head: Head, size: float, height: float, colour: Rgb) -> None:
    head.draft.brush.solid([shaped(smooth(_ring(head, size, height)), shade(colour, 0.92))])


def _band(head: Head, size: float, height: float, colour: Rgb, width: float) -> None:
    """A ribbon around the front half as the camera sees it."""
    ring = [(head.near(size * math.sin(math.radians(a)), height, size * math.cos(math.radians(a))), a) for a in range(0, 360, 20)]
    start = max(ring)[1]
    points = [head.at(size * math.sin(math.radians(start + a)), height, size * math.cos(math.radians(start + a))) for a in range(-85, 86, 17)]
    head.draft.brush.line(smooth(points, closed=False), colour, width * head.r)


def draw_headwear(head: Head) -> None:
    """The hat, on top of everything of the head."""
    kind = head.draft.look.headwear
    if kind is None:
        return
    colour = colour_of(head.draft)
    if kind in ("cap", "beanie", "helmet", "chef hat", "beret", "hood"):
        _soft_hat(head, kind, colour)
    elif kind in ("straw hat", "top hat", "cowboy hat", "bucket hat", "wizard hat", "santa hat"):
        _brimmed_hat(head, kind, colour)
    else:
        _ornament(head, kind, colour)


def _visor(head: Head, colour: Rgb) -> None:
    points = [head.at(1.1 * math.sin(math.radians(a)), 0.42, 1.1 * math.cos(math.radians(a))) for a in range(-62, 63, 31)]
    points += [head.at(1.15 * math.sin(math.radians(a)), 0.3, 1.0 * math.cos(math.radians(a)) + 0.85) for a in range(55, -56, -22)]
    head.draft.brush.solid([shaped(smooth(points), shade(colour, 0.84))])


def _soft_hat(head: Head, kind: str, colour: Rgb) -> None:
    brush, r = head.draft.brush, head.r
    if kind == "cap":
        if head.facing < 0:
            _visor(head, colour)
        brush.solid([shaped(smooth(_dome(head, 1.17, 0.4, 1.34)), colour)])
        brush.solid([ball_area(head.at(0, 1.3, 0), 0.1 * r, shade(colour, 0.84))], 0.6)
        if head.facing >= 0:
            _visor(head, colour)
    elif kind == "beanie":
        brush.solid([ball_area(head.at(0, 1.52, -0.1), 0.26 * r, mix(colour, WHITE, 0.5)), shaped(smooth(_dome(head, 1.18, 0.5, 1.44)), colour)])
        _band(head, 1.16, 0.5, mix(colour, WHITE, 0.32), 0.3)
    elif kind == "helmet":
        brush.solid([shaped(smooth(_dome(head, 1.26, 0.32, 1.36)), colour)])
        _band(head, 1.24, 0.36, shade(colour, 0.7), 0.16)
    elif kind == "chef hat":
        on = head.upright
        brush.solid([ball_area(on(x, 1.65), 0.5 * r, colour) for x in (-0.55, 0.55)] + [ball_area(on(0, 1.85), 0.6 * r, colour)])
        brush.solid([shaped(polygon([on(0.98, 0.55), on(0.92, 1.6), on(-0.92, 1.6), on(-0.98, 0.55)]), colour, head.right * -1)])
    elif kind == "beret":
        on = head.upright
        brush.line(polygon([on(0.1, 1.3), on(0.12, 1.68)], closed=False), shade(colour, 0.6), 0.1 * r)
        brush.solid([shaped(smooth([on(-1.12, 0.52), on(-1.2, 0.9), on(-0.5, 1.36), on(0.5, 1.42), on(1.36, 1.06), on(1.3, 0.72), on(0.9, 0.56)]), colour)])
    else:
        _hood(head, colour)


def _hood(head: Head, colour: Rgb) -> None:
    """Cloth around the head, open in front of the face."""
    brush = head.draft.brush
    outer = [*_dome(head, 1.3, 0.1, 1.42)]
    low = head.fall * 1.25 * head.r
    right = unit(outer[0] - outer[-1])
    outline = [*outer, outer[-1] + low * 0.7, head.draft.figure.skull + low - right * 0.5 * head.r, head.draft.figure.skull + low + right * 0.5 * head.r, outer[0] + low * 0.7]
    path = smooth(outline)
    if head.near(0, 0, 1) < -0.2:
        brush.solid([shaped(path, colour)])
        return
    opening = smooth([head.rim(x, y, z, 1.04) for x, y, z in ((0, 0.8, 0.6), (0.55, 0.62, 0.55), (0.88, 0.1, 0.45), (0.8, -0.6, 0.4), (0.4, -1.15, 0.5), (-0.4, -1.15, 0.5), (-0.8, -0.6, 0.4), (-0.88, 0.1, 0.45), (-0.55, 0.62, 0.55))])
    path.addPath(opening)
    path.setFillType(skia.PathFillType.kEvenOdd)
    brush.solid([shaped(path, colour)])


def _brimmed_hat(head: Head, kind: str, colour: Rgb) -> None:
    brush, r = head.draft.brush, head.r
    if kind == "straw hat":
        _brim(head, 1.95, 0.55, colour)
        brush.solid([shaped(smooth(_dome(head, 1.12, 0.55, 1.42)), colour)], 0.7)
        _band(head, 1.1, 0.62, CLOTH[head.draft.look.headwear_colour], 0.2)
    elif kind == "top hat":
        _brim(head, 1.55, 0.62, colour)
        on = head.upright
        brush.solid([shaped(polygon([on(0.98, 0.62), on(1.06, 2.0), on(-1.06, 2.0), on(-0.98, 0.62)]), colour, head.right * -1)])
        _band(head, 1.0, 0.78, CLOTH["red"] if colour != CLOTH["red"] else CLOTH["black"], 0.24)
    elif kind == "cowboy hat":
        ring = _ring(head, 1.9, 0.55)
        lifted = [p - 1j * 0.0 + head.up * 0.3 * r * abs(math.sin(math.radians(24 * i))) for i, p in enumerate(ring)]
        brush.solid([shaped(smooth(lifted), shade(colour, 0.9))])
        brush.solid([shaped(smooth([*_dome(head, 1.06, 0.55, 1.55)]), colour)], 0.8)
        _band(head, 1.04, 0.66, shade(colour, 0.5), 0.18)
    elif kind == "bucket hat":
        brush.solid([shaped(smooth(_dome(head, 1.16, 0.45, 1.26)), colour)])
        _brim(head, 1.62, 0.36, colour)
        brush.solid([shaped(smooth(_dome(head, 1.14, 0.52, 1.26)), colour)], 0.5)
    elif kind == "wizard hat":
        _brim(head, 1.75, 0.55, colour)
        on = head.upright
        tip = on(0.5, 2.9)
        brush.solid([shaped(smooth([on(1.02, 0.55), on(0.62, 1.5), tip, tip, on(-0.5, 1.6), on(-1.02, 0.55), on(0, 0.38)], tension=0.12), colour)])
        _band(head, 1.02, 0.66, CLOTH["yellow"], 0.2)
    else:
        on = head.upright
        tip = on(1.25, 1.15)
        brush.solid([shaped(smooth([on(1.08, 0.5), tip, tip, on(0.6, 1.75), on(-0.4, 1.6), on(-1.08, 0.5)], tension=0.14), colour)])
        brush.solid([ball_area(tip, 0.26 * r, WHITE)])
        _band(head, 1.12, 0.52, (250, 248, 246), 0.36)


def _ornament(head: Head, kind: str, colour: Rgb) -> None:
    brush, r = head.draft.brush, head.r
    if kind == "crown":
        points = []
        for index, x in enumerate((-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8)):
            points.append(head.upright(x * 1.15, 1.66 if index % 2 == 0 else 1.22))
        low = [head.upright(x, 0.72 - 0.08 * (1 - x * x)) for x in (0.86, 0.4, 0, -0.4, -0.86)]
        brush.solid([shaped(polygon([*points, *low]), colour)])
        for index, x in enumerate((-0.5, 0, 0.5)):
            brush.spot(disc(head.upright(x, 0.94), 0.11 * r), (CLOTH["red"], CLOTH["blue"], CLOTH["red"])[index])
    elif kind == "headphones":
        arc = [head.at(1.18 * math.sin(math.radians(a)), 0.05 + 1.18 * math.cos(math.radians(a)), -0.05) for a in range(-88, 89, 22)]
        brush.line(smooth(arc, closed=False), shade(colour, 0.6), 0.2 * r)
        for sign in (-1, 1):
            if head.near(sign, 0, 0) > -0.4:
                brush.solid([ball_area(head.at(sign * 1.02, -0.05, 0), 0.34 * r, colour)])
    elif kind == "bow":
        at = head.at(0.5, 1.0, 0.2)
        for sign in (-1, 1):
            wing = [at, at + head.flat(0.58 * sign, 0.34, 0), at + head.flat(0.62 * sign, -0.26, 0)]
            brush.solid([shaped(smooth([wing[0], wing[1], wing[2]], tension=0.12), colour)])
        brush.solid([ball_area(at, 0.16 * r, shade(colour, 0.86))], 0.8)
    elif kind == "headband":
        _band(head, 1.1, 0.5, colour, 0.24)
    elif kind == "flower crown":
        ring = [head.at(1.06 * math.sin(math.radians(a)), 0.68, 1.06 * math.cos(math.radians(a))) for a in range(-90, 91, 30)]
        if head.facing < 0:
            ring = [head.at(1.06 * math.sin(math.radians(a)), 0.68, -1.06 * math.cos(math.radians(a))) for a in range(-90, 91, 30)]
        brush.line(smooth(ring, closed=False), colour, 0.14 * r)
        for index, at in enumerate(ring):
            brush.solid([ball_area(at, 0.22 * r, (CLOTH["pink"], CLOTH["white"], CLOTH["yellow"])[index % 3])], 0.6)
            brush.spot(disc(at, 0.08 * r), (CLOTH["yellow"], CLOTH["orange"], CLOTH["red"])[index % 3])
    elif kind == "cat ears":
        for sign in (-1, 1):
            ear = [head.at(sign * 0.95, 0.62, 0), head.at(sign * 0.86, 1.65, 0), head.at(sign * 0.22, 1.08, 0)]
            brush.solid([shaped(smooth(ear, tension=0.07), colour)])
            if head.facing > -0.1:
                middle = sum(ear) / 3
                brush.spot(polygon([middle + (p - middle) * 0.5 for p in ear]), CLOTH["pink"])


def draw_halo(head: Head) -> None:
    """A ring of light above the head."""
    brush = head.draft.brush
    brush.line(smooth([p + head.up * 0 for p in _ring(head, 0.75, 1.75)]), (255, 224, 110), 0.17 * head.r)
