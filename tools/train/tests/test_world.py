"""The drawn world: samples follow from seeds, drawings lie on their keypoints, captions name only what is drawn."""

from __future__ import annotations

import json
import random
import re
import unittest

import numpy as np

import world
from skeleton import COLOURS
from tests.figures import draft_of, figure_of
from world import words
from world.captions import caption
from world.choose import chosen
from world.clothes import LOWERS, UPPERS, WHOLES
from world.colours import CLOTH
from world.held_out import case_of, case_plan, openpose_json
from world.judge import judge
from world.library import scenes
from world.limbs import draw_arm, draw_leg
from world.people import draw_person
from world.person_words import person_phrase
from world.places import PLACES
from world.points import ARMS, LEGS, between
from world.prompts import PROMPTS
from world.scene import labels_of, paint
from world.skeletons import hint_picture
from world.styles import STYLES

VIEWS = (0, 40, 90, 150, 180, 270)


def pixel(pixels: np.ndarray, point: complex) -> np.ndarray:
    """The pixel at a place."""
    return pixels[int(point.imag), int(point.real)]


class Samples(unittest.TestCase):
    def test_has_the_documented_form(self) -> None:
        drawn = world.sample(11)
        for picture in (drawn.picture, drawn.hint):
            self.assertEqual((picture.shape, picture.dtype), ((256, 256, 3), np.uint8))
        self.assertEqual(json.loads(json.dumps(drawn.labels)), drawn.labels)
        self.assertEqual(len(drawn.labels["people"]), drawn.labels["count"])
        self.assertTrue(all(len(person["keypoints"]) == 18 for person in drawn.labels["people"]))

    def test_follows_from_its_seed(self) -> None:
        for seed in (0, 3, 2**40):
            first, second = world.sample(seed), world.sample(seed)
            np.testing.assert_array_equal(first.picture, second.picture)
            np.testing.assert_array_equal(first.hint, second.hint)
            self.assertEqual((first.caption, first.labels), (second.caption, second.labels))

    def test_splits_share_nothing(self) -> None:
        captions = [world.sample(5, split).labels["people"] for split in world.SPLITS]
        self.assertEqual(len({json.dumps(people) for people in captions}), len(world.SPLITS))
        with self.assertRaisesRegex(ValueError, "unknown split"):
            world.sample(5, "test")


