"""Things that people hold or use, drawn at their hands: sixteen that any hand can hold and those of certain poses."""

from __future__ import annotations

from collections.abc import Callable

from .brush import Area, ball_area, bar_area, oval_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .draft import Draft
from .paths import bent, disc, polygon, smooth
from .points import ARMS, between, unit

WOOD: Rgb = (158, 104, 62)
STEEL: Rgb = (206, 214, 224)

# Poses of the library that show a thing, and the hand that holds it ("both": it lies between the hands).
OF_POSES: dict[str, tuple[str, str]] = {
    "basketball-shot": ("ball", "both"), "dribbling": ("ball", "right"), "tennis-serve": ("racket", "right"),
    "tennis-forehand": ("racket", "right"), "baseball-bat": ("bat", "right"), "golfing": ("club", "right"),
    "weightlifting": ("barbell", "both"), "barbell-squat": ("barbell", "both"), "archery": ("bow and arrow", "left"),
    "sword-guard": ("sword", "right"), "sword-overhead": ("sword", "right"), "sword-lunge": ("sword", "right"),
    "reading-book": ("book", "both"), "looking-at-phone": ("phone", "right"), "phone-call": ("phone", "right"),
    "selfie": ("phone", "right"), "photographing": ("camera", "both"), "drinking": ("cup", "right"),
    "carrying-box": ("box", "both"), "sweeping": ("broom", "both"), "playing-guitar": ("guitar", "both"),
    "playing-violin": ("violin", "both"), "singing": ("microphone", "right"), "painting": ("paintbrush", "right"),
    "cooking": ("pan", "right"), "umbrella": ("umbrella", "right"), "casting-magic": ("magic light", "both"),
}


class Grip:
    """Where a hand holds: its middle, the direction of the forearm, and one upwards in the picture."""

    def __init__(self, draft: Draft, side: str) -> None:
        _, elbow, wrist = (draft.figure.points[i] for i in ARMS[side])
        hand = draft.figure.hands[side]
        self.along = unit(wrist - elbow) or 1j
        self.at = wrist + self.along * 0.06 * draft.m if hand is None else (hand[0] + hand[5] + hand[9] + hand[17]) / 4
        self.out = draft.across * (-1 if side == "right" else 1)
        across = self.along * 1j
        self.up = -across if (across.imag > 0) else across


def prop_parts(draft: Draft, trunk: float) -> list[tuple[float, Callable[[], None]]]:
    """The thing carried, in front of or behind the hand that holds it."""
    prop = draft.look.prop
    if prop is None:
        return []
    held = next((side for name, side in OF_POSES.values() if name == prop and side == "both"), "right")
    if prop in ("book", "camera", "ball"):
        right, left = (draft.figure.points[ARMS[s][2]] for s in ("right", "left"))
        held = "both" if abs(right - left) < 0.34 * draft.m else "right"
    if draft.look.subject and prop == "bow and arrow":
        held = "left"
    depths = draft.figure.depths
    wrist = max(depths[ARMS[s][2]] for s in (("right", "left") if held == "both" else (held,)))
    before = 0.05 if prop in ("guitar", "book", "box", "ball", "cup", "phone", "camera", "magic light") else 0.03
    return [(wrist + before * draft.m, lambda: _DRAW[prop](draft, held))]


def _middle(draft: Draft, held: str) -> tuple[complex, complex]:
    """Between the hands (or at the one that holds) and the direction from the right one to the left."""
    if held != "both":
        grip = Grip(draft, held)
        return grip.at, draft.across
    right, left = Grip(draft, "right"), Grip(draft, "left")
    return (right.at + left.at) / 2, unit(left.at - right.at) or draft.across


def _stick(draft: Draft, start: complex, end: complex, width: float, colour: Rgb) -> None:
    draft.brush.solid([bar_area(start, end, (width * draft.m, width * draft.m), colour)], 0.8)


