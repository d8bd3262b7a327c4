"""Paints backgrounds in one style under one light: gradients, areas and lines over the whole 256 px picture."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import skia

from .brush import argb
from .colours import Rgb, dark_line, mix, multiply, shade
from .paths import polygon, rectangle
from .styles import Style

if TYPE_CHECKING:
    from .light import Light

SIDE = 256.0


class Stage:
    """A canvas with a style, a light and the height of the horizon in px."""

    def __init__(self, canvas: skia.Canvas, style: Style, light: Light, horizon: float, plain: bool = False) -> None:
        self._recolour = style.backdrop if plain else style.scenery
        self.canvas, self.style, self.light, self.horizon = canvas, style, light, horizon
        self._fill = skia.Paint(AntiAlias=True)
        self._stroke = skia.Paint(
            AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeJoin=skia.Paint.kRound_Join, StrokeCap=skia.Paint.kRound_Cap
        )
        self._edged = style.name in ("ink", "neon", "pixel")

    def lit(self, colour: Rgb) -> Rgb:
        """A thing's colour in this light."""
        return multiply(colour, self.light.tint)

    def far(self, colour: Rgb, distance: float) -> Rgb:
        """A thing's colour through the air: 0 near, 1 lost in the sky's."""
        return mix(self.lit(colour), self.light.sky[2], distance)

    def _colour(self, colour: Rgb, alpha: float = 1.0) -> int:
        return argb(self._recolour(colour), alpha)

    def gradient(self, top: float, bottom: float, stops: Sequence[tuple[float, Rgb]], alpha: float = 1.0) -> None:
        """A band of the picture, from its upper to its lower edge."""
        shader = skia.GradientShader.MakeLinear(
            [skia.Point(0, top), skia.Point(0, bottom)], [self._colour(c, alpha) for _, c in stops], [p for p, _ in stops]
        )
        self.canvas.drawRect(skia.Rect(0, top, SIDE, bottom), skia.Paint(Shader=shader))

    def spot(self, path: skia.Path, colour: Rgb, alpha: float = 1.0) -> None:
        """An area whose colour is final (of the sky, lamps, weather)."""
        self._fill.setColor(self._colour(colour, alpha))
        self.canvas.drawPath(path, self._fill)

    def line(self, path: skia.Path, colour: Rgb, width: float, alpha: float = 1.0) -> None:
        """A line whose colour is final."""
        self._stroke.setStrokeWidth(width)
        self._stroke.setColor(self._colour(colour, alpha))
        self.canvas.drawPath(path, self._stroke)

    def thing(self, path: skia.Path, colour: Rgb, distance: float = 0.0) -> None:
        """An area of a thing at a distance, with an edge in the styles that have edges in backgrounds."""
        if self.style.name == "clay" and distance < 0.6:
            self._stroke.setStrokeWidth(3.0)
            self._stroke.setColor(argb((30, 20, 60), 0.16 * (1 - distance)))
            self.canvas.drawPath(path, self._stroke)
        if self._edged and distance < 0.75:
            self._stroke.setStrokeWidth(1.6)
            self._stroke.setColor(argb(self._edge(colour), 1.0 - distance))
            self.canvas.drawPath(path, self._stroke)
        self.spot(path, self.far(colour, distance))

    def _edge(self, colour: Rgb) -> Rgb:
        if self.style.name == "neon":
            return mix(shade(self.style.line(colour), 0.7), (120, 60, 220), 0.35)
        return (96, 92, 98) if self.style.name == "ink" else shade(dark_line(colour), 0.9)

    def box(self, left: float, top: float, width: float, height: float, colour: Rgb, distance: float = 0.0, radius: float = 0) -> None:
        """An upright rectangle."""
        self.thing(rectangle(left, top, width, height, radius), colour, distance)

    def box_final(self, left: float, top: float, width: float, height: float, colour: Rgb) -> None:
        """An upright rectangle whose colour is final, without an edge."""
        self._fill.setColor(self._colour(colour))
        self.canvas.drawRect(skia.Rect.MakeXYWH(left, top, width, height), self._fill)

    def shape(self, points: Sequence[complex], colour: Rgb, distance: float = 0.0) -> None:
        """A polygon."""
        self.thing(polygon(points), colour, distance)

    def ground(self, near: Rgb, distant: Rgb) -> None:
        """Level ground from the horizon to the lower edge."""
        self.gradient(self.horizon, SIDE, ((0.0, self.far(distant, 0.25)), (0.35, self.lit(mix(distant, near, 0.6))), (1.0, self.lit(near))))