class Keypoints(unittest.TestCase):
    def test_hint_has_a_disc_of_its_colour_at_each_keypoint(self) -> None:
        figure = figure_of("t-pose", 0)
        hint = hint_picture([(list(figure.points), [])])
        for index in (2, 3, 4, 5, 6, 7, 9, 10, 12, 13):
            np.testing.assert_array_equal(pixel(hint, figure.points[index]), COLOURS[index])

    def test_hint_draws_hands_above_their_body_and_skips_what_is_hidden(self) -> None:
        figure = figure_of("t-pose", 0, hands=True)
        tip = figure.hands["left"][12]
        with_hands = hint_picture([(list(figure.points), [list(figure.hands["left"])])])
        np.testing.assert_array_equal(pixel(with_hands, tip), (0, 0, 255))
        hidden = hint_picture([([None] * 18, [])])
        self.assertEqual(hidden.max(), 0)

    def test_limbs_have_the_colour_of_their_clothes_at_their_keypoints_in_all_views_and_styles(self) -> None:
        for style in STYLES:
            tones = {name: [tone for _, tone in STYLES[style].stops(CLOTH[name])] for name in ("red", "blue")}
            for view in VIEWS:
                figure = figure_of("a-pose", view)
                for draw, limbs, colour in ((draw_arm, ARMS, "red"), (draw_leg, LEGS, "blue")):
                    for side in ("right", "left"):
                        draft, pixels = draft_of(figure, style, {"upper": "sweater", "upper_colour": "red", "lower": "leggings", "lower_colour": "blue"})
                        draw(draft, side)
                        start, middle, end = (figure.points[i] for i in limbs[side])
                        places = [between(start, middle, share) for share in (0.35, 0.6)] + [between(middle, end, share) for share in (0.3, 0.5)]
                        for place in places:
                            drawn = pixel(pixels, place)
                            nearest = min(np.abs(np.subtract(drawn[:3], _on_ramp(tones[colour]))).sum(1))
                            with self.subTest(style=style, view=view, limb=draw.__name__, side=side):
                                self.assertEqual(drawn[3], 255)
                                self.assertLess(nearest, 40)

    def test_every_garment_and_pose_covers_the_skeleton(self) -> None:
        rng = random.Random(1)
        garments = [{"upper": name} for name in UPPERS] + [{"lower": name} for name in LOWERS] + [{"whole": name} for name in WHOLES]
        poses = [scene.name for scene in scenes() if len(scene.people) == 1]
        for wishes in garments * 3:
            pose, view = rng.choice(poses), rng.choice(VIEWS)
            figure = figure_of(pose, view)
            draft, pixels = draft_of(figure, "cartoon", wishes)
            draw_person(draft)
            for index, (point, seen) in enumerate(zip(figure.points, figure.seen)):
                with self.subTest(wishes=wishes, pose=pose, view=view, point=index):
                    self.assertTrue(not seen or pixel(pixels, point)[3] == 255)

    def test_fingers_lie_on_their_points(self) -> None:
        for view in (0, 180):
            figure = figure_of("t-pose", view, hands=True)
            draft, pixels = draft_of(figure, "cartoon", {})
            draw_arm(draft, "left")
            for point in figure.hands["left"]:
                self.assertEqual(pixel(pixels, point)[3], 255)


def _on_ramp(tones: list[tuple[float, float, float]]) -> np.ndarray:
    """Colours along the lines between neighbouring tones [n, 3]."""
    shares = np.linspace(0, 1, 9)[:, None]
    return np.concatenate([np.asarray(a) * (1 - shares) + np.asarray(b) * shares for a, b in zip(tones, tones[1:])])


