"""Which colour words of the plain cases' prompts pictures follow; see `world.judge`."""

from __future__ import annotations

from typing import Any

import numpy as np

from evaluate.cases import Case
from world.judge import PARTS, judge

Right = dict[str, bool]


def judged(cases: list[Case], pictures: list[np.ndarray]) -> list[Right | None]:
    """For each case which of upper clothes, lower clothes and background are right; None where they are not asked for."""
    return [judge(case, picture) if case["colours"] else None for case, picture in zip(cases, pictures)]


def measured(results: list[Right | None]) -> dict[str, Any]:
    """Counts of right words: of each part, of all three together, and of all words."""
    asked = [result for result in results if result is not None]
    parts = {part: sum(result[part] for result in asked) for part in PARTS}
    return {
        "cases": len(asked), **parts, "all_three": sum(all(result.values()) for result in asked),
        "words": {"right": sum(parts.values()), "of": len(PARTS) * len(asked)},
    }