def _umbrella(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    lean = draft.across * -0.08
    top = at + (-0.78j + lean) * m
    _stick(draft, at + 0.1j * m, top, 0.011, (92, 76, 72))
    colour = CLOTH[draft.look.headwear_colour]
    width, axis = 0.56 * m, unit(1j - lean)
    across = axis * -1j
    rim = [top + axis * 0.3 * m + across * width * x + axis * 0.05 * m * (i % 2) for i, x in enumerate((-1, -0.66, -0.33, 0, 0.33, 0.66, 1))]
    path = smooth([top + across * -width * 0.72 + axis * 0.07 * m, top - axis * 0.02 * m, top + across * width * 0.72 + axis * 0.07 * m, rim[6], rim[6], *rim[5:0:-1], rim[0], rim[0]])
    draft.brush.solid([shaped(path, colour)])
    for point in rim[1:6]:
        draft.brush.crease((top, between(top, point, 0.5) + (point - top) * 1j * 0.02, point), colour, 0.011 * m)


def _balloon(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    ball = at + (-0.62j + 0.1 * (1 if draft.across.real > 0 else -1)) * m
    draft.brush.line(bent(at, between(at, ball, 0.4) + 0.05 * m, ball + 0.16j * m), (120, 110, 120), 0.011 * m)
    draft.brush.solid([oval_area(ball, 0.15 * m + 0j, 1.2, CLOTH[draft.look.headwear_colour])])
    draft.brush.spot(disc(ball + (-0.05 - 0.07j) * m, 0.03 * m), WHITE, 0.8)


def _flower(draft: Draft, held: str) -> None:
    m, grip = draft.m, Grip(draft, held)
    top = grip.at + (grip.up * 0.2 - 0.08j) * m
    draft.brush.line(bent(grip.at - grip.up * 0.06 * m, grip.at + grip.up * 0.1 * m, top), (70, 150, 80), 0.016 * m)
    colour = CLOTH[draft.look.headwear_colour if draft.look.headwear_colour not in ("black", "green", "brown") else "pink"]
    draft.brush.solid([ball_area(top + 0.05 * m * complex(x, y), 0.04 * m, colour) for x, y in ((1, 0), (0.3, 0.95), (-0.8, 0.6), (-0.8, -0.6), (0.3, -0.95))], 0.7)
    draft.brush.spot(disc(top, 0.032 * m), CLOTH["yellow"] if colour != CLOTH["yellow"] else CLOTH["orange"])


def _sword(draft: Draft, held: str) -> None:
    m, grip = draft.m, Grip(draft, held)
    axis = unit(grip.up + grip.along * 0.35)
    side = axis * 1j
    tip = grip.at + axis * 0.78 * m
    _stick(draft, grip.at - axis * 0.08 * m, grip.at + axis * 0.08 * m, 0.016, WOOD)
    start = grip.at + axis * 0.08 * m
    draft.brush.solid([Area(polygon([start + side * 0.028 * m, tip - axis * 0.08 * m + side * 0.024 * m, tip, tip - axis * 0.08 * m - side * 0.024 * m, start - side * 0.028 * m]), STEEL, (start + side * 0.03 * m, start - side * 0.03 * m))], 0.8)
    _stick(draft, start - side * 0.085 * m, start + side * 0.085 * m, 0.018, CLOTH["yellow"])


def _staff(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    top, foot = at - (0.75j + 0.05) * m, at + (0.72j - 0.02) * m
    _stick(draft, foot, top, 0.02, WOOD)
    draft.brush.spot(disc(top, 0.13 * m), (150, 230, 255), 0.35)
    draft.brush.solid([ball_area(top, 0.075 * m, (96, 196, 250))])


def _wand(draft: Draft, held: str) -> None:
    m, grip = draft.m, Grip(draft, held)
    tip = grip.at + (grip.up * 0.28 + grip.along * 0.1) * m
    _stick(draft, grip.at - grip.up * 0.03 * m, tip, 0.012, (96, 66, 60))
    star = [tip + (0.085 if i % 2 == 0 else 0.038) * m * complex(*_circle(i * 36 - 90)) for i in range(10)]
    draft.brush.solid([Area(polygon(star), CLOTH["yellow"])], 0.7)


def _circle(degrees: float) -> tuple[float, float]:
    import math

    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def _book(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, _middle(draft, held)
    side, up = across * 0.15 * m, unit(across * -1j) * 0.1 * m
    up = up if up.imag < 0 else -up
    colour = CLOTH[draft.look.headwear_colour]
    for sign in (-1, 1):
        cover = [at - up * 0.7, at + up * 0.8, at + side * sign + up * 1.1, at + side * sign - up * 0.6]
        draft.brush.solid([shaped(polygon(cover), colour)], 0.8)
        if draft.figure.chest.facing < 0.1:
            page = [at - up * 0.5, at + up * 0.85, at + side * 0.92 * sign + up * 1.1, at + side * 0.92 * sign - up * 0.4]
            draft.brush.spot(polygon(page), (252, 248, 236))


def _bag(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    colour = CLOTH[draft.look.headwear_colour]
    top = at + 0.11j * m
    draft.brush.line(smooth([top - 0.08 * m, at - 0.01j * m, top + 0.08 * m], closed=False), shade(colour, 0.6), 0.02 * m)
    draft.brush.solid([shaped(smooth([top - 0.12 * m, top + 0.12 * m, top + (0.14 + 0.2j) * m, top + (-0.14 + 0.2j) * m], tension=0.08), colour)])
    draft.brush.spot(disc(top + 0.06j * m, 0.02 * m), CLOTH["yellow"])


def _lantern(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    body = at + 0.16j * m
    draft.brush.spot(disc(body, 0.26 * m), (255, 226, 130), 0.28)
    draft.brush.line(bent(body - 0.06 * m, at - 0.04j * m, body + 0.06 * m), (70, 62, 66), 0.014 * m)
    draft.brush.solid([Area(polygon([body - (0.06 + 0.06j) * m, body + (0.06 - 0.06j) * m, body + (0.075 + 0.09j) * m, body + (-0.075 + 0.09j) * m]), (255, 216, 110))])
    for edge in (-0.07j, 0.1j):
        _stick(draft, body + (edge - 0.06) * m, body + (edge + 0.06) * m, 0.018, (84, 72, 74))


def _ice_cream(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at - 0.03j * draft.m
    draft.brush.solid([Area(polygon([at + 0.12j * m, at + (-0.055 - 0.03j) * m, at + (0.055 - 0.03j) * m]), (226, 168, 98))], 0.8)
    draft.brush.solid([ball_area(at - 0.07j * m, 0.066 * m, (255, 186, 208)), ball_area(at - 0.145j * m, 0.056 * m, (255, 248, 230))], 0.8)


def _cup(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    colour = CLOTH[draft.look.headwear_colour]
    draft.brush.solid([Area(polygon([at - (0.045 + 0.07j) * m, at + (0.045 - 0.07j) * m, at + (0.036 + 0.05j) * m, at + (-0.036 + 0.05j) * m]), colour, (at - 0.05 * m, at + 0.05 * m))], 0.8)
    draft.brush.line(polygon([at - (0.045 + 0.07j) * m, at + (0.045 - 0.07j) * m], closed=False), WHITE, 0.018 * m)


def _guitar(draft: Draft, held: str) -> None:
    m = draft.m
    if held == "both":
        right, left = Grip(draft, "right").at, Grip(draft, "left").at
    else:
        right, left = Grip(draft, held).at, Grip(draft, held).at - (0.1 + 0.5j) * m
    axis = unit(left - right) or unit(-1 - 0.4j)
    side, body = axis * 1j, right + unit(right - left) * 0.04 * m
    neck = body + axis * max(0.62 * m, abs(left - body) + 0.1 * m)
    _stick(draft, body, neck, 0.02, (92, 60, 44))
    _stick(draft, neck, neck + axis * 0.08 * m, 0.03, (66, 44, 38))
    colour = mix(CLOTH[draft.look.headwear_colour], WOOD, 0.5)
    draft.brush.solid([ball_area(body - axis * 0.06 * m, 0.16 * m, colour), ball_area(body + axis * 0.12 * m, 0.12 * m, colour)])
    draft.brush.spot(disc(body + axis * 0.05 * m, 0.05 * m), (58, 40, 36))
    for offset in (-0.008, 0.008):
        draft.brush.line(polygon([body - axis * 0.12 * m + side * offset * m, neck + side * offset * m], closed=False), (240, 230, 210), 0.006 * m)


def _violin(draft: Draft, held: str) -> None:
    m = draft.m
    left, right = Grip(draft, "left").at, Grip(draft, "right").at
    chin = between(draft.figure.points[1], draft.figure.points[5], 0.5) - draft.down * 0.04 * m
    axis = unit(left - chin)
    draft.brush.solid([bar_area(chin, left, (0.016 * m, 0.012 * m), (84, 52, 40)), ball_area(chin + axis * 0.06 * m, 0.075 * m, (176, 92, 48)), ball_area(chin + axis * 0.17 * m, 0.06 * m, (176, 92, 48))], 0.8)
    middle = chin + axis * 0.18 * m
    _stick(draft, right, middle + unit(middle - right) * 0.2 * m, 0.008, (110, 76, 56))


def _phone(draft: Draft, held: str) -> None:
    m, grip = draft.m, Grip(draft, held)
    up = unit(grip.up - 0.6j)
    _stick(draft, grip.at - up * 0.05 * m, grip.at + up * 0.07 * m, 0.036, (46, 48, 60))
    draft.brush.spot(disc(grip.at + up * 0.06 * m, 0.012 * m), (140, 220, 250))


def _flag(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    top = at - (0.62j - 0.04) * m
    _stick(draft, at + 0.14j * m, top, 0.014, WOOD)
    cloth = [top, top + (0.16 + 0.03j) * m, top + (0.34 - 0.02j) * m, top + (0.34 + 0.2j) * m, top + (0.16 + 0.24j) * m, top + 0.2j * m]
    draft.brush.solid([shaped(smooth([cloth[0], cloth[0], *cloth[1:]], tension=0.12), CLOTH[draft.look.headwear_colour])])


def _ball(draft: Draft, held: str) -> None:
    m, (at, _) = draft.m, _middle(draft, held)
    at = at if held == "both" else at + Grip(draft, held).along * 0.1 * m
    draft.brush.solid([ball_area(at, 0.125 * m, CLOTH["orange"])])
    draft.brush.line(bent(at - 0.12 * m, at + 0.05j * m, at + 0.12 * m), (96, 54, 40), 0.012 * m)
    draft.brush.line(bent(at - 0.12j * m, at + 0.05 * m, at + 0.12j * m), (96, 54, 40), 0.012 * m)


def _camera(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, _middle(draft, held)
    at, up = at - 0.03j * m, unit(across * 1j)
    side = across * 0.09 * m
    up *= 0.06 * m
    draft.brush.solid([shaped(polygon([at - side - up, at + side - up, at + side + up, at - side + up]), (62, 62, 72))], 0.8)
    if draft.figure.chest.facing > 0:
        draft.brush.solid([ball_area(at, 0.045 * m, (150, 160, 176))], 0.6)
        draft.brush.spot(disc(at, 0.026 * m), (48, 70, 120))


def _long(length: float, width: float, colour: Rgb, head: Callable[[Draft, complex, complex], None] | None = None):
    def draw(draft: Draft, held: str) -> None:
        m = draft.m
        grip = Grip(draft, "right")
        axis = unit(grip.up + grip.along * 0.5)
        if held == "both" or abs(Grip(draft, "left").at - grip.at) < 0.3 * m:
            other = Grip(draft, "left").at
            axis = unit(grip.at - other) if abs(other - grip.at) > 0.05 * m else axis
        end = grip.at + axis * length * m
        _stick(draft, grip.at - axis * 0.1 * m, end, width, colour)
        if head:
            head(draft, end, axis)

    return draw


def _strings(draft: Draft, end: complex, axis: complex) -> None:
    m, middle = draft.m, end + axis * 0.14 * draft.m
    ring = oval_area(middle, axis * 0.16 * m, 0.76, CLOTH["red"]).path
    draft.brush.spot(ring, (250, 250, 244), 0.6)
    draft.brush.line(ring, CLOTH["red"], 0.028 * m)


def _bristles(draft: Draft, end: complex, axis: complex) -> None:
    m, side = draft.m, axis * 1j
    draft.brush.solid([shaped(polygon([end - side * 0.05 * m, end + side * 0.05 * m, end + (axis * 0.2 + side * 0.12) * m, end + (axis * 0.2 - side * 0.12) * m]), (232, 196, 110))])


def _club(draft: Draft, end: complex, axis: complex) -> None:
    _stick(draft, end, end + axis * 1j * 0.08 * draft.m, 0.025, STEEL)


def _pan_plate(draft: Draft, end: complex, axis: complex) -> None:
    draft.brush.solid([oval_area(end + axis * 0.12 * draft.m, axis * 0.15 * draft.m, 0.55, (70, 70, 80))])


def _colour_tip(draft: Draft, end: complex, axis: complex) -> None:
    _stick(draft, end, end + axis * 0.05 * draft.m, 0.016, CLOTH[draft.look.headwear_colour])


def _barbell(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, _middle(draft, held)
    _stick(draft, at - across * 0.72 * m, at + across * 0.72 * m, 0.016, STEEL)
    for sign in (-1, 1):
        end = at + across * 0.62 * m * sign
        side = across * 1j
        for offset, size in ((0.0, 0.19), (0.07, 0.15)):
            plate = end + across * offset * m * sign
            _stick(draft, plate - side * size * m, plate + side * size * m, 0.03, (66, 66, 80))


def _bow_and_arrow(draft: Draft, held: str) -> None:
    m = draft.m
    left, right = Grip(draft, "left").at, Grip(draft, "right").at
    axis = unit(left - right) or draft.across
    side = axis * 1j
    ends = [left - axis * 0.1 * m + side * 0.5 * m, left - axis * 0.1 * m - side * 0.5 * m]
    draft.brush.line(smooth([ends[0], left + side * 0.26 * m, left, left - side * 0.26 * m, ends[1]], closed=False), WOOD, 0.032 * m)
    draft.brush.line(polygon([ends[0], right, ends[1]], closed=False), (240, 236, 228), 0.008 * m)
    _stick(draft, right, left + axis * 0.16 * m, 0.007, (120, 90, 70))
    draft.brush.spot(polygon([left + axis * 0.24 * m, left + axis * 0.14 * m + side * 0.03 * m, left + axis * 0.14 * m - side * 0.03 * m]), STEEL)


def _box(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, _middle(draft, held)
    side, up = (across.real * 0.2 + 0.06) * m, 0.26j * m
    if abs(side) < 0.14 * m:
        side = 0.14 * m
    base = at + 0.03j * m
    draft.brush.solid([shaped(polygon([base - side - up, base + side - up, base + side, base - side]), (206, 160, 106))])
    draft.brush.line(polygon([base - up, base], closed=False), (236, 206, 150), 0.04 * m)


def _magic_light(draft: Draft, held: str) -> None:
    m = draft.m
    for side in ("right", "left"):
        at = Grip(draft, side).at
        for radius, alpha in ((0.22, 0.22), (0.15, 0.35), (0.08, 0.9)):
            draft.brush.spot(disc(at, radius * m), (140, 236, 255) if radius > 0.1 else WHITE, alpha)


_DRAW: dict[str, Callable[[Draft, str], None]] = {
    "umbrella": _umbrella, "balloon": _balloon, "flower": _flower, "sword": _sword, "staff": _staff, "book": _book,
    "bag": _bag, "lantern": _lantern, "ice cream": _ice_cream, "cup": _cup, "guitar": _guitar, "phone": _phone,
    "flag": _flag, "ball": _ball, "wand": _wand, "camera": _camera, "violin": _violin, "barbell": _barbell,
    "bow and arrow": _bow_and_arrow, "box": _box, "magic light": _magic_light, "racket": _long(0.2, 0.016, WOOD, _strings),
    "bat": _long(0.72, 0.028, (214, 168, 110)), "club": _long(0.8, 0.012, STEEL, _club), "broom": _long(0.85, 0.015, WOOD, _bristles),
    "pan": _long(0.14, 0.018, (60, 56, 60), _pan_plate), "microphone": _long(0.1, 0.02, (60, 60, 70), lambda d, e, a: d.brush.solid([ball_area(e, 0.04 * d.m, (150, 154, 166))], 0.7)),
    "paintbrush": _long(0.16, 0.009, WOOD, _colour_tip),
}
