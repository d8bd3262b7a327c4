"""Draws one whole person: all parts from the farthest to the nearest."""

from __future__ import annotations

from collections.abc import Callable

from .brush import ball_area, shaped
from .colours import CLOTH, WHITE, mix
from .draft import Draft
from .faces import draw_face, draw_helmet, draw_robot_head
from .hair import cap_size, draw_fringe, draw_hanging, draw_shine, draw_side_tails, draw_tufts, hairline
from .heads import Head, draw_ears, draw_face_skin, draw_skull
from .headwear import COVERING, draw_halo, draw_headwear
from .limbs import draw_arm, draw_leg, draw_seat
from .paths import smooth
from .points import ARMS, L_HIP, L_SHOULDER, LEGS, NECK, R_HIP, R_SHOULDER, SIDES
from .props import prop_parts
from .skirts import draw_cape, draw_skirt
from .trunk import draw_neck, draw_torso

Part = tuple[float, Callable[[], None]]


def draw_head(draft: Draft) -> None:
    """Skull, ears, face, hair and hat."""
    head, look = Head(draft), draft.look
    if draft.is_robot:
        draw_robot_head(head)
        return
    if "astronaut" in look.features:
        draw_helmet(head)
        return
    covered = look.headwear in COVERING
    bare = look.hair in ("bald", "mohawk")
    if not covered or look.hair == "pigtails":
        draw_side_tails(head)
    if look.hair == "spiky" and not covered:
        draw_tufts(head)
    size = min(cap_size(look.hair), 1.1) if covered else cap_size(look.hair)
    if look.hair in ("curly", "afro") and not covered:
        draft.brush.fill(ball_area(head.at(0, 0.1, -0.1), head.r * size, draft.hair))
    else:
        short = size < 1.06 and not bare
        lift = (0.26 if head.facing > 0.2 else 0.06) if short else 0.1
        draw_skull(head, draft.skin if bare else draft.hair, max(size, 1.05) if short and head.facing <= 0.2 else size, lift)
    if look.hair not in ("long", "wavy", "bob", "afro") or head.aside > 0.5 or head.aside < -0.5 or bare:
        draw_ears(head)
    if draw_face_skin(head, hairline(look.hair, covered), bare):
        draw_face(head)
        if not (covered and look.headwear in ("beanie", "hood", "helmet")):
            draw_fringe(head)
    if look.hair == "mohawk" and not covered:
        draw_tufts(head)
    draw_shine(head)
    draw_headwear(head)
    if "halo" in look.features:
        draw_halo(head)


def _scarf(draft: Draft) -> None:
    colour, m = CLOTH[draft.look.scarf], draft.m
    at = draft.figure.points[NECK] - draft.down * 0.02 * m
    across, down = draft.across, draft.down
    if draft.shown:
        tail = at + (across * 0.06 + down * 0.02) * m
        draft.brush.solid([shaped(smooth([tail, tail + across * 0.07 * m, tail + (down * 0.3 + across * 0.09) * m, tail + (down * 0.3) * m], tension=0.08), colour)])
    draft.brush.solid([shaped(smooth([at - across * 0.1 * m, at - down * 0.045 * m, at + across * 0.1 * m, at + down * 0.05 * m]), mix(colour, WHITE, 0.08))])


def _backpack(draft: Draft) -> None:
    m, colour = draft.m, CLOTH[draft.look.headwear_colour]
    back, _ = draft.figure.chest.seen(0, 0, -1)
    middle = draft.figure.points[NECK] + draft.down * 0.22 * m * draft.slope + back * 0.13 * m
    half, tall = draft.across * 0.15 * m, draft.down * 0.2 * m * draft.slope
    points = [middle - half - tall, middle + half - tall, middle + half * 1.1 + tall, middle - half * 1.1 + tall]
    draft.brush.solid([shaped(smooth(points, tension=0.1), colour)])
    if not draft.shown:
        pocket = [middle - half * 0.7 + tall * 0.1, middle + half * 0.7 + tall * 0.1, middle + half * 0.7 + tall * 0.8, middle - half * 0.7 + tall * 0.8]
        draft.brush.solid([shaped(smooth(pocket, tension=0.1), mix(colour, WHITE, 0.15))], 0.7)


