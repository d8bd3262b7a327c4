"""Faces: eyes at their keypoints, brows, nose, mouth, cheeks, beard, glasses; faces of robots and astronauts."""

from __future__ import annotations

from .brush import Area, ball_area, shaped
from .colours import CLOTH, WHITE, Rgb, mix, shade
from .draft import METAL
from .heads import Head, draw_ears
from .paths import bent, disc, ellipse, polygon, smooth
from .points import L_EYE, R_EYE

INK: Rgb = (44, 34, 52)
SMALL = 9.0  # px: below this radius of the head, eyes are dots


def _seen_eyes(head: Head) -> list[tuple[complex, float, int]]:
    """Place, width against a frontal eye, and side (1 left) of each eye that can be seen."""
    found = []
    for index, sign in ((R_EYE, -1), (L_EYE, 1)):
        near = head.near(sign * 0.42, 0.1, 0.9)
        if near > 0.06:
            found.append((head.draft.figure.points[index], max(0.34, min(1.0, near)), sign))
    return found


def _open_eye(head: Head, eye: complex, width: float) -> None:
    draft, r = head.draft, head.r
    brush, look = draft.brush, draft.look
    big = brush.style.big_eyes
    tall = (0.36 if big else 0.2) * r * (1.12 if look.expression == "surprised" or look.age == "child" else 1.0)
    wide = (0.225 if big else 0.135) * r * width
    right = head.flat(1, 0, 0) / abs(head.flat(1, 0, 0) or 1)
    across = right * wide
    if r < SMALL or brush.style.plain_faces:
        brush.spot(ellipse(eye, across * 0.95, max(1.0, tall * 0.95 / abs(across))), INK)
        if r >= SMALL:
            brush.spot(disc(eye - head.flat(0.05, -0.07, 0), 0.05 * r), WHITE)
        return
    glow = WHITE if brush.style.name != "neon" else (120, 250, 255)
    brush.spot(ellipse(eye, across * 1.12, tall * 1.08 / (wide * 1.12)), INK if not big else WHITE)
    brush.spot(ellipse(eye, across * (0.95 if big else 0.92), tall * 0.95 / wide), WHITE if not big else shade(look.eyes, 0.7))
    iris = ellipse(eye - head.flat(0, 0.01, 0), across * (0.8 if big else 0.72), tall * (0.9 if big else 0.78) / (wide * 0.8))
    brush.spot(iris, look.eyes if not big else shade(look.eyes, 0.62))
    if big:
        brush.spot(ellipse(eye - head.flat(0, 0.1, 0), across * 0.62, tall * 0.5 / (wide * 0.62)), mix(look.eyes, WHITE, 0.35))
    brush.spot(ellipse(eye, across * 0.42, tall * 0.55 / (wide * 0.42)), INK)
    spark = head.flat(0.07, 0.09, 0)
    brush.spot(disc(eye + complex(-abs(spark.real), spark.imag), (0.1 if big else 0.052) * r), glow)
    lash = tall * 1.02
    top = eye + head.flat(0, 1, 0) / r * lash
    brush.line(bent(eye - across * 1.25 + (top - eye) * 0.45, top + (top - eye) * 0.35, eye + across * 1.25 + (top - eye) * 0.45), INK, (0.075 if big or look.feminine else 0.05) * r)


def _eye(head: Head, eye: complex, width: float, sign: int) -> None:
    r, expression = head.r, head.draft.look.expression
    right = head.flat(1, 0, 0) / abs(head.flat(1, 0, 0) or 1)
    closed = expression == "closed" or (expression == "wink" and sign == 1)
    if not closed:
        _open_eye(head, eye, width)
        return
    across, up = right * 0.16 * r * width, head.up * 0.13 * r
    head.draft.brush.line(bent(eye - across - up * 0.3, eye + up, eye + across - up * 0.3), INK, max(1.0, 0.08 * r))


def _brows(head: Head, eyes: list[tuple[complex, float, int]]) -> None:
    expression, r = head.draft.look.expression, head.r
    tilt = {"angry": -0.13, "sad": 0.12, "surprised": 0.02}.get(expression, 0.02)
    lift = 0.42 if expression == "surprised" else 0.3 if expression == "angry" else 0.35
    colour = mix(shade(head.draft.hair, 0.7), INK, 0.3)
    if head.draft.brush.style.big_eyes:
        lift += 0.05
    for eye, width, sign in eyes:
        inner = eye + head.flat(-0.14 * sign * width, lift + tilt, 0)
        outer = eye + head.flat(0.18 * sign * width, lift - tilt * 0.7, 0)
        middle = (inner + outer) / 2 + head.flat(0, 0.05, 0)
        head.draft.brush.line(bent(inner, middle, outer), colour, max(0.8, 0.075 * r))


