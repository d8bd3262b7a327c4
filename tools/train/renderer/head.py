"""Heads: hair, faces, the robot's box and the astronaut's helmet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .attributes import Look
from .brush import (
    Pen,
    Segment,
    disc,
    ellipse,
    fill_two_tone,
    filled_polygon,
    limb,
    outlined_polygon,
    set_colour,
)
from .palette import HAIR, OUTLINE, SKIN, Rgb, shade
from .poses import L_EYE, NOSE, R_EYE, Pose


@dataclass(frozen=True)
class HeadPen:
    """Draws in the head's own coordinates: x to the right, y to its top, in head radii."""

    pen: Pen
    pose: Pose

    @property
    def turn(self) -> float:
        """-1 (facing left) to 1 (facing right)."""
        return math.sin(math.radians(self.pose.yaw))

    def at(self, x: float, y: float) -> complex:
        """A point of the picture."""
        head = self.pose.head
        return head.centre + (head.right * x + head.up * y) * head.radius

    def ellipse(self, centre: tuple[float, float], radii: tuple[float, float], grow: float = 0.0) -> None:
        """Add an ellipse to the path."""
        radius = self.pose.head.radius
        size = (radii[0] * radius + grow, radii[1] * radius + grow)
        ellipse(self.pen.ctx, self.at(*centre), size, self.pose.head.right)

    def outlined(self, centre: tuple[float, float], radii: tuple[float, float], colour: Rgb) -> None:
        """Draw a two-tone ellipse with its outline."""
        self.ellipse(centre, radii, self.pen.outline)
        set_colour(self.pen.ctx, OUTLINE)
        self.pen.ctx.fill()
        fill_two_tone(
            self.pen.ctx, lambda _: self.ellipse(centre, radii), colour, self.pose.head.radius * 0.5
        )

    def polygon(self, points: list[tuple[float, float]], colour: Rgb) -> None:
        """Fill a polygon without outline."""
        filled_polygon(self.pen, [self.at(*point) for point in points], colour)


def draw_hair_behind(pen: Pen, pose: Pose, look: Look) -> None:
    """Long hair and ponytails, which lie behind the body."""
    head, turn = HeadPen(pen, pose), math.sin(math.radians(pose.yaw))
    colour = HAIR[look.hair_colour]
    if look.hair == "long":
        outline = [
            (-0.98 - 0.2 * turn, 0.5), (0.98 - 0.2 * turn, 0.5), (1.15 - 0.45 * turn, -1.6),
            (0.5 - 0.5 * turn, -2.1), (-0.5 - 0.5 * turn, -2.1), (-1.15 - 0.45 * turn, -1.6),
        ]
        outlined_polygon(pen, [head.at(*point) for point in outline], shade(colour, 0.78))
    if look.hair == "ponytail":
        side = -1 if turn > 0 else 1
        radius = pose.head.radius
        root, bend, tip = head.at(side * 0.6, 0.7), head.at(side * 1.5, -0.2), head.at(side * 1.35, -1.2)
        limb(pen, [
            Segment(root, bend, 0.36 * radius, 0.32 * radius, colour),
            Segment(bend, tip, 0.32 * radius, 0.1 * radius, colour),
        ])


def _draw_robot(head: HeadPen) -> None:
    pen, radius, turn = head.pen, head.pose.head.radius, head.turn
    limb(pen, [Segment(head.at(0, 0.8), head.at(0, 1.35), 0.05 * radius, 0.12 * radius, (220, 70, 60))])
    box = [(-0.85, -0.85), (0.85, -0.85), (0.85, 0.8), (-0.85, 0.8)]
    outlined_polygon(pen, [head.at(*point) for point in box], (178, 188, 198), 2.6)
    visor = 0.15 * turn
    head.polygon([(visor - 0.65, -0.1), (visor + 0.65, -0.1), (visor + 0.65, 0.5), (visor - 0.65, 0.5)], (40, 45, 60))
    for eye in (R_EYE, L_EYE):
        if head.pose.visible[eye]:
            disc(pen.ctx, head.pose.joints[eye], 0.16 * radius)
            set_colour(pen.ctx, (90, 235, 245))
            pen.ctx.fill()


def _draw_helmet(head: HeadPen) -> None:
    turn = head.turn
    head.outlined((0, 0.05), (1.2, 1.2), (238, 240, 244))
    head.outlined((0.25 * turn, 0.08), (0.85, 0.72), (58, 74, 120))
    head.ellipse((0.25 * turn - 0.3, 0.35), (0.22, 0.14))
    set_colour(head.pen.ctx, (170, 200, 240))
    head.pen.ctx.fill()


def _draw_fringe(head: HeadPen, colour: Rgb) -> None:
    """The hair over the forehead, clipped to the skull; in side view it covers the ear too."""
    ctx, turn = head.pen.ctx, head.turn
    ctx.save()
    head.ellipse((0, 0.1), (1.06, 1.06))
    ctx.clip()
    head.polygon([
        (-1.1, 1.2), (1.1, 1.2), (1.1, 0.15), (0.75 + 0.25 * turn, 0.62), (0.35 + 0.3 * turn, 0.36),
        (0.3 * turn, 0.66), (-0.4 + 0.3 * turn, 0.34), (-0.75 + 0.25 * turn, 0.6), (-1.1, 0.15),
    ], colour)
    if abs(turn) > 0.5:
        side = -1 if turn > 0 else 1
        head.polygon([(side * 1.2, 1), (side * 0.2, 1), (side * 0.42, -0.15), (side * 1.2, -0.5)], shade(colour, 0.9))
    ctx.restore()


def _draw_face(head: HeadPen) -> None:
    ctx, pose = head.pen.ctx, head.pose
    radius, up, right = pose.head.radius, pose.head.up, pose.head.right
    for eye in (R_EYE, L_EYE):
        if pose.visible[eye]:
            ellipse(ctx, pose.joints[eye], (0.13 * radius, 0.2 * radius), right)
            set_colour(ctx, (35, 28, 45))
            ctx.fill()
    mouth = pose.joints[NOSE] - up * 0.33 * radius
    start, dip, end = mouth - right * 0.16 * radius, mouth - up * 0.1 * radius, mouth + right * 0.16 * radius
    set_colour(ctx, (150, 60, 60))
    ctx.set_line_width(0.1 * radius)
    ctx.move_to(start.real, start.imag)
    ctx.curve_to(dip.real, dip.imag, dip.real, dip.imag, end.real, end.imag)
    ctx.stroke()


def draw_head(pen: Pen, pose: Pose, look: Look) -> None:
    """The head in front of the body."""
    head = HeadPen(pen, pose)
    if look.subject == "robot":
        _draw_robot(head)
        return
    if look.subject == "astronaut":
        _draw_helmet(head)
        return
    colour = HAIR[look.hair_colour]
    if look.hair == "bun":
        head.outlined((0, 1.15), (0.42, 0.42), colour)
    if look.hair != "bald":
        head.outlined((-0.08 * head.turn, 0.18), (1.08, 1.04), colour)
    head.outlined((0.12 * head.turn, -0.1), (0.86, 0.88), SKIN[look.skin])
    if look.hair != "bald":
        _draw_fringe(head, colour)
    _draw_face(head)