def _wings(draft: Draft) -> None:
    m = draft.m
    root = draft.figure.points[NECK] + draft.down * 0.14 * m
    feathered = draft.look.subject == "angel"
    colour = CLOTH["white"] if feathered else mix((150, 220, 250), CLOTH["pink"], 0.25)
    for sign in (-1, 1):
        out, up = draft.across * sign * m, -draft.down * m
        if feathered:
            points = [root, root + out * 0.3 + up * 0.34, root + out * 0.66 + up * 0.3, root + out * 0.7 - up * 0.02, root + out * 0.54 - up * 0.12, root + out * 0.5 - up * 0.26, root + out * 0.34 - up * 0.26, root + out * 0.26 - up * 0.38, root + out * 0.06 - up * 0.16]
            draft.brush.solid([shaped(smooth(points), colour)])
        else:
            for lift, size in ((0.26, 0.5), (-0.2, 0.36)):
                draft.brush.solid([shaped(smooth([root, root + out * size * 0.5 + up * (lift + 0.14), root + out * size + up * lift, root + out * size * 0.6 + up * (lift - 0.14)]), colour)])


def _leg_depths(draft: Draft, trunk: float) -> dict[str, float]:
    depths, m = draft.figure.depths, draft.m
    keys = {}
    for side in SIDES:
        hip, knee, ankle = (depths[i] for i in LEGS[side])
        forward = max(0.0, knee - hip - 0.16 * m) * 2 if not draft.lower.skirt else 0.0
        keys[side] = trunk - 0.2 * m + forward + 0.05 * ((knee + ankle) / 2 - trunk)
    return keys


def _arm_depth(draft: Draft, side: str) -> float:
    shoulder, elbow, wrist = (draft.figure.depths[i] for i in ARMS[side])
    return (shoulder + 2 * elbow + 3 * wrist) / 6 + 0.035 * draft.m


def body_parts(draft: Draft) -> list[Part]:
    """All parts with their depths towards the viewer."""
    depths, m, look = draft.figure.depths, draft.m, draft.look
    trunk = sum(depths[i] for i in (R_SHOULDER, L_SHOULDER, R_HIP, L_HIP)) / 4
    skull = draft.figure.skull_depth
    head = trunk + 0.045 * m if skull > trunk - 0.25 * m else trunk - 0.24 * m
    head = max(head, skull) if skull > trunk else head
    parts: list[Part] = []
    legs = _leg_depths(draft, trunk)
    for side in SIDES:
        parts.append((legs[side], lambda side=side: draw_leg(draft, side)))
        parts.append((_arm_depth(draft, side), lambda side=side: draw_arm(draft, side)))
    parts.append((trunk - 0.17 * m, lambda: draw_seat(draft)))
    parts.append((trunk - 0.02 * m, lambda: draw_neck(draft)))
    parts.append((trunk, lambda: draw_torso(draft)))
    if draft.lower.skirt:
        parts.append((trunk - 0.05 * m, lambda: draw_skirt(draft)))
    parts.append((head, lambda: draw_head(draft)))
    facing_away = draft.figure.chest.facing < -0.1
    behind = trunk - 0.4 * m
    if not draft.is_robot and "astronaut" not in look.features and look.hair != "bald":
        from_behind = draft.figure.head.facing < -0.1
        parts.append((max(head, trunk) + 0.01 * m if from_behind else behind, lambda: draw_hanging(Head(draft))))
    if "cape" in draft.extras or "cape" in look.features:
        parts.append((trunk + 0.02 * m if facing_away else behind - 1, lambda: draw_cape(draft)))
    if "wings" in look.features:
        parts.append((trunk + 0.03 * m if facing_away else behind - 2, lambda: _wings(draft)))
    if look.backpack:
        parts.append((trunk + 0.025 * m if facing_away else behind + 1, lambda: _backpack(draft)))
    if look.scarf:
        parts.append((trunk + 0.01 * m, lambda: _scarf(draft)))
    return parts + prop_parts(draft)


def draw_person(draft: Draft) -> None:
    """The whole figure."""
    for _, draw in sorted(body_parts(draft), key=lambda part: part[0]):
        draw()
