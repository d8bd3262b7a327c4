"""Patterns of cloth: stripes, plaid, dots and flowers, laid over a garment in the frame of the trunk."""

from __future__ import annotations

import skia

from .colours import CLOTH, WHITE, Rgb, luminance, mix, shade
from .draft import Draft
from .paths import polygon
from .points import NECK


def paint_pattern(draft: Draft, path: skia.Path, pattern: str, colour: Rgb) -> None:
    """Draw a pattern within a garment."""
    m, brush = draft.m, draft.brush
    second = mix(colour, WHITE, 0.72) if luminance(colour) < 170 else shade(mix(colour, CLOTH["blue"], 0.2), 0.72)
    down, across = draft.down * m, draft.across * m
    start = draft.figure.points[NECK] - down * 0.7
    with brush.inside(path):
        if pattern in ("striped", "plaid"):
            rows = skia.Path()
            for index in range(24):
                middle = start + down * 0.085 * index
                rows.addPath(polygon([middle - across, middle + across], closed=False))
            brush.line(rows, second, 0.03 * m, 0.9 if pattern == "striped" else 0.45)
        if pattern == "plaid":
            columns = skia.Path()
            for index in range(-11, 12):
                line = start + across * 0.085 * index
                columns.addPath(polygon([line, line + down * 2], closed=False))
            brush.line(columns, second, 0.03 * m, 0.45)
        if pattern in ("polka dot", "floral"):
            _dots(draft, path.getBounds(), second, pattern == "floral")


def _dots(draft: Draft, box: skia.Rect, colour: Rgb, floral: bool) -> None:
    """Dots in rows along the trunk, those that the garment's bounds can hold."""
    m, brush = draft.m, draft.brush
    down, across = draft.down * m, draft.across * m
    start = draft.figure.points[NECK] - down * 0.7
    reach = 0.02 * m
    left, top, right, bottom = box.left() - reach, box.top() - reach, box.right() + reach, box.bottom() + reach
    outer, inner = skia.Path(), skia.Path()
    for row in range(26):
        line = start + down * (0.075 * row + 0.02) + across * (0.05 * (row % 2))
        for column in range(-8, 9):
            at = line + across * (0.1 * column)
            if left < at.real < right and top < at.imag < bottom:
                outer.addCircle(at.real, at.imag, 0.02 * m)
                if floral:
                    inner.addCircle(at.real, at.imag, 0.009 * m)
    brush.spot(outer, colour)
    if floral:
        brush.spot(inner, CLOTH["yellow"] if luminance(colour) > 150 else CLOTH["red"])
