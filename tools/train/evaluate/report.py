"""What the measures come to: the goals, the failures, and the report in Markdown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from evaluate.cases import Case
from evaluate.colours import Right
from evaluate.neighbours import COPY
from evaluate.poses import MOST, NEAR, PoseOfPicture
from evaluate.styles import UNNAMED
from model.rollouts import INNER
from world.judge import PARTS

FOLLOWED = 0.8
"""PCK of a picture below this share of its drawing's is a failure."""
VERDICTS = {True: "met", False: "not met", None: "not asked"}
COLUMNS = {"pictures": "this model", "many_steps": "in many steps", "drawings": "drawings"}
"""Parts of a report that have the same figures, and how tables call them."""
Report = dict[str, Any]
"""What `evaluate` writes into report.json."""


def share(count: dict[str, int] | None) -> float | None:
    """Right ones of all; None where nothing asked for them."""
    return count["right"] / count["of"] if count and count["of"] else None


def goals(report: Report) -> list[dict[str, Any]]:
    """What is wanted of the model, what it reaches in few steps and in many, and what the drawings of the same cases do."""
    drawn = report["drawings"]["poses"]["pck_at_0.1"]
    measures: tuple[tuple[str, float, Callable[[Report], float | None]], ...] = (
        ("pose: PCK@0.1 relative to the drawings", 0.95, lambda part: part["poses"]["pck_at_0.1"] / drawn),
        ("colour and background words right", 0.95, lambda part: share(part["colours"]["words"])),
        ("two people right", 0.85, lambda part: share(part["poses"]["right_people"].get("2"))),
        ("style words right", 0.9, lambda part: share(part["styles"]["named"])),
    )
    rows = [{"goal": words, "wanted": wanted, **{part: of(report[part]) for part in columns(report)}} for words, wanted, of in measures]
    unlike = 1 - len(report["neighbours"]["copies"]) / report["cases"]
    rows.append({"goal": "pictures that are no copies", "wanted": 1.0, "pictures": unlike, "drawings": 1.0})
    return [row | {"met": None if row["pictures"] is None else row["pictures"] >= row["wanted"]} for row in rows]


def columns(report: Report) -> list[str]:
    """What is judged: the names of those of COLUMNS that the report has."""
    return [part for part in COLUMNS if report.get(part)]


def faults(case: Case, poses: tuple[PoseOfPicture, PoseOfPicture], right: Right | None, style: str, copied: bool) -> list[str]:
    """What is wrong with the picture of a case, in words; `poses` are those of the picture and of its drawing."""
    made, drawn = poses
    labels, found = case["labels"], []
    if made.pck < FOLLOWED * drawn.pck:
        found.append(f"PCK {made.pck:.2f}, drawing {drawn.pck:.2f}")
    if not made.right_people and drawn.right_people:
        found.append(f"people: {made.found} of {labels['count']} found, not all in place")
    if right is not None and not all(right.values()):
        found.append(f"colour: {', '.join(part for part, fits in right.items() if not fits)}")
    if labels["style"] not in (UNNAMED, style):
        found.append(f"style: {style} for {labels['style']}")
    return [*found, "copy of a training picture"] if copied else found


def percent(value: float | None) -> str:
    """A share in percent."""
    return "not asked" if value is None else f"{100 * value:.1f} %"


def goal_rows(report: Report) -> list[str]:
    """The table of goals."""
    parts = columns(report)
    lines = table_head([*(COLUMNS[part] for part in parts), "wanted", ""])
    for row in report["goals"]:
        cells = [*(percent(row[part]) if part in row else "" for part in parts), f"at least {percent(row['wanted'])}", VERDICTS[row["met"]]]
        lines.append(f"| {row['goal']} | {' | '.join(cells)} |")
    return lines


def table_head(titles: list[str]) -> list[str]:
    """The first two lines of a table whose first column has no title."""
    return [f"| | {' | '.join(titles)} |", f"| --- |{' --- |' * len(titles)}"]


def _count(part: dict[str, int] | None) -> str:
    return f"{part['right']} of {part['of']}" if part else "not asked"


