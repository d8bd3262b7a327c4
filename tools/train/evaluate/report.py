"""What the measures come to: the goals, the failures, and the report in Markdown."""

from __future__ import annotations

from typing import Any

from evaluate.cases import Case
from evaluate.colours import Right
from evaluate.neighbours import COPY
from evaluate.poses import MOST, NEAR, PoseOfPicture
from evaluate.styles import UNNAMED
from world.judge import PARTS

FOLLOWED = 0.8
"""PCK of a picture below this share of its drawing's is a failure."""
VERDICTS = {True: "met", False: "not met", None: "not asked"}
Report = dict[str, Any]
"""What `evaluate` writes into report.json."""


def share(count: dict[str, int] | None) -> float | None:
    """Right ones of all; None where nothing asked for them."""
    return count["right"] / count["of"] if count and count["of"] else None


def goals(report: Report) -> list[dict[str, Any]]:
    """What is wanted of the model, what it reaches, and what the drawings of the same cases do."""
    made, drawn = report["pictures"], report["drawings"]
    rows = [
        ("pose: PCK@0.1 relative to the drawings", made["poses"]["pck_at_0.1"] / drawn["poses"]["pck_at_0.1"], 1.0, 0.95),
        ("colour and background words right", share(made["colours"]["words"]), share(drawn["colours"]["words"]), 0.95),
        ("two people right", *(share(part["poses"]["right_people"].get("2")) for part in (made, drawn)), 0.85),
        ("style words right", share(made["styles"]["named"]), share(drawn["styles"]["named"]), 0.9),
        ("pictures that are no copies", 1 - len(report["neighbours"]["copies"]) / report["cases"], 1.0, 1.0),
    ]
    return [
        {"goal": words, "reached": reached, "drawings": ceiling, "wanted": wanted, "met": None if reached is None else reached >= wanted}
        for words, reached, ceiling, wanted in rows
    ]


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
    lines = ["| | this model | drawings | wanted | |", "| --- | --- | --- | --- | --- |"]
    for row in report["goals"]:
        cells = [percent(row["reached"]), percent(row["drawings"]), f"at least {percent(row['wanted'])}", VERDICTS[row["met"]]]
        lines.append(f"| {row['goal']} | {' | '.join(cells)} |")
    return lines


def _count(part: dict[str, int] | None) -> str:
    return f"{part['right']} of {part['of']}" if part else "not asked"


def figure_rows(report: Report) -> list[str]:
    """The table of single figures of pictures and drawings."""
    columns = [_figures(report[part]) for part in ("pictures", "drawings")]
    rows = [f"| {name} | {made} | {columns[1][name]} |" for name, made in columns[0].items()]
    return ["| | this model | drawings |", "| --- | --- | --- |", *rows]


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


def method_words() -> str:
    """How it is measured."""
    return (
        f"Poses and people are found by the page's own keypoint detector: PCK@0.1 is the share of points within a tenth of the "
        f"torso. People are right when as many are found as were asked for, each with more than {MOST:.0%} of its points within "
        f"{NEAR:g} torsos. Colours are read around the points asked for, styles by a small classifier. \"Drawings\" are the "
        f"world's own pictures of the same cases, judged in the same way: what they miss, the measure misses."
    )


def failure_rows(report: Report) -> list[str]:
    """The table of failures."""
    lines = ["| case | what failed | prompt |", "| --- | --- | --- |"]
    return lines + [f"| {row['name']} | {'; '.join(row['faults'])} | {row['prompt']} |" for row in report["failures"]]


def markdown(report: Report) -> str:
    """The report without its pictures; sections begin at the third level."""
    return "\n".join([
        *goal_rows(report), "", method_words(), "", *figure_rows(report), "", style_words(report), "",
        "### Copies", "", neighbour_words(report), "", "### Diversity", "", diversity_words(report), "",
        "### Failures", "", f"{len(report['failures'])} of {report['cases']} pictures fail in something.", "",
        *failure_rows(report), "",
    ])
