"""Pictures with known people for the detector: the renderer's characters in freer arrangements, matchstick people, and
the drawn world.

Nobody to three people, large or small, turned, partly outside, alone on odd backgrounds; every picture follows from
its seed.
"""

from __future__ import annotations

import cmath
import math
import random
from dataclasses import dataclass, replace
from typing import Any

import cairo
import cv2
import numpy as np

import world
from renderer.attributes import random_look
from renderer.brush import disc, set_colour
from renderer.figure import draw_person, draw_shadow
from renderer.palette import CLOTH
from renderer.poses import Pose, place_upper_body, place_whole, random_pose
from renderer.sample import PICTURE_SIDE
from renderer.scenes import paint_background, paint_weather, random_scene
from skeleton import LIMBS
from world.scene import paint, plan_picture

from .targets import person_centre

LEAST_SHOWN = 4
"""So many points of a person have to be in the picture."""


@dataclass(frozen=True)
class Example:
    """A picture [side, side, 3] uint8 RGB, points [n, 18, 2] px (NaN: not to be found), centres [n, 2] px.

    Torsos [n]: px from the neck to the middle of the hips, where these are outside as well.
    """

    picture: np.ndarray
    people: np.ndarray
    centres: np.ndarray
    torsos: np.ndarray

    def with_enough(self) -> Example:
        """Without people of whom too little is in the picture."""
        kept = (~np.isnan(self.people[..., 0])).sum(1) >= LEAST_SHOWN
        return Example(self.picture, self.people[kept], self.centres[kept], self.torsos[kept])


def labelled_points(people: list[dict[str, Any]]) -> np.ndarray:
    """The keypoints of the world's labels [n, 18, 2] in units of the picture's side (NaN: hidden or outside)."""
    points = np.array([[point or [np.nan] * 2 for point in person["keypoints"]] for person in people], np.float64).reshape(-1, 18, 2)
    points[~((points >= 0) & (points < 1)).all(-1)] = np.nan
    return points


def _moved(pose: Pose, size: float, degrees: float, target: complex) -> Pose:
    """Turn and scale a pose around its torso and put that at `target`."""
    torso = (pose.joints[1] * 2 + pose.joints[8] + pose.joints[11]) / 4
    turn = cmath.rect(1, math.radians(degrees))

    def move(point: complex) -> complex:
        return (point - torso) * size * turn + target

    head = replace(
        pose.head,
        centre=move(pose.head.centre),
        radius=pose.head.radius * size,
        up=pose.head.up * turn,
        right=pose.head.right * turn,
    )
    return replace(pose, joints=tuple(map(move, pose.joints)), head=head, scale=pose.scale * size)


def _one(rng: random.Random) -> list[Pose]:
    """A whole figure: half of them as large as fits, the others smaller, somewhere, turned a little."""
    pose = place_whole(rng, random_pose(rng))
    if rng.random() < 0.5:
        return [pose]
    target = complex(rng.uniform(0.25, 0.75), rng.uniform(0.35, 0.65))
    return [_moved(pose, rng.uniform(0.45, 1.05), rng.gauss(0, 12), target)]


def _close(rng: random.Random) -> list[Pose]:
    return [place_upper_body(rng, random_pose(rng))]


def _group(rng: random.Random) -> list[Pose]:
    """Two or three side by side, sometimes one before the other."""
    count = rng.choice((2, 2, 3))
    poses = []
    for index in range(count):
        pose = place_whole(rng, random_pose(rng))
        width = max(p.real for p in pose.joints) - min(p.real for p in pose.joints)
        room = rng.uniform(0.85, 1.5) / count
        size = min(rng.uniform(0.55, 0.95), max(0.5, room / max(width, 0.05)))
        x = (index + 0.5) / count + rng.gauss(0, 0.03)
        poses.append(_moved(pose, size, rng.gauss(0, 5), complex(x, rng.uniform(0.42, 0.58))))
    rng.shuffle(poses)
    return poses


def _arrangement(rng: random.Random) -> tuple[list[Pose], bool]:
    """The people, and whether their feet are on the ground in view."""
    kind = rng.random()
    if kind < 0.07:
        return [], False
    if kind < 0.17:
        return _close(rng), False
    return (_group(rng), True) if kind < 0.5 else (_one(rng), True)


def _odd_background(ctx: cairo.Context, rng: random.Random) -> None:
    """Any colour with a few large shapes: nothing that people are, much that they could be mistaken for."""
    ctx.set_source_rgb(rng.random(), rng.random(), rng.random())
    ctx.paint()
    for _ in range(rng.choice((0, 0, 2, 6, 12))):
        ctx.set_source_rgba(rng.random(), rng.random(), rng.random(), rng.uniform(0.3, 1))
        if rng.random() < 0.5:
            ctx.rectangle(rng.random() - 0.1, rng.random() - 0.1, rng.uniform(0.02, 0.5), rng.uniform(0.02, 0.5))
        else:
            disc(ctx, complex(rng.random(), rng.random()), rng.uniform(0.02, 0.2))
        ctx.fill()


