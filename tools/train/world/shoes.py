"""Thirteen kinds of shoes, bare feet among them."""

from __future__ import annotations

from .brush import Area, bar_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .draft import METAL, Draft
from .paths import bar, disc, polygon
from .points import LEGS, between, unit

_SHAFTS = {"boots": 0.62, "rain boots": 0.42, "high-tops": 0.86, "cowboy boots": 0.5, "roller skates": 0.84}
_OPEN = ("sandals", "flats", "high heels")


def colour_of(draft: Draft) -> Rgb:
    """The shoes' colour; robots, knights and astronauts have their own."""
    if draft.is_robot:
        return shade(METAL, 0.7)
    if "space" in draft.extras:
        return CLOTH["gray"]
    if "armor" in draft.extras:
        return shade(draft.top, 0.72)
    return CLOTH[draft.look.shoe_colour]


def _kind(draft: Draft) -> str:
    return "boots" if draft.extras & {"robot", "space", "armor"} else draft.look.shoes


def shaft(draft: Draft, side: str, covered: bool) -> list[Area]:
    """The part of a boot around the shin; trousers hang over the lower ones."""
    kind = _kind(draft)
    start = _SHAFTS.get(kind)
    if start is None or (covered and kind in ("high-tops", "roller skates", "cowboy boots")):
        return []
    _, knee, ankle = (draft.figure.points[i] for i in LEGS[side])
    m = draft.m
    radius = (0.047 * draft.girth + 0.008) * m
    areas = [bar_area(between(knee, ankle, start), ankle, (radius, radius * 0.9), colour_of(draft))]
    if kind in ("rain boots", "cowboy boots", "boots"):
        top = between(knee, ankle, start)
        areas.append(bar_area(top, between(knee, ankle, start + 0.06), (radius * 1.06, radius * 1.06), shade(colour_of(draft), 0.82)))
    return areas


def draw_shoe(draft: Draft, side: str) -> None:
    """The foot or shoe, below the leg."""
    from .limbs import foot

    heel, toe, ahead = foot(draft, side)
    ankle = draft.figure.points[LEGS[side][2]]
    kind, colour, m, brush = _kind(draft), colour_of(draft), draft.m, draft.brush
    down = unit(ankle - draft.figure.points[LEGS[side][1]])
    if kind == "bare feet":
        brush.solid([bar_area(heel, toe, (0.036 * m, 0.034 * m), draft.skin)])
        return
    if kind in _OPEN:
        brush.solid([bar_area(heel, toe, (0.036 * m, 0.032 * m), draft.skin)])
        _open_shoe(draft, (heel, toe, down), kind, colour)
        return
    thick = 1.2 if kind in ("boots", "rain boots", "slippers", "high-tops") else 1.0
    radii = (0.044 * m * thick, (0.034 if kind in ("dress shoes", "cowboy boots") else 0.042) * m * thick)
    brush.solid([bar_area(heel, ankle, (radii[0], 0.04 * m), colour), bar_area(heel, toe, radii, colour)])
    _details(draft, (heel, toe, down), (kind, ahead), colour)


def _open_shoe(draft: Draft, foot: tuple[complex, complex, complex], kind: str, colour: Rgb) -> None:
    heel, toe, down = foot
    m, brush = draft.m, draft.brush
    sole = down * 0.028 * m
    if kind == "high heels":
        spike = heel + down * 0.07 * m
        brush.solid([Area(bar(heel, spike, 0.014 * m, 0.006 * m), colour), bar_area(between(heel, toe, 0.5), toe, (0.02 * m, 0.03 * m), colour)])
        brush.line(polygon([heel + sole, between(heel, toe, 0.6) + sole], closed=False), colour, 0.018 * m)
    elif kind == "flats":
        brush.solid([bar_area(between(heel, toe, 0.55), toe, (0.03 * m, 0.034 * m), colour), bar_area(heel + sole * 0.4, between(heel, toe, 0.5) + sole * 0.6, (0.03 * m, 0.018 * m), colour)])
    else:
        brush.line(polygon([heel + sole, toe + sole], closed=False), colour, 0.022 * m)
        strap = unit(toe - heel) * 1j * 0.034 * m
        for share in (0.35, 0.75):
            middle = between(heel, toe, share)
            brush.line(polygon([middle - strap, middle + strap], closed=False), colour, 0.02 * m)


def _details(draft: Draft, foot: tuple[complex, complex, complex], seen: tuple[str, float], colour: Rgb) -> None:
    heel, toe, down = foot
    kind, ahead = seen
    m, brush = draft.m, draft.brush
    sole = down * 0.034 * m
    if kind in ("sneakers", "high-tops"):
        brush.line(polygon([heel + sole, toe + sole * 0.9], closed=False), WHITE if draft.look.shoe_colour != "white" else CLOTH["gray"], 0.02 * m)
        lace = unit(toe - heel) * 1j * 0.018 * m
        middle = between(heel, toe, 0.5) - down * 0.012 * m
        brush.line(polygon([middle - lace, middle + lace], closed=False), mix(WHITE, colour, 0.1), 0.011 * m)
    elif kind == "roller skates":
        for share in (0.05, 0.5, 0.95):
            brush.solid([shaped(disc(between(heel, toe, share) + down * 0.058 * m, 0.022 * m), CLOTH["yellow"])], 0.7)
    elif kind in ("dress shoes", "loafers", "cowboy boots") and abs(ahead) < 0.9:
        brush.line(polygon([heel + sole, toe + sole * 0.9], closed=False), shade(colour, 0.5), 0.014 * m)
    elif kind == "slippers":
        brush.solid([shaped(disc(between(heel, toe, 0.8) - down * 0.02 * m, 0.022 * m), mix(colour, WHITE, 0.6))], 0.6)