def figure_rows(report: Report) -> list[str]:
    """The table of single figures."""
    parts = columns(report)
    figures = [_figures(report[part]) for part in parts]
    rows = [f"| {name} | {' | '.join(some[name] for some in figures)} |" for name in figures[0]]
    return [*table_head([COLUMNS[part] for part in parts]), *rows]


def _figures(part: Report) -> dict[str, str]:
    """The figures of pictures or of drawings under their names."""
    found, colours, styles = part["poses"], part["colours"], part["styles"]
    right = found["right_people"]
    return {
        "PCK@0.1": percent(found["pck_at_0.1"]), "people found": f"{found['people_found']} of {found['people']}",
        "people too many": str(found["people_too_many"]),
        **{f"{words} right": _count(right.get(count)) for count, words in (("1", "one person"), ("2", "two people"), ("3", "three people"))},
        **{f"colour of {name}": f"{colours[name]} of {colours['cases']}" for name in PARTS},
        "all three colours": f"{colours['all_three']} of {colours['cases']}",
        "style of prompts that name one": _count(styles["named"]),
        **{f"style {name}": _count(count) for name, count in styles["per_style"].items()},
    }


def style_words(report: Report) -> str:
    """How far the classifier of styles can be trusted."""
    after = report["styles_after_autoencoder"]
    kept = f" After the model's autoencoder it tells {_count(after['named'])}." if after else ""
    trained = "" if report["styles_trained"] else " It is not trained to its end."
    return f"The classifier tells the style of {_count(report['drawings']['styles']['named'])} drawings whose prompts name one.{kept}{trained}"


def neighbour_words(report: Report) -> str:
    """What the nearest neighbours say."""
    found = report["neighbours"]
    return (
        f"Nearest of {found['training_pictures']} of the {found['training_pictures_in_all']} training pictures, in mean distance "
        f"of colour (Lab, at 32 px): median "
        f"{found['median_distance']}, of the drawings of the cases {found['median_distance_of_drawings']}; least "
        f"{found['least_distance']}, of the drawings {found['least_distance_of_drawings']}. A copy would be at less than "
        f"{COPY:g} of its drawing's distance; {len(found['copies'])} of {report['cases']} are, and the least share is "
        f"{found['least_share_of_the_drawings_distance']}."
    )


def diversity_words(report: Report) -> str:
    """What pictures from several seeds say."""
    found = report["diversity"]
    if found is None:
        return "Pictures from several seeds were not made."
    return (
        f"Pictures of {found['cases']} cases from several seeds are {found['mean_distance']} apart in the mean, the world's own "
        f"drawings of the same poses and prompts {found['mean_distance_of_drawings']}: a ratio of {found['ratio']}."
    )


def method_words(report: Report) -> str:
    """How it is measured."""
    long = (
        f" \"In many steps\" are pictures of the weights that this model was taught by, in {sum(map(len, INNER))} steps with guidance, "
        "before they were quantized."
    )
    return (
        f"Poses and people are found by the page's own keypoint detector: PCK@0.1 is the share of points within a tenth of the "
        f"torso. People are right when as many are found as were asked for, each with more than {MOST:.0%} of its points within "
        f"{NEAR:g} torsos. Colours are read around the points asked for, styles by a small classifier. \"Drawings\" are the "
        f"world's own pictures of the same cases, judged in the same way: what they miss, the measure misses."
    ) + (long if "many_steps" in columns(report) else "")


def failure_rows(report: Report) -> list[str]:
    """The table of failures."""
    lines = ["| case | what failed | prompt |", "| --- | --- | --- |"]
    return lines + [f"| {row['name']} | {'; '.join(row['faults'])} | {row['prompt']} |" for row in report["failures"]]


def markdown(report: Report) -> str:
    """The report without its pictures; sections begin at the third level."""
    return "\n".join([
        *goal_rows(report), "", method_words(report), "", *figure_rows(report), "", style_words(report), "",
        "### Copies", "", neighbour_words(report), "", "### Diversity", "", diversity_words(report), "",
        "### Failures", "", f"{len(report['failures'])} of {report['cases']} pictures fail in something.", "",
        *failure_rows(report), "",
    ])
