"""What is on the front of upper clothes: buttons, zips, pockets, lapels, numbers, lamps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .brush import Area, flat_polygon
from .colours import CLOTH, WHITE, mix, shade
from .draft import Draft
from .paths import disc, polygon


def _buttons(draft: Draft, first: float, last: float, count: int, aside: float = 0.0) -> None:
    colour = mix(draft.top, WHITE, 0.65) if sum(draft.top) < 420 else shade(draft.top, 0.5)
    for index in range(count):
        at = draft.on_front(first + (last - first) * index / max(1, count - 1), aside)
        draft.brush.spot(disc(at, 0.011 * draft.m), colour)


def _seam(draft: Draft, start: float, end: float, aside: float = 0.0, width: float = 0.009) -> None:
    a, b = draft.on_front(start, aside), draft.on_front(end, aside)
    draft.brush.crease((a, (a + b) / 2, b), draft.top, width * draft.m)


def _shirt(draft: Draft, end: float, last: float, count: int) -> None:
    _seam(draft, 0.02, end)
    _buttons(draft, 0.07, last, count)


def _zip(draft: Draft, aside: float) -> None:
    a, b = draft.on_front(0.02, aside), draft.on_front(0.62, aside * 0.3)
    draft.brush.line(polygon([a, b], closed=False), mix(shade(draft.top, 0.55), WHITE, 0.35), 0.014 * draft.m)
    draft.brush.spot(disc(draft.on_front(0.06, aside), 0.014 * draft.m), (226, 226, 232))


def _pouch(draft: Draft) -> None:
    on, brush = draft.on_front, draft.brush
    outline = [on(0.34, -0.07), on(0.34, 0.07), on(0.45, 0.12), on(0.48, 0.12), on(0.48, -0.12), on(0.45, -0.12)]
    brush.solid([Area(polygon(outline), shade(draft.top, 0.86))], 0.7)
    for aside in (-0.03, 0.03):
        brush.line(polygon([on(0.03, aside), on(0.16, aside * 1.2)], closed=False), mix(draft.top, WHITE, 0.8), 0.013 * draft.m)


def _knit(draft: Draft) -> None:
    stripe = mix(draft.top, WHITE, 0.55) if sum(draft.top) < 560 else shade(draft.top, 0.7)
    for below in (0.14, 0.22):
        line = [draft.on_front(below, aside) for aside in (-0.26, -0.18, -0.09, 0, 0.09, 0.18, 0.26)]
        draft.brush.line(polygon(line, closed=False), stripe, 0.026 * draft.m)


def _open(draft: Draft) -> None:
    on = draft.on_front
    shirt = [on(0.0, -0.035), on(0.0, 0.035), on(0.2, 0.02), on(0.7, 0.05), on(0.7, -0.05), on(0.2, -0.02)]
    draft.brush.spot(polygon(shirt), (250, 248, 244))
    _buttons(draft, 0.26, 0.46, 3, 0.05)


def _pockets(draft: Draft) -> None:
    on = draft.on_front
    for aside in (-0.1, 0.1):
        corners = [on(0.16, aside - 0.045), on(0.16, aside + 0.045), on(0.26, aside + 0.045), on(0.26, aside - 0.045)]
        draft.brush.solid([Area(polygon(corners), shade(draft.top, 0.92))], 0.5)
    _seam(draft, 0.04, 0.62)


def _quilted(draft: Draft) -> None:
    on = draft.on_front
    for below in (0.1, 0.2, 0.3, 0.4, 0.5):
        draft.brush.crease((on(below, -0.26), on(below + 0.03), on(below, 0.26)), draft.top, 0.011 * draft.m)
    _seam(draft, 0.0, 0.62)


def _emblem(draft: Draft) -> None:
    on = draft.on_front
    colour = CLOTH["yellow"] if draft.look.upper_colour != "yellow" else CLOTH["red"]
    draft.brush.spot(polygon([on(0.1), on(0.17, 0.07), on(0.27), on(0.17, -0.07)]), colour)


def _plate(draft: Draft) -> None:
    on = draft.on_front
    for below in (0.3, 0.38, 0.46):
        draft.brush.crease((on(below, -0.2), on(below + 0.05), on(below, 0.2)), draft.top, 0.011 * draft.m)
    draft.brush.line(polygon([on(0.05), on(0.3)], closed=False), mix(draft.top, WHITE, 0.6), 0.02 * draft.m)


def _suit_front(draft: Draft, front: str) -> None:
    brush, top, on = draft.brush, draft.top, draft.on_front
    depth = 0.14 if front == "double buttons" else 0.24
    if draft.upper.under:
        brush.spot(polygon([on(-0.03, -0.05), on(-0.03, 0.05), on(depth)]), (252, 250, 248))
    if front == "tie":
        red = CLOTH["red"] if draft.look.upper_colour != "red" else CLOTH["black"]
        brush.spot(polygon([on(0.0, -0.018), on(0.0, 0.018), on(0.035, 0.011), on(depth * 0.86, 0.024), on(depth), on(depth * 0.86, -0.024), on(0.035, -0.011)]), red)
    if front == "bow tie":
        brush.spot(polygon([on(-0.005, -0.045), on(0.02), on(-0.005, 0.045), on(0.045, 0.045), on(0.02), on(0.045, -0.045)]), (30, 28, 36))
    _seam(draft, depth, 0.66)
    lapel = mix(top, WHITE, 0.12) if sum(top) < 300 else shade(top, 0.84)
    for sign in (-1, 1):
        points = [on(-0.035, sign * 0.05), on(0.05, sign * 0.11), on(0.075, sign * 0.075), on(0.095, sign * 0.088), on(depth, 0)]
        brush.solid([Area(polygon(points), lapel)], 0.55)
    for aside in (-0.045, 0.045) if front == "double buttons" else (0.012,):
        _buttons(draft, depth + 0.05, depth + 0.16, 2, aside)


def _number(draft: Draft) -> None:
    m, brush = draft.m, draft.brush
    ink = WHITE if sum(draft.top) < 560 else CLOTH["red"]
    on = draft.on_front
    brush.line(polygon([on(0.15, -0.05), on(0.12, -0.02), on(0.28, -0.02)], closed=False), ink, 0.024 * m)
    brush.line(polygon([on(0.12, 0.03), on(0.12, 0.08), on(0.2, 0.06), on(0.28, 0.03)], closed=False), ink, 0.024 * m)


def _machine(draft: Draft, front: str) -> None:
    m, brush, on = draft.m, draft.brush, draft.on_front
    box = [on(0.14, -0.09), on(0.14, 0.09), on(0.32, 0.09), on(0.32, -0.09)]
    brush.solid([flat_polygon(box, (74, 84, 104) if front == "lamp" else (150, 158, 176))], 0.7)
    lamps = (CLOTH["red"], CLOTH["yellow"], (90, 226, 240))
    for index, lamp in enumerate(lamps):
        brush.spot(disc(on(0.19, -0.05 + 0.05 * index), 0.019 * m), lamp)
    brush.line(polygon([on(0.27, -0.06), on(0.27, 0.06)], closed=False), (230, 236, 240), 0.014 * m)


_FRONTS: dict[str, Callable[[Draft], None]] = {
    "buttons": partial(_shirt, end=0.62, last=0.46, count=5), "placket": partial(_shirt, end=0.16, last=0.14, count=2),
    "zip": partial(_zip, aside=0.0), "slanted zip": partial(_zip, aside=0.05), "pouch": _pouch, "knit": _knit,
    "open": _open, "pockets": _pockets, "quilted": _quilted, "number": _number, "emblem": _emblem, "plate": _plate,
    "panel": partial(_machine, front="panel"), "lamp": partial(_machine, front="lamp"),
    **{front: partial(_suit_front, front=front) for front in ("two buttons", "double buttons", "tie", "bow tie")},
}


def draw_front(draft: Draft) -> None:
    """What the upper clothes have on their front."""
    if draft.upper.front:
        _FRONTS[draft.upper.front](draft)
