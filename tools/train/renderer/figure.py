"""Draws a dressed body over a pose: limbs, torso, garments, head, in depth order."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cairo

from .attributes import LONG_SLEEVED, Look
from .brush import Pen, Segment, disc, fill_two_tone, filled_polygon, limb, outlined_polygon, set_colour, stroke_outline, unit
from .head import draw_hair_behind, draw_head
from .palette import CLOTH, SKIN, Rgb, shade
from .poses import L_ANKLE, L_HIP, L_KNEE, L_SHOULDER, NECK, R_ANKLE, R_HIP, R_KNEE, R_SHOULDER, Pose

SIDE_YAW = 25
ARMS = {"left": L_SHOULDER, "right": R_SHOULDER}
LEGS = {"left": L_HIP, "right": R_HIP}


@dataclass(frozen=True)
class Colours:
    """The colours of the body's parts after the kind of person is taken into account."""

    skin: Rgb
    top: Rgb
    bottom: Rgb
    shoe: Rgb
    hand: Rgb


@dataclass(frozen=True)
class Torso:
    """The torso's frame: four corners, the neck, unit vectors down the body and across it."""

    shoulder_right: complex
    shoulder_left: complex
    hip_left: complex
    hip_right: complex
    neck: complex
    down: complex
    across: complex


def _colours(look: Look) -> Colours:
    top, bottom, shoe = CLOTH[look.top_colour], CLOTH[look.bottom_colour], CLOTH[look.shoe_colour]
    if look.subject == "robot":
        metal = (170, 180, 190)
        return Colours(metal, top, (130, 138, 150), (90, 95, 105), metal)
    if look.subject == "astronaut":
        suit = (236, 238, 242)
        return Colours(suit, suit, (226, 228, 234), (160, 165, 175), (190, 195, 205))
    skin = SKIN[look.skin]
    return Colours(skin, top, bottom, shoe, skin)


def _draw_arm(pen: Pen, pose: Pose, look: Look, side: str) -> None:
    colours, scale = _colours(look), pen.scale
    shoulder, elbow, wrist = pose.joints[ARMS[side] : ARMS[side] + 3]
    thick = look.top in ("hoodie", "sweater", "jacket") or look.subject == "astronaut"
    width = 0.036 * scale * (1.25 if thick else 1.0)
    sleeved = look.top in LONG_SLEEVED and look.is_human or look.subject == "astronaut"
    lower = colours.top if sleeved else colours.skin
    bare = (look.top == "dress" and look.is_human) or look.subject == "robot"
    palm = wrist + unit(wrist - elbow) * 0.018 * scale
    forearm = Segment(elbow, wrist, width * 0.84, width * 0.64, lower)
    segments = [Segment(palm, palm, width * 0.92, width * 0.92, colours.hand)]
    if look.top == "tshirt" and look.is_human:
        sleeve_end = shoulder + (elbow - shoulder) * 0.6
        segments += [
            Segment(shoulder, elbow, width * 0.95, width * 0.84, colours.skin),
            forearm,
            Segment(shoulder, sleeve_end, width * 1.15, width * 1.12, colours.top),
        ]
    else:
        upper = colours.skin if bare else colours.top
        segments += [forearm, Segment(shoulder, elbow, width * 1.05, width * 0.86, upper)]
    limb(pen, segments)


def _toe(pose: Pose, side: str, shin: complex, scale: float) -> complex:
    """The tip of the shoe: ahead in side view, slightly outwards in front view."""
    ankle = pose.joints[R_ANKLE if side == "right" else L_ANKLE]
    if abs(pose.yaw) > SIDE_YAW:
        ahead = complex(shin.imag, -shin.real)
        ahead = ahead if pose.yaw > 0 else -ahead
    else:
        ahead = complex(-0.35 if side == "right" else 0.35, 0.25)
    return ankle + ahead * 0.05 * scale + shin * 0.02 * scale


def _draw_leg(pen: Pen, pose: Pose, look: Look, side: str) -> None:
    colours, scale = _colours(look), pen.scale
    hip, knee, ankle = pose.joints[LEGS[side] : LEGS[side] + 3]
    width = 0.048 * scale * (1.15 if look.subject == "astronaut" else 1.0)
    shin = unit(ankle - knee)
    bare = look.is_human and look.bottom in ("none", "shorts", "skirt")
    segments = [
        Segment(ankle + shin * 0.01 * scale, _toe(pose, side, shin, scale), width * 0.62, width * 0.55, colours.shoe),
        Segment(knee, ankle, width * 0.82, width * 0.58, colours.skin if bare else colours.bottom),
        Segment(hip, knee, width * 1.1, width * 0.84, colours.skin if bare else colours.bottom),
    ]
    if bare and look.bottom == "shorts":
        segments.append(Segment(hip, hip + (knee - hip) * 0.6, width * 1.2, width * 1.12, colours.bottom))
    limb(pen, segments)