def _mouth(head: Head) -> None:
    expression, brush, r = head.draft.look.expression, head.draft.brush, head.r
    if head.near(0, -0.6, 0.8) < -0.25:
        return
    y = -0.62 * head.chin / 1.14
    half = 0.2 if expression in ("grin", "smile", "wink", "closed") else 0.14
    left, right = head.rim(half, y, 0.76), head.rim(-half, y, 0.76)
    middle, width = (left + right) / 2, max(1.0, 0.065 * r)
    line = (150, 58, 62)
    if expression == "grin" and r > 6:
        low = middle - head.up * 0.24 * r
        brush.spot(smooth([left, left, low, right, right], tension=0.22), (126, 40, 52))
        brush.spot(smooth([left, left, middle - head.up * 0.07 * r, right, right], tension=0.12), (255, 252, 248))
        return
    if expression == "surprised":
        brush.spot(ellipse(middle - head.up * 0.05 * r, (left - right) * 0.3, 1.3), (126, 40, 52))
        return
    bend = {"sad": 0.13, "angry": 0.08, "neutral": -0.03}.get(expression, -0.17)
    brush.line(bent(left, middle + head.up * bend * r, right), line, width)


def _cheeks(head: Head) -> None:
    if head.draft.brush.style.name in ("ink", "pixel") or head.r < 6:
        return
    for sign in (-1, 1):
        if head.near(sign * 0.6, -0.3, 0.72) > 0.2:
            cheek = head.at(sign * 0.58, -0.32, 0.7)
            head.draft.brush.spot(ellipse(cheek, head.flat(1, 0, 0) * 0.14, 0.65), (240, 110, 110), 0.34)


def _beard(head: Head) -> None:
    lower = [(0.95, -0.2, 0.1), (0.86, -0.75, 0.25), (0.5, -1.25, 0.45), (0, -1.5, 0.5), (-0.5, -1.25, 0.45), (-0.86, -0.75, 0.25), (-0.95, -0.2, 0.1)]
    upper = [(-0.7, -0.42, 0.62), (-0.3, -0.42, 0.86), (0, -0.4, 0.95), (0.3, -0.42, 0.86), (0.7, -0.42, 0.62)]
    length = 1.3 if head.draft.look.subject == "wizard" else 1.0
    points = [head.rim(x, y * (length if y < -0.9 else 1), z) for x, y, z in lower] + [head.rim(*p) for p in upper]
    head.draft.brush.solid([shaped(smooth(points), head.draft.hair)], 0.7)


def _glasses(head: Head, eyes: list[tuple[complex, float, int]]) -> None:
    brush, r = head.draft.brush, head.r
    colour = (60, 40, 48) if brush.style.name != "neon" else (255, 120, 220)
    right = head.flat(1, 0, 0) / abs(head.flat(1, 0, 0) or 1)
    for eye, width, sign in eyes:
        brush.line(ellipse(eye, right * 0.27 * r * width, 0.95 / max(width, 0.5)), colour, max(1.0, 0.07 * r))
        rim = eye + right * 0.27 * r * width * sign
        brush.line(polygon([rim, head.rim(sign * 0.95, 0.1, 0.2)], closed=False), colour, max(0.8, 0.05 * r))
    if len(eyes) == 2:
        inner = right * 0.25 * r
        brush.line(polygon([eyes[0][0] + inner * eyes[0][1], eyes[1][0] - inner * eyes[1][1]], closed=False), colour, max(0.8, 0.06 * r))


def draw_face(head: Head) -> None:
    """Everything on the face's skin."""
    draft, eyes = head.draft, _seen_eyes(head)
    brush, features = draft.brush, draft.look.features
    _cheeks(head)
    if draft.look.beard:
        _beard(head)
    for eye, width, sign in eyes:
        _eye(head, eye, width, sign)
    if "mask" not in features:
        if head.r >= 7 and head.facing > 0.3 and not brush.style.plain_faces:
            nose = draft.figure.points[0]
            brush.line(bent(nose + head.flat(-0.05, 0.02, 0), nose - head.up * 0.06 * head.r, nose + head.flat(0.05, 0.02, 0)), shade(draft.skin, 0.68), max(0.8, 0.055 * head.r))
        _mouth(head)
        if "vampire" in features and head.facing > 0.2:
            for sign in (-1, 1):
                fang = head.rim(sign * 0.12, -0.66, 0.75)
                brush.spot(polygon([fang - head.flat(0.05, 0, 0), fang + head.flat(0.05, 0, 0), fang - head.up * 0.16 * head.r]), WHITE)
    else:
        _ninja_mask(head)
    if head.r >= 6:
        _brows(head, eyes)
    if draft.look.glasses:
        _glasses(head, eyes)


