"""Noise levels and solver steps of the few-step distillation."""

from __future__ import annotations

import unittest

import torch

from model.levels import CLEAN, MultistepSolver, clean_estimate, ddim_step, level_at, uniform_levels, velocity_between


class Levels(unittest.TestCase):
    """The levels are those of the page."""

    def test_ends_are_those_of_stable_diffusion(self) -> None:
        first, last = level_at(999), level_at(0)
        self.assertAlmostEqual(first.noise / first.signal, 14.614642, places=4)
        self.assertAlmostEqual(last.noise / last.signal, 0.029167, places=5)

    def test_four_steps_leave_the_last_level_out(self) -> None:
        levels = uniform_levels(4)
        self.assertEqual([level.timestep for level in levels[:-1]], [999, 749.25, 499.5, 249.75])
        self.assertEqual(levels[-1], CLEAN)

    def test_one_ddim_step_by_the_found_velocity_ends_where_it_should(self) -> None:
        start, end = torch.randn(2, 4, 8, 8)
        for first, last in zip(uniform_levels(4), uniform_levels(4)[1:]):
            velocity = velocity_between(start, end, first, last)
            reached = ddim_step(start, clean_estimate(start, velocity, first), first, last)
            torch.testing.assert_close(reached, end, rtol=1e-4, atol=1e-4)

    def test_solver_follows_a_known_path(self) -> None:
        """Of pictures that are normally distributed, the best estimate and the exact path are known."""
        deviation, levels = 0.5, uniform_levels(40)
        start = torch.randn(64, generator=torch.Generator().manual_seed(0), dtype=torch.float64)

        def spread(signal: float, noise: float) -> float:
            return (signal**2 * deviation**2 + noise**2) ** 0.5

        solver, latents = MultistepSolver(), start * spread(levels[0].signal, levels[0].noise)
        for first, last in zip(levels[:-1], levels[1:-1]):
            clean = latents * first.signal * deviation**2 / spread(first.signal, first.noise) ** 2
            latents = solver.step(latents, clean, first, last)
        exact = start * spread(levels[-2].signal, levels[-2].noise)
        self.assertLess((latents - exact).norm() / exact.norm(), 0.005)


if __name__ == "__main__":
    unittest.main()
