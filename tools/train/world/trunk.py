"""The trunk with its clothes: the torso's shape, collars, fronts, belts and patterns."""

from __future__ import annotations

from .brush import Area, bar_area, flat_polygon, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .draft import METAL, Draft
from .limbs import trunk_axis
from .paths import disc, polygon, rectangle, smooth
from .patterns import paint_pattern
from .points import NECK, between
from .skirts import draw_coat_tails


def torso_outline(draft: Draft, off: float, hem: float) -> list[complex]:
    """Around the trunk from the neck's right; `off` is how far cloth stands off and `hem` where it ends, in metres."""
    m, g, down, across = draft.m, draft.girth, draft.down, draft.across
    neck = draft.figure.points[NECK]
    (right, left), (hip_r, hip_l) = draft.shoulders, draft.hips
    slope, over = draft.slope, 0.05 * g * m
    waist = (0.03 if draft.look.feminine else 0.01) - (0.05 if draft.look.figure == "heavy" else 0.0) - off * 0.9

    def side(shoulder: complex, hip: complex, out: complex) -> list[complex]:
        middle = between(shoulder, hip, 0.6)
        corner = hip + out * (off - 0.012) * m + down * hem * m * slope
        return [
            neck + out * 0.04 * m - down * 0.034 * m * slope,
            shoulder - down * (over * 0.62) * slope - out * 0.01 * m,
            shoulder + out * (over * 0.86 + off * m * 0.5) + down * 0.01 * m,
            shoulder + out * (0.024 * g + off * 0.7) * m + down * 0.13 * m * slope,
            middle - out * waist * m,
            corner, corner,
        ]

    return side(right, hip_r, -across) + side(left, hip_l, across)[::-1]


def draw_neck(draft: Draft) -> None:
    """Between the trunk and the head."""
    m, figure = draft.m, draft.figure
    base = figure.points[NECK] + draft.down * 0.02 * m
    top = between(figure.points[NECK], figure.skull, 0.62)
    width = 0.043 * (0.6 + 0.4 * draft.girth) * (0.7 + 0.3 * draft.look.build.head) * m
    draft.brush.solid([bar_area(base, top, (width * 1.1, width), shade(draft.skin, 0.93))])


def draw_torso(draft: Draft) -> None:
    """Skin, garment and everything on its front."""
    kind, m, brush = draft.upper, draft.m, draft.brush
    low = kind.hem < -0.05
    if low or kind.neck in ("straps",) or (kind.under and kind.sleeve == 0):
        skin = torso_outline(draft, -0.004, -0.02 if low or not draft.lower.skirt else kind.hem - 0.02)
        brush.solid([Area(smooth(skin), draft.skin, trunk_axis(draft))])
    outline = torso_outline(draft, kind.loose, min(kind.hem, 0.1))
    if kind.neck == "straps":
        outline = _strapped(draft, outline)
    if kind.hem > 0.2:
        draw_coat_tails(draft)
    path = smooth(outline)
    brush.solid([Area(path, draft.top, trunk_axis(draft))])
    if draft.look.upper_pattern:
        paint_pattern(draft, path, draft.look.upper_pattern, draft.top)
    with brush.inside(path):
        if not brush.style.plain_faces:
            _folds(draft)
        if draft.shown:
            _front(draft)
    _neckline(draft)
    _extras(draft)


def _strapped(draft: Draft, outline: list[complex]) -> list[complex]:
    """Cut the shoulders away: the garment begins at the chest and hangs on two straps."""
    m, neck = draft.m, draft.figure.points[NECK]
    slope, half = draft.slope, len(outline) // 2
    right, left = outline[3], outline[half + 3]
    top = draft.down * 0.1 * m * slope
    chest_r, chest_l = between(right, left, 0.06) - draft.down * 0.03 * m, between(right, left, 0.94) - draft.down * 0.03 * m
    middle = neck + top + draft.across * draft.turn * m
    straps = [(chest_r, between(neck, draft.shoulders[0], 0.55)), (chest_l, between(neck, draft.shoulders[1], 0.55))]
    draft.brush.solid([bar_area(a, b - draft.down * 0.03 * m, (0.017 * m, 0.015 * m), draft.top) for a, b in straps], 0.8)
    return [chest_r, chest_r, *outline[3:half], *outline[half:-3], chest_l, chest_l, middle]


def _folds(draft: Draft) -> None:
    """Two pulls at the waist and one from the arm."""
    m, across, down, brush = draft.m, draft.across, draft.down, draft.brush
    (right, left), (hip_r, hip_l) = draft.shoulders, draft.hips
    if draft.upper.neck == "plate" or draft.is_robot:
        return
    for shoulder, hip, inward in ((right, hip_r, across), (left, hip_l, -across)):
        start = between(shoulder, hip, 0.74)
        brush.crease((start, start + (inward * 0.05 + down * 0.02) * m, start + (inward * 0.08 + down * 0.055) * m), draft.top, 0.009 * m)
        pit = shoulder + down * 0.11 * m + inward * 0.005 * m
        brush.crease((pit, pit + (inward * 0.02 + down * 0.01) * m, pit + (inward * 0.055 - down * 0.012) * m), draft.top, 0.008 * m)


