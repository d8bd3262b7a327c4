"""What the detector learns from: people of labels, and points that move with their pictures."""

from __future__ import annotations

import random
import unittest

import numpy as np
import torch

from detector.augment import as_input, scaled
from detector.decode import decode
from detector.examples import Example
from detector.targets import make_targets, stacked_people
from detector.shipped import SHIPPED_DETECTOR, load_folded
from model.detector import emptied, example_of, start_network
from model.sizes import SIDE
from world import sample, scenery

SPOT = 6


def spotted(places: list[tuple[int, int]]) -> Example:
    """A black picture with a white spot at each of the first points of one person."""
    picture = np.zeros((SIDE, SIDE, 3), np.uint8)
    people = np.full((1, 18, 2), np.nan, np.float32)
    for index, (x, y) in enumerate(places):
        picture[y - SPOT : y + SPOT, x - SPOT : x + SPOT] = 255
        people[0, index] = x, y
    return Example(picture, people, np.array([[128, 128]], np.float32), np.array([60.0]))


class Examples(unittest.TestCase):
    """Pictures with known people."""

    def test_people_of_labels(self) -> None:
        """Points that are shown, in pixels; the centre lies between neck and hips, and targets lead back to all."""
        drawn = sample(3, "validation")
        example = example_of(drawn.picture, drawn.labels)
        self.assertGreater(len(example.people), 0)
        self.assertEqual(len(example.people), len(drawn.labels["people"]))
        for person, points, centre, torso in zip(drawn.labels["people"], example.people, example.centres, example.torsos):
            shown = [point for point in person["keypoints"] if point and 0 <= min(point) and max(point) < 1]
            np.testing.assert_allclose(points[~np.isnan(points[:, 0])], np.array(shown) * SIDE, atol=0.01)
            neck, hips = np.array(person["trunk"]) * SIDE
            self.assertAlmostEqual(float(torso), float(np.hypot(*(neck - hips))), places=2)
            np.testing.assert_allclose(centre, ((neck + hips) / 2).clip(1, SIDE - 1), atol=0.01)
        targets = make_targets(stacked_people([example.people], [example.centres]), SIDE)
        heat = torch.logit(targets.heat[0].clamp(1e-4, 1 - 1e-4)).numpy()
        found = decode(heat, targets.offset[0].numpy(), targets.vector[0].numpy())
        self.assertEqual(len(found), len(example.people))

    def test_points_move_with_their_picture(self) -> None:
        """The spots are where the points are, whatever the factor; points outside are gone, and so are people with too few."""
        rng, places = random.Random(5), [(60, 60), (200, 60), (60, 200), (200, 200), (128, 128), (128, 60), (60, 128)]
        for factor in (0.4, 0.77, 1.0, 1.2, 1.8):
            moved = scaled(rng, spotted(places), factor)
            self.assertEqual(moved.picture.shape, (SIDE, SIDE, 3))
            for x, y in moved.people[0][~np.isnan(moved.people[0, :, 0])].round().astype(int).clip(0, SIDE - 1):
                self.assertGreater(moved.picture[y, x, 0], 128, f"at {factor}")
        self.assertAlmostEqual(float(scaled(rng, spotted(places), 0.5).torsos[0]), 30)
        self.assertEqual(len(scaled(rng, spotted([(4, 4), (250, 250), (4, 250), (250, 4)]), 1.8).people), 0)

    def test_one_in_twelve_shows_the_place_alone(self) -> None:
        drawn = [example_of(sample(1, "train").picture, sample(1, "train").labels)] * 12
        for share in (12, 1):
            made = [example for number in range(240 // share) for example in emptied(drawn[:share], number)]
            empty = [index for index, example in enumerate(made) if not len(example.people)]
            self.assertTrue(10 < len(empty) < 30, len(empty))
            self.assertLess(min(empty), 48)

    def test_a_place_alone_is_that_of_the_picture_without_its_people(self) -> None:
        drawn, place = sample(1, "train"), scenery(1, "train")
        self.assertGreater((place == drawn.picture).all(-1).mean(), 0.2)
        x, y = example_of(drawn.picture, drawn.labels).centres[0].astype(int)
        self.assertFalse((place[y, x] == drawn.picture[y, x]).all())

    def test_the_network_begins_as_the_page_has_it(self) -> None:
        """The same maps, from weights that can learn."""
        picture = as_input([sample(1, "validation").picture])
        start = start_network()
        self.assertEqual(start.config.input_size, SIDE)
        self.assertTrue(all(parameter.requires_grad for parameter in start.parameters()))
        for one, other in zip(start(picture), load_folded(SHIPPED_DETECTOR)(picture)):
            torch.testing.assert_close(one, other)


if __name__ == "__main__":
    unittest.main()
