"""Cairo shapes in the one style of all drawings: dark outline, flat colour, one soft shadow.

Points are complex numbers (x + iy) in a picture whose side is 1, y pointing down.
"""

from __future__ import annotations

import cmath
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cairo

from .palette import OUTLINE, Rgb, shade

Path = Callable[[cairo.Context], None]
FULL_TURN = 2 * math.pi


@dataclass(frozen=True)
class Pen:
    """A cairo context with the outline width and the size of the figure being drawn."""

    ctx: cairo.Context
    outline: float
    scale: float


@dataclass(frozen=True)
class Segment:
    """A tapered, round-ended piece of a limb."""

    start: complex
    end: complex
    start_radius: float
    end_radius: float
    colour: Rgb


def unit(vector: complex) -> complex:
    """The vector at length 1 (zero stays zero)."""
    length = abs(vector)
    return vector / length if length > 1e-9 else 0j


def set_colour(ctx: cairo.Context, colour: Rgb, alpha: float = 1.0) -> None:
    """Use an 8-bit colour as cairo's source."""
    ctx.set_source_rgba(colour[0] / 255, colour[1] / 255, colour[2] / 255, alpha)


def disc(ctx: cairo.Context, centre: complex, radius: float) -> None:
    """Add a circle to the path."""
    ctx.new_sub_path()
    ctx.arc(centre.real, centre.imag, radius, 0, FULL_TURN)


def ellipse(ctx: cairo.Context, centre: complex, radii: tuple[float, float], right: complex = 1) -> None:
    """Add an ellipse whose first axis points along `right`."""
    ctx.save()
    ctx.translate(centre.real, centre.imag)
    ctx.rotate(cmath.phase(right))
    ctx.scale(*radii)
    ctx.new_sub_path()
    ctx.arc(0, 0, 1, 0, FULL_TURN)
    ctx.restore()


def polygon(ctx: cairo.Context, points: Sequence[complex]) -> None:
    """Add a closed polygon to the path."""
    ctx.move_to(points[0].real, points[0].imag)
    for point in points[1:]:
        ctx.line_to(point.real, point.imag)
    ctx.close_path()


def rectangle(ctx: cairo.Context, box: tuple[float, float, float, float], colour: Rgb) -> None:
    """Fill the rectangle (left, top, width, height)."""
    set_colour(ctx, colour)
    ctx.rectangle(*box)
    ctx.fill()


def capsule(ctx: cairo.Context, segment: Segment, grow: float = 0.0) -> None:
    """Add the outline of a segment, each radius enlarged by `grow`."""
    a, b = segment.start_radius + grow, segment.end_radius + grow
    axis = segment.end - segment.start
    length = abs(axis)
    if length < 1e-5 or abs(a - b) >= length:
        disc(ctx, segment.start if a > b else segment.end, max(a, b))
        return
    angle = cmath.phase(axis)
    tangent = math.acos((a - b) / length)
    ctx.new_sub_path()
    ctx.arc(segment.start.real, segment.start.imag, a, angle + tangent, angle - tangent + FULL_TURN)
    ctx.arc(segment.end.real, segment.end.imag, b, angle - tangent, angle + tangent)
    ctx.close_path()


def fill_two_tone(ctx: cairo.Context, path: Path, colour: Rgb, light: float) -> None:
    """Fill with a shadow tone, then with the colour moved `light` towards the upper left."""
    path(ctx)
    set_colour(ctx, shade(colour, 0.74))
    ctx.fill()
    ctx.save()
    path(ctx)
    ctx.clip()
    ctx.translate(-light * 0.45, -light * 0.25)
    path(ctx)
    set_colour(ctx, colour)
    ctx.fill()
    ctx.restore()


def stroke_outline(pen: Pen, path: Path, factor: float = 2.0) -> None:
    """Stroke a shape with the outline colour; fill it afterwards."""
    path(pen.ctx)
    set_colour(pen.ctx, OUTLINE)
    pen.ctx.set_line_join(cairo.LINE_JOIN_ROUND)
    pen.ctx.set_line_width(factor * pen.outline)
    pen.ctx.stroke()


def outlined_polygon(pen: Pen, points: Sequence[complex], colour: Rgb, factor: float = 2.0) -> None:
    """Draw a polygon with its outline."""
    stroke_outline(pen, lambda ctx: polygon(ctx, points), factor)
    polygon(pen.ctx, points)
    set_colour(pen.ctx, colour)
    pen.ctx.fill()


def filled_polygon(pen: Pen, points: Sequence[complex], colour: Rgb) -> None:
    """Draw a polygon without outline."""
    polygon(pen.ctx, points)
    set_colour(pen.ctx, colour)
    pen.ctx.fill()


def limb(pen: Pen, segments: Sequence[Segment]) -> None:
    """Draw segments as one limb: a common outline below, the colours above in the order given."""
    for segment in segments:
        capsule(pen.ctx, segment, pen.outline)
    set_colour(pen.ctx, OUTLINE)
    pen.ctx.fill()
    for segment in segments:
        light = max(segment.start_radius, segment.end_radius)
        fill_two_tone(pen.ctx, lambda ctx, part=segment: capsule(ctx, part), segment.colour, light)