def _buttons(draft: Draft, first: float, last: float, count: int, aside: float = 0.0) -> None:
    colour = mix(draft.top, WHITE, 0.65) if sum(draft.top) < 420 else shade(draft.top, 0.5)
    for index in range(count):
        at = draft.on_front(first + (last - first) * index / max(1, count - 1), aside)
        draft.brush.spot(disc(at, 0.011 * draft.m), colour)


def _seam(draft: Draft, start: float, end: float, aside: float = 0.0, width: float = 0.009) -> None:
    a, b = draft.on_front(start, aside), draft.on_front(end, aside)
    draft.brush.crease((a, (a + b) / 2, b), draft.top, width * draft.m)


def _front(draft: Draft) -> None:
    front, m, brush, top = draft.upper.front, draft.m, draft.brush, draft.top
    on = draft.on_front
    if front in ("buttons", "placket"):
        end = 0.62 if front == "buttons" else 0.16
        _seam(draft, 0.02, end)
        _buttons(draft, 0.07, 0.46 if front == "buttons" else 0.14, 5 if front == "buttons" else 2)
    elif front in ("zip", "slanted zip"):
        aside = 0.0 if front == "zip" else 0.05
        a, b = on(0.02, aside), on(0.62, aside * 0.3)
        brush.line(polygon([a, b], closed=False), mix(shade(top, 0.55), WHITE, 0.35), 0.014 * m)
        brush.spot(disc(on(0.06, aside), 0.014 * m), (226, 226, 232))
    elif front == "pouch":
        brush.solid([Area(polygon([on(0.34, -0.07), on(0.34, 0.07), on(0.45, 0.12), on(0.48, 0.12), on(0.48, -0.12), on(0.45, -0.12)]), shade(top, 0.86))], 0.7)
        for aside in (-0.03, 0.03):
            brush.line(polygon([on(0.03, aside), on(0.16, aside * 1.2)], closed=False), mix(top, WHITE, 0.8), 0.013 * m)
    elif front == "knit":
        for below in (0.14, 0.22):
            brush.line(polygon([on(below, x) for x in (-0.26, -0.18, -0.09, 0, 0.09, 0.18, 0.26)], closed=False), mix(top, WHITE, 0.55) if sum(top) < 560 else shade(top, 0.7), 0.026 * m)
        _seam(draft, 0.5, 0.5)
    elif front == "open":
        brush.spot(polygon([on(0.0, -0.035), on(0.0, 0.035), on(0.2, 0.02), on(0.7, 0.05), on(0.7, -0.05), on(0.2, -0.02)]), (250, 248, 244))
        _buttons(draft, 0.26, 0.46, 3, 0.05)
    elif front == "pockets":
        for aside in (-0.1, 0.1):
            brush.solid([Area(polygon([on(0.16, aside - 0.045), on(0.16, aside + 0.045), on(0.26, aside + 0.045), on(0.26, aside - 0.045)]), shade(top, 0.92))], 0.5)
        _seam(draft, 0.04, 0.62)
    elif front == "quilted":
        for below in (0.1, 0.2, 0.3, 0.4, 0.5):
            brush.crease((on(below, -0.26), on(below + 0.03), on(below, 0.26)), top, 0.011 * m)
        _seam(draft, 0.0, 0.62)
    elif front in ("two buttons", "double buttons", "tie", "bow tie"):
        _suit_front(draft, front)
    elif front == "number":
        _number(draft)
    elif front == "emblem":
        brush.spot(polygon([on(0.1), on(0.17, 0.07), on(0.27), on(0.17, -0.07)]), CLOTH["yellow"] if draft.look.upper_colour != "yellow" else CLOTH["red"])
    elif front in ("panel", "lamp"):
        _machine(draft, front)
    elif front == "plate":
        for below in (0.3, 0.38, 0.46):
            brush.crease((on(below, -0.2), on(below + 0.05), on(below, 0.2)), top, 0.011 * m)
        brush.line(polygon([on(0.05), on(0.3)], closed=False), mix(top, WHITE, 0.6), 0.02 * m)


def _suit_front(draft: Draft, front: str) -> None:
    m, brush, top, on = draft.m, draft.brush, draft.top, draft.on_front
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


def _collar(draft: Draft, colour: Rgb, reach: float) -> list[Area]:
    on = draft.on_front
    return [
        Area(polygon([on(-0.04, sign * 0.025), on(-0.03, sign * 0.075), on(reach * 0.75, sign * 0.085), on(reach, sign * 0.03), on(0.012)]), colour)
        for sign in (-1, 1)
    ]


