"""Contact sheets of the drawn world: `python preview.py --out DIR [styles places upper lower whole hair ...]`.

One PNG for each sheet, every row or cell with its name. Look at them after every change of the world.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np

import world
from world.choose import chosen
from world.clothes import HEADWEAR, LOWERS, SHOES, UPPERS, WHOLES
from world.companions import COATS
from world.hair import STYLES as HAIR_STYLES
from world.light import TIMES, WEATHERS
from world.looks import EXPRESSIONS, HANDHELD, ROLES
from world.places import PLACES
from world.prompts import PROMPTS
from world.scene import paint
from world.styles import STYLES

CLOTHED = {"whole": None, "upper_pattern": None, "features": frozenset(), "subject": "person", "prop": None, "companion": None, "scarf": None}
DAYLIGHT = {"place": "plain", "colour": "teal", "style": "cartoon", "time": "day", "weather": "clear", "moon": False}
BARE_HEAD = {"headwear": None, "features": frozenset(), "subject": "person", "beard": False}

Cell = tuple[str, np.ndarray]


def named(picture: np.ndarray, name: str) -> np.ndarray:
    """The picture above a line with its name."""
    strip = np.full((20, picture.shape[1], 3), 255, np.uint8)
    cv2.putText(strip, name, (4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.42, (40, 34, 50), 1, cv2.LINE_AA)
    return np.vstack([picture, strip])


def sheet(cells: list[Cell], columns: int) -> np.ndarray:
    """Cells in rows; the last row is filled with white."""
    tiles = [named(picture, name) for name, picture in cells]
    tiles += [np.full_like(tiles[0], 255)] * (-len(tiles) % columns)
    return np.vstack([np.hstack(tiles[i : i + columns]) for i in range(0, len(tiles), columns)])


def _each(names: tuple[str, ...], wishes: Callable[[str], dict[str, Any]], framing: str | None = "whole") -> list[Cell]:
    return [(name, paint(chosen(random.Random(f"sheet {name}"), wishes(name), framing=framing))) for name in names]


def _styles() -> list[Cell]:
    return [(style, paint(chosen(random.Random(f"style {i}"), {"style": style}, None, None))) for style in STYLES for i in range(6)]


def _prompts() -> list[Cell]:
    return [(f"{i}: {case.text[:34]}", paint(chosen(random.Random(f"prompt {i} {n}"), case.wishes, case.count))) for i, case in enumerate(PROMPTS) for n in range(3)]


SHEETS: dict[str, Callable[[], list[Cell]]] = {
    "styles": _styles,
    "prompts": _prompts,
    "places": lambda: _each(tuple(PLACES), lambda n: {"place": n, "style": "cartoon", "time": "day", "weather": "clear", "moon": False}),
    "light": lambda: [(f"{t}, {w}", paint(chosen(random.Random(f"{t}{w}"), {"place": "lake", "style": "cartoon", "time": t, "weather": w, "moon": t == "night"}))) for t in TIMES for w in WEATHERS],
    "upper": lambda: _each(tuple(UPPERS), lambda n: CLOTHED | DAYLIGHT | {"upper": n, "lower": "trousers", "lower_colour": "black"}, "waist"),
    "lower": lambda: _each(tuple(LOWERS), lambda n: CLOTHED | DAYLIGHT | {"upper": "t-shirt", "lower": n}),
    "whole": lambda: _each(tuple(WHOLES), lambda n: CLOTHED | DAYLIGHT | {"whole": n}),
    "shoes": lambda: _each(SHOES, lambda n: CLOTHED | DAYLIGHT | {"upper": "t-shirt", "lower": "shorts", "shoes": n}),
    "headwear": lambda: _each(HEADWEAR, lambda n: CLOTHED | DAYLIGHT | {"headwear": n}, "portrait"),
    "hair": lambda: _each(HAIR_STYLES, lambda n: CLOTHED | DAYLIGHT | BARE_HEAD | {"hair": n}, "portrait"),
    "faces": lambda: _each(tuple(dict.fromkeys(EXPRESSIONS)), lambda n: CLOTHED | DAYLIGHT | BARE_HEAD | {"expression": n}, "close-up"),
    "props": lambda: _each(HANDHELD, lambda n: CLOTHED | DAYLIGHT | {"upper": "shirt", "lower": "jeans", "prop": n}),
    "companions": lambda: _each(tuple(COATS), lambda n: DAYLIGHT | {"companion": n}),
    "roles": lambda: [(s.labels["people"][0]["subject"], s.picture) for s in _roles()],
    "crowds": lambda: [(p.interaction or "beside", paint(p)) for p in (chosen(random.Random(i), {}, 2 if i < 18 else 3, None) for i in range(24))],
}


def _roles() -> list[world.Sample]:
    found: dict[str, world.Sample] = {}
    seed = 0
    while len(found) < len(ROLES):
        drawn = world.sample(seed, "validation")
        subject = drawn.labels["people"][0]["subject"]
        if subject in ROLES and drawn.labels["framing"] == "whole":
            found.setdefault(subject, drawn)
        seed += 1
    return list(found.values())


def main() -> None:
    """Write the sheets."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("sheets", nargs="*", default=list(SHEETS), metavar="sheet", help=", ".join(SHEETS))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name in options.sheets:
        picture = sheet(SHEETS[name](), options.columns)
        cv2.imwrite(str(options.out / f"{name}.png"), cv2.cvtColor(picture, cv2.COLOR_RGB2BGR))
        print(options.out / f"{name}.png")


if __name__ == "__main__":
    main()
