"""Things that any hand can carry, each drawn at the hand that holds it ("both": between the hands)."""

from __future__ import annotations

from collections.abc import Callable

from .brush import Area, ball_area, oval_area, shaped
from .colours import CLOTH, WHITE, shade
from .draft import Draft
from .grip import STEEL, WOOD, Grip, middle_of, stick
from .paths import bent, disc, polygon, smooth
from .points import between, turned, unit


def _umbrella(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    lean = draft.across * -0.08
    top = at + (-0.78j + lean) * m
    stick(draft, at + 0.1j * m, top, 0.011, (92, 76, 72))
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
    stick(draft, grip.at - axis * 0.08 * m, grip.at + axis * 0.08 * m, 0.016, WOOD)
    start = grip.at + axis * 0.08 * m
    draft.brush.solid([Area(polygon([start + side * 0.028 * m, tip - axis * 0.08 * m + side * 0.024 * m, tip, tip - axis * 0.08 * m - side * 0.024 * m, start - side * 0.028 * m]), STEEL, (start + side * 0.03 * m, start - side * 0.03 * m))], 0.8)
    stick(draft, start - side * 0.085 * m, start + side * 0.085 * m, 0.018, CLOTH["yellow"])


def _staff(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    top, foot = at - (0.75j + 0.05) * m, at + (0.72j - 0.02) * m
    stick(draft, foot, top, 0.02, WOOD)
    draft.brush.spot(disc(top, 0.13 * m), (150, 230, 255), 0.35)
    draft.brush.solid([ball_area(top, 0.075 * m, (96, 196, 250))])


def _wand(draft: Draft, held: str) -> None:
    m, grip = draft.m, Grip(draft, held)
    tip = grip.at + (grip.up * 0.28 + grip.along * 0.1) * m
    stick(draft, grip.at - grip.up * 0.03 * m, tip, 0.012, (96, 66, 60))
    star = [tip + (0.085 if i % 2 == 0 else 0.038) * m * turned(1 + 0j, i * 36 - 90) for i in range(10)]
    draft.brush.solid([Area(polygon(star), CLOTH["yellow"])], 0.7)


def _book(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, middle_of(draft, held)
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
        stick(draft, body + (edge - 0.06) * m, body + (edge + 0.06) * m, 0.018, (84, 72, 74))


def _ice_cream(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at - 0.03j * draft.m
    draft.brush.solid([Area(polygon([at + 0.12j * m, at + (-0.055 - 0.03j) * m, at + (0.055 - 0.03j) * m]), (226, 168, 98))], 0.8)
    draft.brush.solid([ball_area(at - 0.07j * m, 0.066 * m, (255, 186, 208)), ball_area(at - 0.145j * m, 0.056 * m, (255, 248, 230))], 0.8)


def _cup(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    colour = CLOTH[draft.look.headwear_colour]
    draft.brush.solid([Area(polygon([at - (0.045 + 0.07j) * m, at + (0.045 - 0.07j) * m, at + (0.036 + 0.05j) * m, at + (-0.036 + 0.05j) * m]), colour, (at - 0.05 * m, at + 0.05 * m))], 0.8)
    draft.brush.line(polygon([at - (0.045 + 0.07j) * m, at + (0.045 - 0.07j) * m], closed=False), WHITE, 0.018 * m)


def _phone(draft: Draft, held: str) -> None:
    m, grip = draft.m, Grip(draft, held)
    up = unit(grip.up - 0.6j)
    stick(draft, grip.at - up * 0.05 * m, grip.at + up * 0.07 * m, 0.036, (46, 48, 60))
    draft.brush.spot(disc(grip.at + up * 0.06 * m, 0.012 * m), (140, 220, 250))


def _flag(draft: Draft, held: str) -> None:
    m, at = draft.m, Grip(draft, held).at
    top = at - (0.62j - 0.04) * m
    stick(draft, at + 0.14j * m, top, 0.014, WOOD)
    cloth = [top, top + (0.16 + 0.03j) * m, top + (0.34 - 0.02j) * m, top + (0.34 + 0.2j) * m, top + (0.16 + 0.24j) * m, top + 0.2j * m]
    draft.brush.solid([shaped(smooth([cloth[0], cloth[0], *cloth[1:]], tension=0.12), CLOTH[draft.look.headwear_colour])])


def _ball(draft: Draft, held: str) -> None:
    m, (at, _) = draft.m, middle_of(draft, held)
    at = at if held == "both" else at + Grip(draft, held).along * 0.1 * m
    draft.brush.solid([ball_area(at, 0.125 * m, CLOTH["orange"])])
    draft.brush.line(bent(at - 0.12 * m, at + 0.05j * m, at + 0.12 * m), (96, 54, 40), 0.012 * m)
    draft.brush.line(bent(at - 0.12j * m, at + 0.05 * m, at + 0.12j * m), (96, 54, 40), 0.012 * m)


def _camera(draft: Draft, held: str) -> None:
    m, (at, across) = draft.m, middle_of(draft, held)
    at, up = at - 0.03j * m, unit(across * 1j)
    side = across * 0.09 * m
    up *= 0.06 * m
    draft.brush.solid([shaped(polygon([at - side - up, at + side - up, at + side + up, at - side + up]), (62, 62, 72))], 0.8)
    if draft.figure.chest.facing > 0:
        draft.brush.solid([ball_area(at, 0.045 * m, (150, 160, 176))], 0.6)
        draft.brush.spot(disc(at, 0.026 * m), (48, 70, 120))


CARRIED: dict[str, Callable[[Draft, str], None]] = {
    "umbrella": _umbrella, "balloon": _balloon, "flower": _flower, "sword": _sword, "staff": _staff, "wand": _wand, "book": _book, "bag": _bag,
    "lantern": _lantern, "ice cream": _ice_cream, "cup": _cup, "phone": _phone, "flag": _flag, "ball": _ball, "camera": _camera,
}
