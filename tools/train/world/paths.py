"""Skia paths from points of the picture (complex numbers in px)."""

from __future__ import annotations

import cmath
import math
from collections.abc import Sequence

import skia

FULL = 360.0


def polygon(points: Sequence[complex], closed: bool = True) -> skia.Path:
    """Straight lines through points."""
    path = skia.Path()
    path.addPoly([skia.Point(p.real, p.imag) for p in points], closed)
    return path


def smooth(points: Sequence[complex], closed: bool = True, tension: float = 1 / 6) -> skia.Path:
    """A curve through points (Catmull-Rom as Bezier curves; corners are where a point stands twice)."""
    count = len(points)
    path = skia.Path()
    path.moveTo(points[0].real, points[0].imag)
    for i in range(count if closed else count - 1):
        a, b = points[i], points[(i + 1) % count]
        if a == b:
            continue
        before = points[i - 1] if closed or i > 0 else a
        after = points[(i + 2) % count] if closed or i + 2 < count else b
        first = a + (b - before) * tension if a != before else a
        second = b - (after - a) * tension if after != b else b
        path.cubicTo(first.real, first.imag, second.real, second.imag, b.real, b.imag)
    if closed:
        path.close()
    return path


def disc(centre: complex, radius: float) -> skia.Path:
    """A circle."""
    return skia.Path.Circle(centre.real, centre.imag, max(radius, 0.01))


def ellipse(centre: complex, across: complex, ratio: float) -> skia.Path:
    """An ellipse: `across` is one half axis, the other is `ratio` times as long."""
    a = abs(across)
    path = skia.Path()
    path.addOval(skia.Rect(-a, -a * ratio, a, a * ratio))
    matrix = skia.Matrix()
    matrix.setRotate(math.degrees(cmath.phase(across)) if a else 0)
    matrix.postTranslate(centre.real, centre.imag)
    path.transform(matrix)
    return path


def capsule(start: complex, end: complex, start_radius: float, end_radius: float) -> skia.Path:
    """A tapered, round-ended bar."""
    axis = end - start
    length = abs(axis)
    if length < 1e-3 or abs(start_radius - end_radius) >= length:
        return disc(start, start_radius) if start_radius > end_radius else disc(end, end_radius)
    angle = math.degrees(cmath.phase(axis))
    tangent = math.degrees(math.acos((start_radius - end_radius) / length))
    path = skia.Path()
    for at, radius, first, sweep in ((start, start_radius, angle + tangent, FULL - 2 * tangent), (end, end_radius, angle - tangent, 2 * tangent)):
        x, y = at.real, at.imag
        path.arcTo(skia.Rect(x - radius, y - radius, x + radius, y + radius), first, sweep, at is start)
    path.close()
    return path


def bar(start: complex, end: complex, start_width: float, end_width: float) -> skia.Path:
    """A tapered bar with straight ends."""
    axis = end - start
    across = axis * 1j / (abs(axis) or 1)
    return polygon([start + across * start_width, end + across * end_width, end - across * end_width, start - across * start_width])


def rectangle(left: float, top: float, width: float, height: float, radius: float = 0) -> skia.Path:
    """An upright rectangle, its corners rounded by `radius`."""
    path = skia.Path()
    path.addRRect(skia.RRect.MakeRectXY(skia.Rect.MakeXYWH(left, top, width, height), radius, radius))
    return path


def bent(start: complex, bend: complex, end: complex) -> skia.Path:
    """An open curve that is drawn towards `bend`."""
    path = skia.Path()
    path.moveTo(start.real, start.imag)
    path.quadTo(bend.real, bend.imag, end.real, end.imag)
    return path