def _neckline(draft: Draft) -> None:
    neck, m, brush, top = draft.upper.neck, draft.m, draft.brush, draft.top
    at, on = draft.figure.points[NECK], draft.on_front
    right, left = at - draft.across * 0.055 * m - draft.down * 0.02 * m, at + draft.across * 0.055 * m - draft.down * 0.02 * m
    if neck == "hood":
        brush.solid([bar_area(right - draft.across * 0.02 * m, left + draft.across * 0.02 * m, (0.042 * m, 0.042 * m), shade(top, 0.9))], 0.8)
    elif neck in ("turtle", "ring"):
        colour = METAL if neck == "ring" else shade(top, 0.94)
        brush.solid([bar_area(right, left, (0.03 * m, 0.03 * m), colour)], 0.8)
    elif not draft.shown:
        if neck in ("collar", "lapels", "sailor", "bow"):
            brush.solid([bar_area(right, left, (0.022 * m, 0.022 * m), shade(top, 0.88))], 0.7)
    elif neck in ("crew", "v", "v trim", "wrap"):
        depth = 0.035 if neck == "crew" else 0.13
        colour = (250, 248, 244) if draft.upper.under else draft.skin
        brush.spot(smooth([on(-0.035, -0.045), on(depth * 0.6, -0.03), on(depth), on(depth * 0.6, 0.03), on(-0.035, 0.045)]), colour)
        if neck in ("wrap", "v trim"):
            trim = mix(top, WHITE, 0.6) if sum(top) < 600 else shade(top, 0.7)
            for sign in (-1, 1):
                brush.line(polygon([on(-0.03, sign * 0.05), on(depth + 0.01, -sign * 0.004)], closed=False), trim, 0.024 * m)
    elif neck == "collar":
        brush.solid(_collar(draft, mix(top, WHITE, 0.2), 0.06), 0.6)
    elif neck == "bow":
        brush.solid([Area(polygon([on(0.02), on(-0.02, sign * 0.085), on(0.07, sign * 0.085)]), mix(top, WHITE, 0.35)) for sign in (-1, 1)], 0.6)
    elif neck == "sailor":
        sail = CLOTH["blue"] if draft.look.upper_colour != "blue" else WHITE
        brush.solid([Area(polygon([on(-0.04, s * 0.03), on(-0.02, s * 0.13), on(0.1, s * 0.12), on(0.15)]), sail) for s in (-1, 1)], 0.6)
        brush.solid([Area(polygon([on(0.14), on(0.11, s * 0.07), on(0.22, s * 0.06)]), CLOTH["red"]) for s in (-1, 1)], 0.6)


def _extras(draft: Draft) -> None:
    extras, m, brush = draft.extras, draft.m, draft.brush
    if extras & {"belt", "obi"}:
        wide = 0.1 if "obi" in extras else 0.03
        dark = mix(draft.top, WHITE, 0.55) if sum(draft.top) < 330 else shade(draft.top, 0.55)
        outline = torso_outline(draft, draft.upper.loose + 0.004, 0.05)
        a, b = outline[4], outline[len(outline) // 2 + 2]
        sag = draft.down * 0.045 * m
        with brush.inside(smooth(torso_outline(draft, draft.upper.loose + 0.008, 0.05))):
            brush.spot(polygon([a - draft.down * wide * m + sag, b - draft.down * wide * m + sag, b + draft.down * wide * m + sag, a + draft.down * wide * m + sag]), dark)
        if draft.shown and "obi" not in extras:
            buckle = between(a, b, 0.5) + sag
            brush.solid([Area(rectangle(buckle.real - 0.026 * m, buckle.imag - 0.026 * m, 0.052 * m, 0.052 * m, 0.01 * m), CLOTH["yellow"])], 0.5)
    if "bib" in extras:
        _bib(draft)


def _bib(draft: Draft) -> None:
    brush, on, m = draft.brush, draft.on_front, draft.m
    denim = draft.bottom
    if draft.shown:
        for sign in (-1, 1):
            brush.solid([bar_area(on(-0.02, sign * 0.1), on(0.2, sign * 0.09), (0.02 * m, 0.02 * m), denim)], 0.7)
        brush.solid([shaped(polygon([on(0.17, -0.11), on(0.17, 0.11), on(0.38, 0.15), on(0.56, 0.19), on(0.56, -0.19), on(0.38, -0.15)]), denim)], 0.7)
        brush.solid([Area(polygon([on(0.23, -0.05), on(0.23, 0.05), on(0.32, 0.05), on(0.32, -0.05)]), shade(denim, 0.88))], 0.5)
        for sign in (-1, 1):
            brush.spot(disc(on(0.19, sign * 0.09), 0.015 * m), CLOTH["yellow"])
    else:
        for sign in (-1, 1):
            brush.solid([bar_area(on(-0.02, sign * 0.1), on(0.4, -sign * 0.06), (0.02 * m, 0.02 * m), denim)], 0.7)