def _torso(pen: Pen, pose: Pose, look: Look) -> Torso:
    """The torso's corners, never narrower than a body seen from the side."""
    joints, scale = pose.joints, pen.scale
    right, left, hip_right, hip_left = (joints[i] for i in (R_SHOULDER, L_SHOULDER, R_HIP, L_HIP))
    down, across = unit((hip_right + hip_left) / 2 - joints[NECK]), unit(left - right)
    widen_top = max(0.0, 0.062 * scale - abs(left - right) / 2)
    widen_hip = max(0.0, 0.055 * scale - abs(hip_left - hip_right) / 2)
    loose = 0.022 * scale * (1.4 if look.top in ("hoodie", "jacket") or look.subject == "astronaut" else 1.0)
    hip_out = across * (widen_hip + loose * 0.55)
    return Torso(
        right - across * widen_top - down * 0.02 * scale,
        left + across * widen_top - down * 0.02 * scale,
        hip_left + hip_out,
        hip_right - hip_out,
        joints[NECK] - down * 0.015 * scale,
        down,
        across,
    )


def _draw_torso(pen: Pen, pose: Pose, look: Look, body: Torso) -> None:
    colours, scale = _colours(look), pen.scale
    chin = pose.head.centre - pose.head.up * 0.7 * pose.head.radius
    limb(pen, [Segment(pose.joints[NECK] + body.down * 0.01 * scale, chin, 0.03 * scale, 0.028 * scale, colours.skin)])
    waist_in = body.across * 0.012 * scale
    waist_right = body.shoulder_right * 0.45 + body.hip_right * 0.55 + waist_in
    waist_left = body.shoulder_left * 0.45 + body.hip_left * 0.55 - waist_in

    def path(ctx: cairo.Context) -> None:
        def curve(a: complex, b: complex, c: complex) -> None:
            ctx.curve_to(a.real, a.imag, b.real, b.imag, c.real, c.imag)

        def line(point: complex) -> None:
            ctx.line_to(point.real, point.imag)

        ctx.move_to(body.neck.real, body.neck.imag)
        line(body.shoulder_left)
        curve(body.shoulder_left + body.down * 0.06 * scale, waist_left, body.hip_left)
        line(body.hip_left + body.down * 0.02 * scale)
        line(body.hip_right + body.down * 0.02 * scale)
        line(body.hip_right)
        curve(waist_right, body.shoulder_right + body.down * 0.06 * scale, body.shoulder_right)
        ctx.close_path()

    stroke_outline(pen, path)
    fill_two_tone(pen.ctx, path, colours.top, 0.05 * scale)


def _draw_hips(pen: Pen, look: Look, body: Torso) -> None:
    """The part of the trousers, shorts or skirt that covers the lower torso."""
    step = body.down * 0.035 * pen.scale
    filled_polygon(pen, [body.hip_right - step, body.hip_left - step, body.hip_left + step, body.hip_right + step], shade(CLOTH[look.bottom_colour], 0.9))


def _draw_skirt(pen: Pen, pose: Pose, look: Look, body: Torso) -> None:
    """A skirt, or the lower half of a dress with its belt."""
    joints, scale = pose.joints, pen.scale
    ends = [joints[hip] + (joints[knee] - joints[hip]) * 0.75 for hip, knee in ((R_HIP, R_KNEE), (L_HIP, L_KNEE))]
    low, high = sorted(ends, key=lambda end: (end * body.across.conjugate()).real)
    flare = body.across * 0.065 * scale
    colour = CLOTH[look.top_colour if look.top == "dress" else look.bottom_colour]
    rise, drop = body.down * 0.05 * scale, body.down * 0.01 * scale
    hem = [high + flare, high + drop, low + drop, low - flare]
    outlined_polygon(pen, [body.hip_right - rise, body.hip_left - rise, body.hip_left, *hem, body.hip_right], colour)
    filled_polygon(pen, [body.hip_left, high + flare, high, (body.hip_right + body.hip_left) / 2], shade(colour, 0.78))
    if look.top == "dress":
        belt = body.down * 0.02 * scale
        filled_polygon(pen, [body.hip_right - rise, body.hip_left - rise, body.hip_left - rise + belt, body.hip_right - rise + belt], shade(colour, 0.6))


def _badge(pen: Pen, body: Torso, depth: float, half_width: float, height: float) -> list[complex]:
    """A rectangle on the chest, `depth` below the neck."""
    top = body.neck + body.down * depth * pen.scale
    side, down = body.across * half_width * pen.scale, body.down * height * pen.scale
    return [top - side, top + side, top + side + down, top - side + down]


def _draw_line(pen: Pen, start: complex, end: complex, width: float) -> None:
    pen.ctx.set_line_width(width * pen.scale)
    pen.ctx.move_to(start.real, start.imag)
    pen.ctx.line_to(end.real, end.imag)
    pen.ctx.stroke()


