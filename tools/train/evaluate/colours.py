"""Which named colours a picture shows at torso, legs and background, given where the person stands."""

from __future__ import annotations

from collections import Counter

import cv2
import numpy as np

from renderer.palette import CLOTH, Rgb, plain_background, shade
from renderer.poses import L_ANKLE, L_HIP, L_KNEE, NECK, R_ANKLE, R_HIP, R_KNEE, Pose

SHADOW = 0.74
RADIUS = 1  # pixels around each probe


def _lab(colours: np.ndarray) -> np.ndarray:
    """RGB 0..255 [n, 3] to CIE Lab [n, 3]."""
    pixels = (colours.astype(np.float32) / 255).reshape(1, -1, 3)
    return cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)[0]


def _reference(background: bool) -> tuple[list[str], np.ndarray]:
    """Names and Lab values to compare with; clothes also occur in shadow."""
    names: list[str] = []
    values: list[Rgb] = []
    for name, colour in CLOTH.items():
        tones = [plain_background(name)] if background else [colour, shade(colour, SHADOW)]
        names += [name] * len(tones)
        values += tones
    return names, _lab(np.asarray(values))


def _vote(pixels: np.ndarray, background: bool) -> str:
    """The name nearest to most pixels [n, 3]."""
    names, reference = _reference(background)
    distances = np.linalg.norm(_lab(pixels)[:, None] - reference[None], axis=-1)
    return Counter(names[index] for index in distances.argmin(1)).most_common(1)[0][0]


def _around(picture: np.ndarray, points: list[complex]) -> np.ndarray:
    """The pixels in small squares around points (units of the picture side) that lie inside."""
    side = picture.shape[0]
    found = []
    for point in points:
        x, y = int(point.real * side), int(point.imag * side)
        if RADIUS <= x < side - RADIUS and RADIUS <= y < side - RADIUS:
            found.append(picture[y - RADIUS : y + RADIUS + 1, x - RADIUS : x + RADIUS + 1].reshape(-1, 3))
    return np.concatenate(found)


def torso_colour(picture: np.ndarray, pose: Pose) -> str:
    """The colour name along the chest and belly, left and right of the middle line."""
    joints = pose.joints
    middle = (joints[R_HIP] + joints[L_HIP]) / 2
    across = (joints[L_HIP] - joints[R_HIP]) / 2
    probes = [joints[NECK] * (1 - down) + middle * down + across * side * 0.5 for down in (0.3, 0.42, 0.54, 0.66) for side in (-1, 0, 1)]
    return _vote(_around(picture, probes), background=False)


def legs_colour(picture: np.ndarray, pose: Pose) -> str:
    """The colour name along thighs and shins."""
    joints = pose.joints
    bones = ((R_HIP, R_KNEE), (R_KNEE, R_ANKLE), (L_HIP, L_KNEE), (L_KNEE, L_ANKLE))
    probes = [joints[a] * (1 - along) + joints[b] * along for a, b in bones for along in (0.3, 0.5, 0.7)]
    return _vote(_around(picture, probes), background=False)


def background_colour(picture: np.ndarray, pose: Pose) -> str:
    """The colour name of what lies far from every joint."""
    side = picture.shape[0]
    ys, xs = np.mgrid[0:side, 0:side] / side
    distance = np.full((side, side), np.inf)
    for joint in (*pose.joints, pose.head.centre):
        distance = np.minimum(distance, np.hypot(xs - joint.real, ys - joint.imag))
    far = distance > min(0.2, float(np.quantile(distance, 0.8)))
    return _vote(picture[far], background=True)
