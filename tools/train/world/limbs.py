"""Arms, hands, legs and shoes over their keypoints."""

from __future__ import annotations

import numpy as np

from .brush import LIGHT, Area, ball_area, bar_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .draft import METAL, Draft
from .paths import capsule, smooth
from .patterns import paint_pattern
from .points import ARMS, LEGS, NECK, between, dot, unit

FINGERS = ((1, 2, 3, 4), (5, 6, 7, 8), (9, 10, 11, 12), (13, 14, 15, 16), (17, 18, 19, 20))
SHOULDER, ELBOW, WRIST = 0.049, 0.039, 0.03
THIGH, KNEE, ANKLE = 0.084, 0.056, 0.039


def _sleeve(draft: Draft, joints: tuple[complex, complex, complex], colour: Rgb) -> list[Area]:
    """Cloth along the arm as far as the garment says."""
    kind, m, g = draft.upper, draft.m, draft.girth
    if kind.sleeve <= 0:
        return []
    shoulder, elbow, wrist = joints
    off = kind.loose + 0.006
    radii = ((SHOULDER * g + off) * m, (ELBOW * g + off) * m, (WRIST * g + off + kind.puff) * m)
    if kind.sleeve < 0.5:
        end = between(shoulder, elbow, kind.sleeve * 2)
        return [bar_area(shoulder, end, (radii[0] * 0.98, radii[0] * 0.98), colour)]
    end = between(elbow, wrist, kind.sleeve * 2 - 1 - (0.04 if kind.cuff else 0))
    areas = [bar_area(elbow, end, (radii[1], radii[2]), colour), bar_area(shoulder, elbow, radii[:2], colour)]
    if kind.cuff:
        start = between(elbow, wrist, 0.86)
        areas.insert(0, bar_area(start, between(elbow, wrist, 0.97), (radii[2] * 1.04, radii[2]), shade(colour, 0.86)))
    return areas


def _hand(draft: Draft, side: str, colour: Rgb) -> list[Area]:
    """Fingers where their points are known, else a mitten."""
    _, elbow, wrist = (draft.figure.points[i] for i in ARMS[side])
    m, hand = draft.m, draft.figure.hands[side]
    size = (0.5 + 0.5 * draft.look.build.head) * m
    if hand is None:
        along = unit(wrist - elbow)
        palm = wrist + along * 0.045 * size
        inward = draft.across * (1 if side == "right" else -1)
        thumb = palm + (inward * 0.8 - along * 0.1) * 0.042 * size
        return [bar_area(palm, thumb, (0.02 * size, 0.015 * size), colour), bar_area(wrist, palm, (0.034 * size, 0.042 * size), colour)]
    areas = []
    for finger in FINGERS[1:] + FINGERS[:1]:
        knuckle, middle, joint, tip = (hand[i] for i in finger)
        areas += [bar_area(joint, tip, (0.0115 * size, 0.0105 * size), colour), bar_area(middle, joint, (0.0125 * size, 0.0115 * size), colour)]
        areas.append(bar_area(knuckle, middle, (0.0135 * size, 0.0125 * size), colour))
    palm = [bar_area(hand[0], hand[i], (0.024 * size, 0.015 * size), colour) for i in (5, 9, 13, 17)]
    return areas + [bar_area(hand[0], hand[1], (0.022 * size, 0.018 * size), colour)] + palm


def _gloves(draft: Draft) -> Rgb:
    if "space" in draft.extras:
        return CLOTH["gray"]
    if "armor" in draft.extras:
        return shade(draft.top, 0.8)
    return draft.skin


def draw_arm(draft: Draft, side: str) -> None:
    """Arm, sleeve and hand as one body."""
    shoulder, elbow, wrist = (draft.figure.points[i] for i in ARMS[side])
    m, g, brush = draft.m, draft.girth, draft.brush
    skin = WHITE if draft.upper.under and draft.upper.sleeve == 0 else draft.skin
    upper = bar_area(shoulder, elbow, (SHOULDER * g * m, ELBOW * g * m), skin)
    lower = bar_area(elbow, wrist, (ELBOW * g * m, WRIST * g * m), skin)
    sleeve = _sleeve(draft, (shoulder, elbow, wrist), draft.top)
    bare = [lower, upper] if draft.upper.sleeve < 0.95 else []
    areas = [*_hand(draft, side, _gloves(draft)), *bare, *sleeve]
    brush.solid(areas)
    _join_shoulder(draft, shoulder, side)
    if draft.look.upper_pattern:
        for area in sleeve:
            paint_pattern(draft, area.path, draft.look.upper_pattern, draft.top)
    _arm_details(draft, (shoulder, elbow, wrist), side)