def _draw_garment_details(pen: Pen, look: Look, body: Torso) -> None:
    """What tells a hoodie from a suit: collars, pockets, stripes, zips."""
    colours, scale, neck = _colours(look), pen.scale, body.neck
    side, down = body.across * scale, body.down * scale
    if look.top == "suit":
        filled_polygon(pen, [neck - side * 0.03, neck + side * 0.03, neck + down * 0.15], (240, 240, 245))
        filled_polygon(pen, [neck - side * 0.008, neck + side * 0.008, neck + down * 0.12], (190, 40, 50))
    elif look.top == "hoodie":
        pocket = neck + down * 0.16
        corners = [pocket - side * 0.035, pocket + side * 0.035, pocket + side * 0.05 + down * 0.06, pocket - side * 0.05 + down * 0.06]
        filled_polygon(pen, corners, shade(colours.top, 0.6))
        limb(pen, [Segment(neck - side * 0.045, neck + side * 0.045, 0.025 * scale, 0.025 * scale, shade(colours.top, 0.9))])
    elif look.top == "sweater":
        set_colour(pen.ctx, shade(colours.top, 0.68))
        for depth in (0.07, 0.14):
            _draw_line(pen, neck - side * 0.075 + down * depth, neck + side * 0.075 + down * depth, 0.016)
    elif look.top == "jacket":
        set_colour(pen.ctx, shade(colours.top, 0.5))
        _draw_line(pen, neck, neck + down * 0.26, 0.012)
        for edge in (-1, 1):
            filled_polygon(pen, [neck, neck + side * 0.05 * edge, neck + side * 0.03 * edge + down * 0.07], shade(colours.top, 0.62))
    elif look.top == "shirt":
        for edge in (-1, 1):
            filled_polygon(pen, [neck, neck + side * 0.045 * edge, neck + side * 0.025 * edge + down * 0.045], shade(colours.top, 1.25))
        set_colour(pen.ctx, shade(colours.top, 0.55))
        for depth in (0.07, 0.13, 0.19):
            disc(pen.ctx, neck + down * depth, 0.007 * scale)
        pen.ctx.fill()
    elif look.top == "tshirt":
        disc(pen.ctx, neck, 0.03 * scale)
        set_colour(pen.ctx, colours.skin)
        pen.ctx.fill()


def _draw_machine_details(pen: Pen, look: Look, body: Torso) -> None:
    """The robot's chest lamp or the astronaut's control panel."""
    robot = look.subject == "robot"
    height = 0.08 if robot else 0.06
    filled_polygon(pen, _badge(pen, body, 0.1, 0.05, height), (60, 70, 85) if robot else (120, 130, 150))
    centre = body.neck + body.down * (0.14 if robot else 0.13) * pen.scale
    disc(pen.ctx, centre if robot else centre - body.across * 0.02 * pen.scale, (0.022 if robot else 0.014) * pen.scale)
    set_colour(pen.ctx, (90, 230, 240) if robot else (220, 60, 50))
    pen.ctx.fill()


def draw_shadow(ctx: cairo.Context, pose: Pose) -> None:
    """A soft spot on the ground below the lower foot."""
    joints = pose.joints
    y = max(joints[R_ANKLE].imag, joints[L_ANKLE].imag) + 0.03 * pose.scale
    ctx.save()
    ctx.translate((joints[R_HIP].real + joints[L_HIP].real) / 2, y)
    ctx.scale(0.17 * pose.scale, 0.028 * pose.scale)
    ctx.arc(0, 0, 1, 0, 2 * math.pi)
    ctx.restore()
    set_colour(ctx, (0, 0, 0), 0.28)
    ctx.fill()


def draw_person(ctx: cairo.Context, pose: Pose, look: Look) -> None:
    """Draw the whole figure into a picture whose side is 1."""
    pen = Pen(ctx, max(0.0043, 0.0085 * pose.scale), pose.scale)
    side_view = abs(pose.yaw) > SIDE_YAW
    far, near = ("right", "left") if side_view and pose.yaw < 0 else ("left", "right")
    body = _torso(pen, pose, look)
    if look.is_human:
        draw_hair_behind(pen, pose, look)
    if side_view:
        _draw_arm(pen, pose, look, far)
    for side in (far, near):
        _draw_leg(pen, pose, look, side)
    _draw_torso(pen, pose, look, body)
    if not look.is_human:
        _draw_machine_details(pen, look, body)
    elif look.top == "dress":
        _draw_skirt(pen, pose, look, body)
    else:
        _draw_hips(pen, look, body)
        if look.bottom == "skirt":
            _draw_skirt(pen, pose, look, body)
        _draw_garment_details(pen, look, body)
    draw_head(pen, pose, look)
    if not side_view:
        _draw_arm(pen, pose, look, far)
    _draw_arm(pen, pose, look, near)
