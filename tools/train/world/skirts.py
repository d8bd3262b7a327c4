"""Skirts, the lower halves of dresses and robes, coat tails and capes: cloth that hangs over both legs."""

from __future__ import annotations

import skia

from .brush import LIGHT, Area, shaped
from .clothes import Lower
from .colours import WHITE, Rgb, mix, shade
from .draft import Draft
from .paths import polygon, smooth
from .patterns import paint_pattern
from .points import LEGS, NECK, between, dot, hull, unit


def _along_leg(draft: Draft, side: str, share: float) -> tuple[complex, complex]:
    """A point on a leg and the direction of the leg there."""
    hip, knee, ankle = (draft.figure.points[i] for i in LEGS[side])
    if share <= 0.5:
        return between(hip, knee, share * 2), unit(knee - hip)
    return between(knee, ankle, share * 2 - 1), unit(ankle - knee)


def _hem_points(draft: Draft, length: float, flare: float) -> list[complex]:
    """Points on both sides of both legs down to the hem."""
    m, points = draft.m, []
    wide = 0.086 * draft.girth
    for side, sign in (("right", -1), ("left", 1)):
        out = draft.across * sign
        for share in (0.25, 0.5, length) if length > 0.5 else (length * 0.6, length):
            at, along = _along_leg(draft, side, share)
            normal = along * 1j
            normal = normal if dot(normal, out) > 0 else -normal
            spread = wide + flare * (share / length) ** 1.5
            points += [at + normal * spread * m, at - normal * wide * 0.55 * m]
            if share == length:
                points.append(at + normal * spread * 0.6 * m + along * 0.02 * m)
    return points


def _cloth_path(draft: Draft, length: float, flare: float) -> list[complex]:
    right, left = draft.hips
    rise = draft.down * 0.17 * draft.m * draft.slope
    waist = draft.across * 0.02 * draft.m
    return hull([right - rise + waist, left - rise - waist, right, left, *_hem_points(draft, length, flare)])


def _across(draft: Draft, path: skia.Path, colour: Rgb) -> Area:
    """Hanging cloth, shaded from side to side."""
    box = path.getBounds()
    centre, half = complex(box.centerX(), box.centerY()), draft.across * box.width() / 2
    half = half if dot(half, LIGHT) > 0 else -half
    return Area(path, colour, (centre + half, centre - half))


def draw_skirt(draft: Draft) -> None:
    """The skirt over the legs, with folds, pleats or lace."""
    kind, brush, m, colour = draft.lower, draft.brush, draft.m, draft.bottom
    points = _cloth_path(draft, kind.length, kind.flare)
    path = smooth(points, tension=0.09)
    if kind.feature == "tulle":
        under = smooth(_cloth_path(draft, kind.length * 1.2, kind.flare * 1.25), tension=0.09)
        brush.solid([shaped(under, mix(colour, WHITE, 0.55))])
    brush.solid([_across(draft, path, colour)])
    if draft.look.upper_pattern and draft.look.whole:
        paint_pattern(draft, path, draft.look.upper_pattern, colour)
    if kind.feature == "plaid" or "dots" in draft.extras:
        paint_pattern(draft, path, "plaid" if kind.feature == "plaid" else "polka dot", colour)
    with brush.inside(path):
        _folds(draft, kind, colour)
        if "sparkles" in draft.extras:
            for index in range(9):
                at = between(draft.figure.hips, points[(index * 5) % len(points)], 0.35 + 0.06 * (index * 7 % 9))
                brush.spot(_star(at, 0.014 * m), mix(colour, WHITE, 0.75))


def _star(at: complex, radius: float) -> skia.Path:
    return polygon([at + radius, at + (0.25 + 0.25j) * radius, at + 1j * radius, at + (-0.25 + 0.25j) * radius, at - radius, at - (0.25 + 0.25j) * radius, at - 1j * radius, at + (0.25 - 0.25j) * radius])


def _folds(draft: Draft, kind: Lower, colour: Rgb) -> None:
    """Folds fan out from the waist to the hem; pleats are many of them."""
    count = 7 if kind.feature == "pleats" else 4
    if draft.brush.style.plain_faces:
        count = 3 if kind.feature == "pleats" else 0
    m, down = draft.m, draft.down
    (a, _), (b, _) = _along_leg(draft, "right", kind.length), _along_leg(draft, "left", kind.length)
    out = draft.across * (0.08 + kind.flare) * m
    right, left = draft.hips
    lift = down * 0.06 * m
    for index in range(count):
        share = (index + 0.5) / count
        start = between(right, left, 0.15 + 0.7 * share) - lift * (0 if kind.feature == "pleats" else -0.6)
        end = between(a - out, b + out, share) + down * 0.05 * m
        draft.brush.crease((start, between(start, end, 0.5) + down * 0.02 * m, end), colour, 0.01 * m)


def draw_coat_tails(draft: Draft) -> None:
    """The part of a long coat below the hips, open in front."""
    share = draft.upper.hem / 0.84
    points = _cloth_path(draft, share, 0.03 + draft.upper.loose)
    path = smooth(points, tension=0.09)
    draft.brush.solid([_across(draft, path, draft.top)])
    if draft.shown:
        low = sum((_along_leg(draft, side, share)[0] for side in ("right", "left")), 0j) / 2 + draft.down * 0.03 * draft.m
        draft.brush.crease((draft.figure.hips, between(draft.figure.hips, low, 0.5), low), draft.top, 0.012 * draft.m)


def draw_cape(draft: Draft) -> None:
    """A cape from the shoulders, blown a little to the side."""
    m, down = draft.m, draft.down
    neck = draft.figure.points[NECK]
    right, left = draft.shoulders
    colour = _cape_colour(draft)
    length = down * 0.95 * m
    sway = draft.across * (0.16 if draft.look.subject == "superhero" else 0.05) * m
    points = [
        neck - down * 0.03 * m, left + draft.across * 0.03 * m, left + length * 0.6 + draft.across * 0.1 * m + sway,
        left + length + draft.across * 0.2 * m + sway * 2, neck + length * 1.1 + sway * 1.6,
        right + length - draft.across * 0.16 * m + sway, right + length * 0.6 - draft.across * 0.08 * m, right - draft.across * 0.03 * m,
    ]
    path = smooth(points)
    draft.brush.solid([_across(draft, path, colour)])
    for share in (0.3, 0.55, 0.8):
        start = between(right, left, share)
        end = between(points[5], points[3], share)
        draft.brush.crease((start, between(start, end, 0.5), end), colour, 0.014 * m)


def _cape_colour(draft: Draft) -> Rgb:
    contrast = {"red": (52, 84, 190), "black": (176, 30, 44)}
    return contrast.get(draft.look.upper_colour, (206, 44, 56)) if draft.look.subject != "king" else shade((190, 36, 52), 0.95)