def trunk_axis(draft: Draft) -> tuple[complex, complex]:
    """From the trunk's lit side to its dark one."""
    middle = (draft.figure.points[NECK] + draft.figure.hips) / 2
    half = draft.across * abs(draft.hips[1] - draft.hips[0]) * 0.58
    half = half if dot(half, LIGHT) > 0 else -half
    return middle + half, middle - half


def _join_shoulder(draft: Draft, shoulder: complex, side: str) -> None:
    """Takes the edge away where the arm's cloth goes over into the trunk's."""
    m, kind = draft.m, draft.upper
    if draft.is_robot or "armor" in draft.extras or (kind.under and kind.sleeve == 0) or draft.brush.outline <= 0:
        return
    inward = draft.across * (1 if side == "right" else -1)
    colour = draft.skin if kind.neck == "straps" else draft.top
    elbow = draft.figure.points[ARMS[side][1]]
    start = shoulder + (inward * 0.05 + draft.down * 0.014) * m
    radius = (SHOULDER * draft.girth + (kind.loose if kind.neck != "straps" else 0.0)) * m
    patch = capsule(start, between(shoulder, elbow, 0.22), radius * 0.68, radius * 0.84)
    draft.brush.fill(Area(patch, colour, bar_area(shoulder, elbow, (radius, radius), colour).axis))


def _arm_details(draft: Draft, joints: tuple[complex, complex, complex], side: str) -> None:
    shoulder, elbow, wrist = joints
    m, brush = draft.m, draft.brush
    if draft.upper.sleeve >= 0.8 and abs(elbow - shoulder) > 0.1 * m and not brush.style.plain_faces:
        bend = ((wrist - elbow).conjugate() * (elbow - shoulder)).imag
        inner = unit(unit(shoulder - elbow) + unit(wrist - elbow)) * 0.034 * m if abs(bend) > 1 else 0j
        along = unit(wrist - shoulder)
        brush.crease((elbow + inner, elbow + inner * 0.2 + along * 0.012 * m, elbow - inner * 0.4 + along * 0.02 * m), draft.top, 0.011 * m)
    if draft.is_robot:
        for joint in (shoulder, elbow):
            brush.solid([ball_area(joint, 0.05 * m, shade(METAL, 0.8))])
        brush.solid([bar_area(between(elbow, wrist, 0.3), between(elbow, wrist, 0.9), (0.045 * m, 0.05 * m), draft.top)])
    if "armor" in draft.extras:
        brush.solid([ball_area(shoulder, 0.085 * m, mix(draft.top, WHITE, 0.15)), ball_area(elbow, 0.052 * m, draft.top)])
    if "arm stripe" in draft.extras:
        offset = 1j * unit(elbow - shoulder) * (0.03 * m if side == "right" else -0.03 * m)
        brush.line(capsule(shoulder + offset, elbow + offset, 0.1, 0.1), WHITE, 0.018 * m)
    if "superhero costume" == draft.look.whole:
        brush.solid([bar_area(between(elbow, wrist, 0.35), wrist, (0.046 * m, 0.042 * m), mix(draft.top, (255, 220, 90), 0.75))])


def foot(draft: Draft, side: str) -> tuple[complex, complex, float]:
    """Heel, toe and how much the sole is seen from ahead: at right angles to the shin, ahead of the pelvis."""
    _, knee, ankle = (draft.place3(i) for i in LEGS[side])
    shin = (ankle - knee) / (np.linalg.norm(ankle - knee) + 1e-6)
    pelvis = draft.figure.pelvis.axes
    ahead = pelvis @ np.array([0.28 if side == "left" else -0.28, -0.12, 1.0])
    ahead = ahead - shin * (ahead @ shin) * 0.9
    ahead /= np.linalg.norm(ahead) + 1e-6
    m = draft.m
    heel = ankle + shin * 0.04 * m - ahead * 0.02 * m
    toe = ankle + shin * 0.052 * m + ahead * 0.155 * m
    return complex(heel[0], -heel[1]), complex(toe[0], -toe[1]), float(ahead[2])


def _trouser_areas(draft: Draft, joints: tuple[complex, complex, complex]) -> list[Area]:
    kind, m, g, colour = draft.lower, draft.m, draft.girth, draft.bottom
    hip, knee, ankle = joints
    radii = ((THIGH * g + kind.loose * 0.6) * m, (KNEE * g + kind.loose) * m, (ANKLE * g + kind.end) * m)
    if kind.length < 0.5:
        end = between(hip, knee, kind.length * 2)
        return [bar_area(hip, end, (radii[0], (KNEE * g + 0.012 + kind.end) * m), colour)]
    end = between(knee, ankle, kind.length * 2 - 1)
    if kind.length < 0.9:
        radii = (radii[0], radii[1], (KNEE * g * 0.9 + kind.end) * m)
    return [bar_area(knee, end, radii[1:], colour), bar_area(hip, knee, radii[:2], colour)]


