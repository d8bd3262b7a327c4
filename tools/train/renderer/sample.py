"""One picture from one seed."""

from __future__ import annotations

import random

import cairo
import numpy as np

from .attributes import Look, random_look
from .figure import draw_person, draw_shadow
from .poses import Pose, place_beside, place_upper_body, place_whole, random_pose
from .scenes import Scene, paint_background, paint_weather, random_scene

PICTURE_SIDE = 128


def render(
    poses: list[Pose], looks: list[Look], scene: Scene, seed: int, framing: str = "whole", side: int = PICTURE_SIDE
) -> np.ndarray:
    """Draw people in a scene; returns RGB uint8 [side, side, 3]."""
    rng = random.Random(seed)
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, side, side)
    ctx = cairo.Context(surface)
    ctx.scale(side, side)
    paint_background(ctx, rng, scene)
    for pose, look in zip(poses, looks):
        if framing == "whole":
            draw_shadow(ctx, pose)
        draw_person(ctx, pose, look)
    paint_weather(ctx, rng, scene)
    surface.flush()
    bgrx = np.ndarray((side, side, 4), np.uint8, surface.get_data())
    return bgrx[:, :, 2::-1].copy()


def make_sample(seed: int, side: int = PICTURE_SIDE) -> np.ndarray:
    """Draw the picture of a seed, RGB uint8 [side, side, 3]: 8 % show two people, 10 % a close view. The drawing is the same at every side."""
    rng = random.Random(seed)
    kind = rng.random()
    framing = "upper" if 0.08 <= kind < 0.18 else "whole"
    if kind < 0.08:
        poses = [place_beside(rng, random_pose(rng), x) for x in (0.27, 0.73)]
    elif framing == "upper":
        poses = [place_upper_body(rng, random_pose(rng))]
    else:
        poses = [place_whole(rng, random_pose(rng))]
    looks = [random_look(rng) for _ in poses]
    scene = random_scene(rng)
    return render(poses, looks, scene, rng.getrandbits(32), framing, side)
