"""Paints areas, edges and lines in one style, under one light, onto a Skia canvas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import skia

from .colours import Rgb, multiply
from .paths import bent, capsule, disc, ellipse, polygon
from .styles import Style

LIGHT = complex(-0.6, -0.8)  # where light comes from, in the picture

Axis = tuple[complex, complex]


@dataclass(frozen=True)
class Area:
    """A filled shape; `axis` goes from its lit to its dark side, None leaves it unshaded."""

    path: skia.Path
    colour: Rgb
    axis: Axis | None = None


@lru_cache(maxsize=20_000)
def _ramp(style: Style, colour: Rgb, tint: Rgb) -> tuple[list[int], list[float]]:
    """Skia's colours and positions for the shading of a colour."""
    stops = style.stops(colour)
    return [argb(multiply(tone, tint)) for _, tone in stops], [position for position, _ in stops]


@lru_cache(maxsize=50_000)
def argb(colour: Rgb, alpha: float = 1.0) -> int:
    """A colour as Skia takes it."""
    red, green, blue = (min(255, max(0, round(channel))) for channel in colour)
    return (round(alpha * 255) << 24) | (red << 16) | (green << 8) | blue


@lru_cache(maxsize=20_000)
def _edge_colour(style: Style, colour: Rgb) -> int:
    return argb(style.line(colour))


class Brush:
    """A canvas, a style, the light's tint, and the width of outlines in px."""

    def __init__(self, canvas: skia.Canvas, style: Style, tint: Rgb, outline: float) -> None:
        self.canvas = canvas
        self.style = style
        self.tint = tint
        self.width = outline
        self.outline = outline * style.outline
        self._fill = skia.Paint(AntiAlias=True)
        self._shaded = skia.Paint(AntiAlias=True)
        self._stroke = skia.Paint(
            AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeJoin=skia.Paint.kRound_Join, StrokeCap=skia.Paint.kRound_Cap
        )

    def _plain(self, colour: Rgb, alpha: float = 1.0) -> int:
        return argb(multiply(self.style.spot(colour), self.tint), alpha)

    def edge(self, areas: Sequence[Area], width: float = 1.0) -> None:
        """Outlines below areas; clay has soft shadows instead."""
        if self.style.name == "clay":
            for reach, alpha in ((3.4, 0.1), (1.7, 0.16)):
                self._stroke.setStrokeWidth(reach * self.width * width)
                self._stroke.setColor(argb((30, 20, 60), alpha))
                for area in areas:
                    self.canvas.drawPath(area.path, self._stroke)
            return
        if self.outline <= 0:
            return
        self._stroke.setStrokeWidth(2 * self.outline * width)
        for area in areas:
            self._stroke.setColor(_edge_colour(self.style, area.colour))
            self.canvas.drawPath(area.path, self._stroke)

    def fill(self, area: Area) -> None:
        """One area without its edge."""
        if area.axis is None:
            self._fill.setColor(self._plain(area.colour))
            self.canvas.drawPath(area.path, self._fill)
            return
        colours, positions = _ramp(self.style, area.colour, self.tint)
        start, end = area.axis
        points = [skia.Point(start.real, start.imag), skia.Point(end.real, end.imag)]
        self._shaded.setShader(skia.GradientShader.MakeLinear(points, colours, positions))
        self.canvas.drawPath(area.path, self._shaded)

    def solid(self, areas: Sequence[Area], width: float = 1.0) -> None:
        """Areas that form one body: all edges first, then the fills in order."""
        self.edge(areas, width)
        for area in areas:
            self.fill(area)

    def spot(self, path: skia.Path, colour: Rgb, alpha: float = 1.0) -> None:
        """An unshaded area without an edge."""
        self._fill.setColor(self._plain(colour, alpha))
        self.canvas.drawPath(path, self._fill)

    def line(self, path: skia.Path, colour: Rgb, width: float, alpha: float = 1.0) -> None:
        """A line of its own colour."""
        self._stroke.setStrokeWidth(width)
        self._stroke.setColor(self._plain(colour, alpha))
        self.canvas.drawPath(path, self._stroke)

    def crease(self, points: tuple[complex, complex, complex], colour: Rgb, width: float) -> None:
        """A fold or seam in the line colour of an area; `points` are start, bend and end."""
        self._stroke.setStrokeWidth(width)
        glows = self.style.name == "neon"
        self._stroke.setColor(argb(self.style.line(colour), 0.8 if glows else 0.5))
        self.canvas.drawPath(bent(*points), self._stroke)

    def crease_path(self, path: skia.Path, colour: Rgb) -> None:
        """An edge line of an area's colour along any path."""
        if self.outline > 0:
            self._stroke.setStrokeWidth(self.outline * 1.15)
            self._stroke.setColor(_edge_colour(self.style, colour))
            self.canvas.drawPath(path, self._stroke)

    def inside(self, path: skia.Path) -> skia.AutoCanvasRestore:
        """Everything drawn until the end of the `with` block stays within a shape."""
        keeper = skia.AutoCanvasRestore(self.canvas, True)
        self.canvas.clipPath(path, skia.ClipOp.kIntersect, True)
        return keeper


def bar_area(start: complex, end: complex, radii: tuple[float, float], colour: Rgb) -> Area:
    """A limb-like area, shaded across."""
    axis = end - start
    length = abs(axis)
    across = axis * 1j / length if length > 1e-6 else 1j
    lit = across if (across.conjugate() * LIGHT).real > 0 else -across
    middle, radius = (start + end) / 2, max(radii)
    return Area(capsule(start, end, *radii), colour, (middle + lit * radius, middle - lit * radius))


def ball_area(centre: complex, radius: float, colour: Rgb) -> Area:
    """A round area."""
    return Area(disc(centre, radius), colour, (centre + LIGHT * radius, centre - LIGHT * radius))


def oval_area(centre: complex, across: complex, ratio: float, colour: Rgb) -> Area:
    """An oval area; `across` is a half axis, the other is `ratio` times as long."""
    reach = abs(across) * max(1.0, ratio) * 0.9
    return Area(ellipse(centre, across, ratio), colour, (centre + LIGHT * reach, centre - LIGHT * reach))


def shaped(path: skia.Path, colour: Rgb, lit: complex | None = None) -> Area:
    """Any path, shaded over its bounds from `lit` (a direction; the light's unless given)."""
    box = path.getBounds()
    centre = complex(box.centerX(), box.centerY())
    direction = lit if lit is not None else LIGHT
    reach = (abs(direction.real) * box.width() + abs(direction.imag) * box.height()) / 2
    return Area(path, colour, (centre + direction * reach, centre - direction * reach))


def flat_polygon(points: Sequence[complex], colour: Rgb) -> Area:
    """An unshaded polygon."""
    return Area(polygon(points), colour)
