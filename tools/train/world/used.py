"""Instruments, sports gear and tools: things that belong to a way of standing."""

from __future__ import annotations

from collections.abc import Callable

from .brush import ball_area, bar_area, oval_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix
from .draft import Draft
from .grip import STEEL, WOOD, Grip, middle_of, stick
from .paths import disc, polygon, smooth
from .points import between, unit

End = Callable[[Draft, complex, complex], None]


def _guitar(draft: Draft, held: str) -> None:
    m = draft.m
    if held == "both":
        right, left = Grip(draft, "right").at, Grip(draft, "left").at
    else:
        right, left = Grip(draft, held).at, Grip(draft, held).at - (0.1 + 0.5j) * m
    axis = unit(left - right) or unit(-1 - 0.4j)
    side, body = axis * 1j, right + unit(right - left) * 0.04 * m
    neck = body + axis * max(0.62 * m, abs(left - body) + 0.1 * m)
    stick(draft, body, neck, 0.02, (92, 60, 44))
    stick(draft, neck, neck + axis * 0.08 * m, 0.03, (66, 44, 38))
    colour = mix(CLOTH[draft.look.headwear_colour], WOOD, 0.5)
    draft.brush.solid([ball_area(body - axis * 0.06 * m, 0.16 * m, colour), ball_area(body + axis * 0.12 * m, 0.12 * m, colour)])
    draft.brush.spot(disc(body + axis * 0.05 * m, 0.05 * m), (58, 40, 36))
    for offset in (-0.008, 0.008):
        draft.brush.line(polygon([body - axis * 0.12 * m + side * offset * m, neck + side * offset * m], closed=False), (240, 230, 210), 0.006 * m)


def _violin(draft: Draft, held: str) -> None:
    m = draft.m
    left, right = Grip(draft, "left").at, Grip(draft, "right").at
    chin = between(draft.figure.points[1], draft.figure.points[5], 0.5) - draft.down * 0.04 * m
    axis = unit(left - chin)
    draft.brush.solid([bar_area(chin, left, (0.016 * m, 0.012 * m), (84, 52, 40)), ball_area(chin + axis * 0.06 * m, 0.075 * m, (176, 92, 48)), ball_area(chin + axis * 0.17 * m, 0.06 * m, (176, 92, 48))], 0.8)
    middle = chin + axis * 0.18 * m
    stick(draft, right, middle + unit(middle - right) * 0.2 * m, 0.008, (110, 76, 56))


def _long(length: float, width: float, colour: Rgb, head: End | None = None) -> Callable[[Draft, str], None]:
    """A painter of long things: a handle, and what is at its end."""

    def draw(draft: Draft, held: str) -> None:
        m = draft.m
        grip = Grip(draft, "right")
        axis = unit(grip.up + grip.along * 0.5)
        if held == "both" or abs(Grip(draft, "left").at - grip.at) < 0.3 * m:
            other = Grip(draft, "left").at
            axis = unit(grip.at - other) if abs(other - grip.at) > 0.05 * m else axis
        end = grip.at + axis * length * m
        stick(draft, grip.at - axis * 0.1 * m, end, width, colour)
        if head:
            head(draft, end, axis)

    return draw


def _strings(draft: Draft, end: complex, axis: complex) -> None:
    m, middle = draft.m, end + axis * 0.14 * draft.m
    ring = oval_area(middle, axis * 0.16 * m, 0.76, CLOTH["red"]).path
    draft.brush.spot(ring, (250, 250, 244), 0.6)
    draft.brush.line(ring, CLOTH["red"], 0.028 * m)


def _bristles(draft: Draft, end: complex, axis: complex) -> None:
    m, side = draft.m, axis * 1j
    draft.brush.solid([shaped(polygon([end - side * 0.05 * m, end + side * 0.05 * m, end + (axis * 0.2 + side * 0.12) * m, end + (axis * 0.2 - side * 0.12) * m]), (232, 196, 110))])


def _club(draft: Draft, end: complex, axis: complex) -> None:
    stick(draft, end, end + axis * 1j * 0.08 * draft.m, 0.025, STEEL)


def _pan_plate(draft: Draft, end: complex, axis: complex) -> None:
    draft.brush.solid([oval_area(end + axis * 0.12 * draft.m, axis * 0.15 * draft.m, 0.55, (70, 70, 80))])


def _colour_tip(draft: Draft, end: complex, axis: complex) -> None:
    stick(draft, end, end + axis * 0.05 * draft.m, 0.016, CLOTH[draft.look.headwear_colour])


def _barbell(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, middle_of(draft, held)
    stick(draft, at - across * 0.72 * m, at + across * 0.72 * m, 0.016, STEEL)
    for sign in (-1, 1):
        end = at + across * 0.62 * m * sign
        side = across * 1j
        for offset, size in ((0.0, 0.19), (0.07, 0.15)):
            plate = end + across * offset * m * sign
            stick(draft, plate - side * size * m, plate + side * size * m, 0.03, (66, 66, 80))


def _bow_and_arrow(draft: Draft, held: str) -> None:
    m = draft.m
    left, right = Grip(draft, "left").at, Grip(draft, "right").at
    axis = unit(left - right) or draft.across
    side = axis * 1j
    ends = [left - axis * 0.1 * m + side * 0.5 * m, left - axis * 0.1 * m - side * 0.5 * m]
    draft.brush.line(smooth([ends[0], left + side * 0.26 * m, left, left - side * 0.26 * m, ends[1]], closed=False), WOOD, 0.032 * m)
    draft.brush.line(polygon([ends[0], right, ends[1]], closed=False), (240, 236, 228), 0.008 * m)
    stick(draft, right, left + axis * 0.16 * m, 0.007, (120, 90, 70))
    draft.brush.spot(polygon([left + axis * 0.24 * m, left + axis * 0.14 * m + side * 0.03 * m, left + axis * 0.14 * m - side * 0.03 * m]), STEEL)


def _box(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, middle_of(draft, held)
    side, up = (across.real * 0.2 + 0.06) * m, 0.26j * m
    if abs(side) < 0.14 * m:
        side = 0.14 * m
    base = at + 0.03j * m
    draft.brush.solid([shaped(polygon([base - side - up, base + side - up, base + side, base - side]), (206, 160, 106))])
    draft.brush.line(polygon([base - up, base], closed=False), (236, 206, 150), 0.04 * m)


def _magic_light(draft: Draft, held: str) -> None:
    m = draft.m
    for side in ("right", "left"):
        at = Grip(draft, side).at
        for radius, alpha in ((0.22, 0.22), (0.15, 0.35), (0.08, 0.9)):
            draft.brush.spot(disc(at, radius * m), (140, 236, 255) if radius > 0.1 else WHITE, alpha)


def _grille(draft: Draft, end: complex, axis: complex) -> None:
    draft.brush.solid([ball_area(end, 0.04 * draft.m, (150, 154, 166))], 0.7)


USED: dict[str, Callable[[Draft, str], None]] = {
    "guitar": _guitar, "violin": _violin, "barbell": _barbell, "bow and arrow": _bow_and_arrow, "box": _box,
    "magic light": _magic_light, "racket": _long(0.2, 0.016, WOOD, _strings), "bat": _long(0.72, 0.028, (214, 168, 110)),
    "club": _long(0.8, 0.012, STEEL, _club), "broom": _long(0.85, 0.015, WOOD, _bristles),
    "pan": _long(0.14, 0.018, (60, 56, 60), _pan_plate), "microphone": _long(0.1, 0.02, (60, 60, 70), _grille),
    "paintbrush": _long(0.16, 0.009, WOOD, _colour_tip),
}
