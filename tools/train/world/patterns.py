"""Patterns of cloth: stripes, plaid, dots and flowers, laid over a garment in the frame of the trunk."""

from __future__ import annotations

import skia

from .colours import CLOTH, WHITE, Rgb, luminance, mix, shade
from .draft import Draft
from .paths import disc, polygon
from .points import NECK


def paint_pattern(draft: Draft, path: skia.Path, pattern: str, colour: Rgb) -> None:
    """Draw a pattern within a garment."""
    m, brush = draft.m, draft.brush
    second = mix(colour, WHITE, 0.72) if luminance(colour) < 170 else shade(mix(colour, CLOTH["blue"], 0.2), 0.72)
    down, across = draft.down * m, draft.across * m
    start = draft.figure.points[NECK]
    with brush.inside(path):
        if pattern in ("striped", "plaid"):
            for index in range(16):
                middle = start + down * 0.085 * index
                brush.line(polygon([middle - across * 0.6, middle + across * 0.6], closed=False), second, 0.03 * m, 0.9 if pattern == "striped" else 0.45)
        if pattern == "plaid":
            for index in range(-5, 6):
                line = start + across * 0.085 * index
                brush.line(polygon([line, line + down * 1.4], closed=False), second, 0.03 * m, 0.45)
        if pattern in ("polka dot", "floral"):
            for row in range(14):
                for column in range(-4, 5):
                    at = start + down * (0.075 * row + 0.02) + across * (0.1 * column + 0.05 * (row % 2))
                    brush.spot(disc(at, 0.02 * m), second)
                    if pattern == "floral":
                        brush.spot(disc(at, 0.008 * m), CLOTH["yellow"] if luminance(second) > 150 else CLOTH["red"])
