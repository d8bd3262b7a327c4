"""Indices of the 18 OpenPose-format body points, and small arithmetic on points of the picture.

A place in the picture is a complex number x + iy in pixels of the 256 px picture, y pointing down.
"""

from __future__ import annotations

import cmath
import math

NOSE, NECK = 0, 1
R_SHOULDER, R_ELBOW, R_WRIST = 2, 3, 4
L_SHOULDER, L_ELBOW, L_WRIST = 5, 6, 7
R_HIP, R_KNEE, R_ANKLE = 8, 9, 10
L_HIP, L_KNEE, L_ANKLE = 11, 12, 13
R_EYE, L_EYE, R_EAR, L_EAR = 14, 15, 16, 17
ARMS = {"right": (R_SHOULDER, R_ELBOW, R_WRIST), "left": (L_SHOULDER, L_ELBOW, L_WRIST)}
LEGS = {"right": (R_HIP, R_KNEE, R_ANKLE), "left": (L_HIP, L_KNEE, L_ANKLE)}
SIDES = ("right", "left")


def unit(vector: complex) -> complex:
    """The vector at length 1 (zero stays zero)."""
    length = abs(vector)
    return vector / length if length > 1e-9 else 0j


def between(a: complex, b: complex, amount: float) -> complex:
    """From `a` (amount 0) to `b` (amount 1)."""
    return a + (b - a) * amount


def dot(a: complex, b: complex) -> float:
    """Scalar product."""
    return a.real * b.real + a.imag * b.imag


def turned(vector: complex, degrees: float) -> complex:
    """The vector turned clockwise on the screen."""
    return vector * cmath.rect(1, math.radians(degrees))


def hull(points: list[complex]) -> list[complex]:
    """The convex hull, in order around it (Andrew's monotone chain)."""
    ordered = sorted(points, key=lambda p: (p.real, p.imag))

    def half(chain: list[complex]) -> list[complex]:
        kept: list[complex] = []
        for point in chain:
            while len(kept) > 1 and ((kept[-1] - kept[-2]).conjugate() * (point - kept[-2])).imag <= 0:
                kept.pop()
            kept.append(point)
        return kept[:-1]

    return half(ordered) + half(ordered[::-1])