def draw_leg(draft: Draft, side: str) -> None:
    """Leg, trouser leg and shoe as one body."""
    from .shoes import draw_shoe, shaft

    hip, knee, ankle = (draft.figure.points[i] for i in LEGS[side])
    m, g, kind = draft.m, draft.girth, draft.lower
    skin = [
        bar_area(knee, ankle, (KNEE * g * m, ANKLE * g * m), draft.skin),
        bar_area(hip, knee, (THIGH * g * m, KNEE * g * m), draft.skin),
    ]
    covered = not kind.skirt and kind.length > 0.9
    cloth = [] if kind.skirt else _trouser_areas(draft, (hip, knee, ankle))
    draw_shoe(draft, side)
    draft.brush.solid([*([] if covered else skin), *cloth])
    _leg_details(draft, (hip, knee, ankle), side)
    boots = shaft(draft, side, covered)
    if boots:
        draft.brush.solid(boots)


def _leg_details(draft: Draft, joints: tuple[complex, complex, complex], side: str) -> None:
    hip, knee, ankle = joints
    m, brush, kind = draft.m, draft.brush, draft.lower
    if kind.skirt:
        return
    outer = draft.across * (1 if side == "left" else -1) * 0.05 * m
    if kind.feature == "side stripe":
        brush.line(smooth([hip + outer, knee + outer * 0.8, between(knee, ankle, 0.9) + outer * 0.6], closed=False), WHITE, 0.02 * m)
    elif kind.feature == "side pockets":
        pocket = between(hip, knee, 0.72) + outer * 0.8
        brush.solid([bar_area(pocket, between(hip, knee, 0.9) + outer * 0.8, (0.036 * m, 0.036 * m), shade(draft.bottom, 0.9))])
    elif kind.feature == "crease" and abs(knee - hip) > 0.2 * m and kind.length > 0.9:
        brush.crease((between(hip, knee, 0.5), between(hip, knee, 0.8), between(knee, ankle, 0.8)), draft.bottom, 0.008 * m)
    elif kind.feature == "denim" and kind.length > 0.9:
        cuff = between(knee, ankle, 0.86)
        across = 1j * unit(ankle - knee) * 0.044 * m * draft.girth
        brush.line(smooth([cuff - across, cuff + across], closed=False), mix(draft.bottom, WHITE, 0.5), 0.014 * m)
    if kind.length > 0.6 and abs(knee - hip) > 0.12 * m and not brush.style.plain_faces:
        bend = unit(ankle - knee) - unit(knee - hip)
        inner = unit(bend) * 0.04 * m if abs(bend) > 0.3 else 1j * unit(knee - hip) * 0.03 * m
        across = unit(ankle - hip)
        brush.crease((knee + inner, knee + across * 0.01 * m, knee - inner * 0.5 + across * 0.03 * m), draft.bottom, 0.01 * m)
    if draft.is_robot:
        brush.solid([ball_area(knee, 0.062 * m, shade(METAL, 0.8))])
    if "armor" in draft.extras:
        brush.solid([ball_area(knee, 0.072 * m, mix(draft.bottom, WHITE, 0.15))])


def draw_seat(draft: Draft) -> None:
    """The part of trousers or pants between waist and legs; skirts hide it."""
    if draft.lower.skirt:
        return
    right, left = draft.hips
    hip_r, hip_l = (draft.figure.points[LEGS[side][0]] for side in ("right", "left"))
    m, down = draft.m, draft.down
    rise = down * 0.08 * m * draft.slope
    crotch = draft.figure.hips + down * 0.085 * m
    inset = draft.across * 0.03 * m
    points = [right - rise + inset, left - rise - inset, left - inset * 0.2, hip_l + down * 0.07 * m, crotch, hip_r + down * 0.07 * m, right + inset * 0.2]
    draft.brush.fill(shaped(smooth(points), draft.bottom))
    if dot(draft.across, draft.across) and draft.lower.feature in ("denim", "side pockets", "crease") and draft.shown:
        draft.brush.crease((crotch - down * 0.1 * m, crotch - down * 0.05 * m, crotch - down * 0.01 * m), draft.bottom, 0.009 * m)