def _says(text: str, phrase: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", text) is not None


class Captions(unittest.TestCase):
    def test_name_no_place_time_or_style_that_is_not_drawn(self) -> None:
        only_there = {"castle": "castle", "underwater": "underwater", "kitchen": "in a kitchen", "library": "in a library", "desert": "desert"}
        for seed in range(400):
            labels = labels_of(chosen(random.Random(seed), {}, None, None))
            text = caption(random.Random(seed), labels).lower()
            for place, phrase in only_there.items():
                self.assertTrue(labels["place"] == place or not _says(text, phrase), text)
            for style in ("anime", "pixel art", "clay", "neon"):
                self.assertTrue(labels["style"] == style.removesuffix(" art") or not _says(text, style), text)
            self.assertTrue(labels["moon"] or labels["place"] == "moon surface" or "moon" not in text, text)

    def test_name_no_colour_that_is_not_worn_or_behind(self) -> None:
        for seed in range(400):
            labels = labels_of(chosen(random.Random(seed), {}, None, None))
            drawn = {labels["background"]}
            for person in labels["people"]:
                drawn |= {value for key, value in person.items() if key.endswith("_colour") or key in ("scarf", "skin")}
            if any(person["upper"] == "lab coat" for person in labels["people"]):
                drawn.add("white")
            text = caption(random.Random(seed), labels).lower()
            for name in CLOTH:
                synonyms = {other for other in drawn if other in words.COLOURS and any(_says(word, name) for word in words.COLOURS[other])}
                self.assertTrue(name in drawn or synonyms or not _says(text, name), (name, text))

    def test_say_how_somebody_feels_whatever_they_are_called(self) -> None:
        said = {"happy": 0, "surprised": 0}
        for labels in (world.sample(seed).labels for seed in range(40)):
            person = labels["people"][0] | {"subject": "person"}
            for mood in ("smile", "surprised"):
                for seed in range(40):
                    phrase = person_phrase(random.Random(seed), person | {"expression": mood}, 1.0)
                    said |= {word: said[word] + 1 for word in said if phrase.startswith("someone") and _says(phrase, word)}
        self.assertTrue(all(said.values()), said)

    def test_are_varied(self) -> None:
        labels = world.sample(2).labels
        self.assertGreater(len({caption(random.Random(n), labels) for n in range(50)}), 40)

    def test_every_place_style_and_garment_has_words(self) -> None:
        self.assertLessEqual(set(PLACES), set(words.PLACES))
        self.assertEqual(set(STYLES), set(words.STYLES))


class Prompts(unittest.TestCase):
    def test_the_pages_prompts_can_be_drawn(self) -> None:
        for case in PROMPTS:
            plan = chosen(random.Random(case.text), case.wishes, case.count)
            labels = labels_of(plan)
            for name in ("style", "place", "time", "weather", "moon"):
                self.assertTrue(name not in case.wishes or labels[name] == case.wishes[name])


class Pictures(unittest.TestCase):
    def test_edges_are_as_fine_as_when_drawn_larger(self) -> None:
        for seed in range(6):
            plan = chosen(random.Random(seed), {"style": "cartoon"}, None, None)
            error = np.square(paint(plan).astype(np.float64) - paint(plan, oversample=3)).mean()
            self.assertGreater(10 * np.log10(255**2 / error), 34)

    def test_a_plain_backdrop_shows_its_colour_in_every_style(self) -> None:
        for style in STYLES:
            for colour in ("red", "green", "blue"):
                plan = chosen(random.Random(3), {"style": style, "place": "plain", "colour": colour, "weather": "clear"})
                corners = np.concatenate([paint(plan)[:24, :12].reshape(-1, 3), paint(plan)[:24, -12:].reshape(-1, 3)]).mean(0)
                self.assertEqual(int(corners.argmax()), ("red", "green", "blue").index(colour), (style, corners))


class HeldOut(unittest.TestCase):
    def test_cases_follow_from_their_number_and_name_their_colours(self) -> None:
        first, again = case_of(4, case_plan(4)), case_of(4, case_plan(4))
        self.assertEqual(first, again)
        person = first["labels"]["people"][0]
        for word in (person["upper_colour"], person["lower_colour"], first["labels"]["background"]):
            self.assertIn(word, first["prompt"])

    def test_pose_files_hold_the_points_of_the_labels_on_their_canvas(self) -> None:
        plan = case_plan(6)
        people = openpose_json(plan)["people"]
        neck = people[0]["pose_keypoints_2d"][3:6]
        shown = case_of(6, plan)["labels"]["people"][0]["keypoints"][1]
        np.testing.assert_allclose(neck[:2], np.multiply(shown, 512), atol=0.1)

    def test_drawings_show_the_colours_of_their_prompts(self) -> None:
        right = [all(judge(case_of(i, case_plan(i)), paint(case_plan(i))).values()) for i in range(0, 60, 2)]
        self.assertGreaterEqual(sum(right), 27)


class Variety(unittest.TestCase):
    def test_there_is_as_much_as_promised(self) -> None:
        skirts = sum(kind.skirt for kind in LOWERS.values())
        self.assertGreaterEqual(min(len(UPPERS), len(LOWERS), len(WHOLES)), 12)
        self.assertGreaterEqual(skirts, 4)
        self.assertGreaterEqual(len(PLACES), 20)
        seen = [world.sample(seed).labels for seed in range(150)]
        self.assertEqual({labels["count"] for labels in seen}, {1, 2, 3})
        self.assertEqual({person["view"] for labels in seen for person in labels["people"]}, {"front", "three-quarter", "side", "back"})
        self.assertEqual({labels["style"] for labels in seen}, set(STYLES))


if __name__ == "__main__":
    unittest.main()