def _draw_matchstick(ctx: cairo.Context, rng: random.Random, pose: Pose) -> None:
    """A line figure: limbs as strokes, a round head with dots for eyes."""
    ink = CLOTH[rng.choice(list(CLOTH))] if rng.random() < 0.5 else (20, 20, 24)
    joints, head, width = pose.joints, pose.head, pose.scale * rng.uniform(0.014, 0.05)
    ctx.set_line_cap(cairo.LINE_CAP_ROUND)
    set_colour(ctx, ink)
    ctx.set_line_width(width)
    for start, end in LIMBS[:12]:
        ctx.move_to(joints[start].real, joints[start].imag)
        ctx.line_to(joints[end].real, joints[end].imag)
        ctx.stroke()
    disc(ctx, head.centre, head.radius)
    ctx.set_line_width(min(width, head.radius * 0.4))
    set_colour(ctx, rng.choice([ink, (250, 250, 250), (240, 205, 175)]))
    ctx.fill_preserve()
    set_colour(ctx, ink)
    ctx.stroke()
    if not rng.random() < 0.3:
        set_colour(ctx, (20, 20, 24) if sum(ink) > 200 else (120, 120, 130))
        for eye in (14, 15):
            if pose.visible[eye]:
                disc(ctx, joints[eye], head.radius * 0.14)
                ctx.fill()


def _paint(rng: random.Random, poses: list[Pose], on_ground: bool) -> np.ndarray:
    surface = cairo.ImageSurface(cairo.FORMAT_RGB24, PICTURE_SIDE, PICTURE_SIDE)
    ctx = cairo.Context(surface)
    ctx.scale(PICTURE_SIDE, PICTURE_SIDE)
    scene = random_scene(rng)
    odd = rng.random() < 0.2
    if odd:
        _odd_background(ctx, rng)
    else:
        paint_background(ctx, rng, scene)
    matchsticks = rng.random() < 0.1
    for pose in poses:
        if on_ground and not odd and not matchsticks:
            draw_shadow(ctx, pose)
        if matchsticks:
            _draw_matchstick(ctx, rng, pose)
        else:
            draw_person(ctx, pose, random_look(rng))
    if not odd:
        paint_weather(ctx, rng, scene)
    surface.flush()
    return np.ndarray((PICTURE_SIDE, PICTURE_SIDE, 4), np.uint8, surface.get_data())[:, :, 2::-1].copy()


def _example(picture: np.ndarray, bodies: list[tuple[np.ndarray, np.ndarray]]) -> Example:
    """What is known of bodies, each 18 points in px with nothing missing and which of them a viewer would see."""
    people = np.full((len(bodies), 18, 2), np.nan, np.float32)
    centres = np.zeros((len(bodies), 2), np.float32)
    torsos = np.zeros(len(bodies), np.float32)
    for row, (points, seen) in enumerate(bodies):
        centres[row] = np.clip(person_centre(points), 1, PICTURE_SIDE - 1)
        torsos[row] = np.linalg.norm(points[1] - (points[8] + points[11]) / 2)
        shown = seen & ((points >= 0) & (points < PICTURE_SIDE)).all(1)
        people[row, shown] = points[shown]
    return Example(picture, people, centres, torsos).with_enough()


def _in_pixels(points: tuple[complex, ...], scale: float) -> np.ndarray:
    return np.array([[p.real, p.imag] for p in points], np.float32) * scale


def make_example(seed: int, empty: bool = False) -> Example:
    """The example of a seed, as it is drawn; `empty` leaves its people out."""
    rng = random.Random(seed)
    poses, on_ground = ([], False) if empty else _arrangement(rng)
    bodies = [(_in_pixels(pose.joints, PICTURE_SIDE), np.array(pose.visible)) for pose in poses]
    return _example(_paint(rng, poses, on_ground), bodies)


def make_world_example(seed: int, split: str) -> Example:
    """A picture of the drawn world, reduced by area, in one of its splits."""
    plan = plan_picture(random.Random(f"{split} {seed}"))
    scale = PICTURE_SIDE / world.SIDE
    picture = cv2.resize(paint(plan), (PICTURE_SIDE, PICTURE_SIDE), interpolation=cv2.INTER_AREA)
    figures = [person.figure for person in plan.people]
    return _example(picture, [(_in_pixels(figure.points, scale), np.array(figure.seen)) for figure in figures])