def _ninja_mask(head: Head) -> None:
    points = [head.rim(x, y, z) for x, y, z in ((0.98, -0.2, 0.1), (0.4, -0.16, 0.88), (0, -0.1, 0.98), (-0.4, -0.16, 0.88), (-0.98, -0.2, 0.1), (-0.7, -0.9, 0.45), (0, -1.22, 0.66), (0.7, -0.9, 0.45))]
    head.draft.brush.solid([shaped(smooth(points), head.draft.top)], 0.7)


def draw_robot_head(head: Head) -> None:
    """A rounded metal head with an antenna, a dark visor and lit eyes."""
    draft, brush, r = head.draft, head.draft.brush, head.r
    crown = head.at(0, 1.0, 0)
    brush.line(polygon([crown, head.at(0, 1.5, 0)], closed=False), shade(METAL, 0.6), 0.14 * r)
    brush.solid([ball_area(head.at(0, 1.55, 0), 0.17 * r, CLOTH["red"])])
    draw_ears(head)
    corners = [(0.98, 0.8, 0.2), (0.98, -0.9, 0.2), (-0.98, -0.9, 0.2), (-0.98, 0.8, 0.2)]
    if abs(head.facing) < 0.5:
        corners = [(0, 0.8, 0.95), (0, -0.9, 0.95), (0, -0.9, -0.95), (0, 0.8, -0.95)]
    box = [head.at(*corner) for corner in corners]
    points = [p for index, corner in enumerate(box) for p in (corner + (box[index - 1] - corner) * 0.18, corner + (box[(index + 1) % 4] - corner) * 0.18)]
    brush.solid([shaped(smooth(points), draft.skin)])
    if head.near(0, 0, 1) < -0.35:
        return
    visor = [head.rim(x, y, 0.75) for x, y in ((0.74, 0.46), (0.74, -0.12), (-0.74, -0.12), (-0.74, 0.46))]
    brush.solid([Area(smooth(visor, tension=0.08), (48, 54, 74))], 0.6)
    for eye, width, _ in _seen_eyes(head):
        brush.spot(disc(eye, 0.2 * r * max(0.6, width)), (84, 226, 244))
        brush.spot(disc(eye - 0.06 * r * (1 + 1j), 0.07 * r), WHITE)
    brush.line(polygon([head.rim(0.3, -0.5, 0.82), head.rim(-0.3, -0.5, 0.82)], closed=False), (70, 78, 96), 0.13 * r)


def draw_helmet(head: Head) -> None:
    """A space helmet; its glass shows the face."""
    brush, r = head.draft.brush, head.r
    brush.solid([ball_area(head.at(0, 0.0, 0), 1.42 * r, CLOTH["white"])])
    if head.near(0, 0, 1) < -0.3:
        brush.solid([Area(disc(head.at(0, 0, -1.0), 0.3 * r), (150, 158, 176))], 0.6)
        return
    glass = head.at(0, -0.05, 0.62)
    squeeze = max(0.35, abs(head.facing))
    right = head.flat(1, 0, 0) / abs(head.flat(1, 0, 0) or 1)
    path = ellipse(glass, right * 1.08 * r * squeeze, 0.95 / squeeze)
    brush.solid([shaped(path, (64, 84, 136))], 0.8)
    with brush.inside(path):
        brush.spot(ellipse(glass - head.up * 0.1 * r, right * 0.82 * r * squeeze, 0.95 / squeeze), head.draft.brush.style.stops((252, 214, 186))[2][1])
        for eye, width, sign in _seen_eyes(head):
            _eye(head, eye, width, sign)
        _mouth(head)
        brush.line(bent(glass + (-0.72 - 0.3j) * r * squeeze, glass + (-0.6 - 0.75j) * r * squeeze, glass + (-0.1 - 0.8j) * r * squeeze), WHITE, 0.13 * r, 0.75)
