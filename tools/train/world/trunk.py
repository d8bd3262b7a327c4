"""The trunk with its clothes: the torso's shape, collars, fronts, belts and patterns."""

from __future__ import annotations

from .brush import Area, bar_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .draft import METAL, Draft
from .fronts import draw_front
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
        corner = hip + out * (off + 0.006) * m + down * hem * m * slope
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
    kind, brush = draft.upper, draft.brush
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
            draw_front(draft)
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
