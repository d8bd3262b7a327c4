"""The training loop of the built-in model: a stage that was stopped ends where one without a break ends."""

from __future__ import annotations

import shutil
import tempfile
import unittest
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np
import torch
from diffusers.models.attention_processor import Attention
from torch import nn

from model.levels import ddim_step, level_at
from group_norm import use_channels_last_norms
from model.decoder import last_step
from model.diffusion import level_weights, shares, task_of
from model.few_steps import stepped, straight
from model.heads import EXTRA_WEIGHT, MOST, heads_of, place_weights
from model.keep import keep, small, take_up
from model.loop import Run, dice_of, is_done
from model.machine import Machine
from model.muon import hidden_weights, orthogonal
from model.networks import Condition
from model.pool import packed, unpacked
from model.rollouts import BOUNDARIES, GUIDANCE, STAGES, trajectory
from model.sizes import CORES, FULL, PROOF, Stage, build_autoencoder, build_controlnet, build_text_encoder, build_unet
from model.sources import chunks, shared_chunks
from model.text import classes_of, flat_labels
from model.views import Seen, crops
from model.whitening import mixing_of, take_in
from processes import run_processes
from shipped import unpack

BYTES_LIMIT = 25e6
PACKED_WIDTH = 32
"""Rows of another multiple stay in float16."""
BYTES_A_WEIGHT = 1.09  # of an int8 file, its scales and unpacked tensors included


class Whole(Machine):
    """All in float32."""

    def __init__(self) -> None:
        super().__init__(compiled=False)

    def autocast(self) -> AbstractContextManager[object]:
        return nullcontext()


class After:
    """A deadline that passes when it was looked at so many times."""

    def __init__(self, looks: int) -> None:
        self.looks = looks

    @property
    def passed(self) -> bool:
        self.looks -= 1
        return self.looks < 0


def train(folder: Path, *breaks: int) -> tuple[dict[str, torch.Tensor], list[float]]:
    """Twelve steps in all, each drawn number used for two; a new process's objects after every break."""
    machine, stage, losses = Machine(compiled=False), Stage(steps=12, batch=64, peak_rate=0.5, reuse=2), []
    for looks in (*breaks, 1000):
        torch.manual_seed(0)
        run = Run("toy", folder, machine, stage, nn.Linear(3, 1))

        def loss_of(number: object, step: int) -> torch.Tensor:
            given = torch.randn(64, 3, generator=dice_of(step, machine)) + 0.1 * float(number)
            loss = (run.network(given) - given.sum(1, keepdim=True)).square().mean()
            losses.append(loss.item())
            return loss

        run.go(count(run.step // stage.reuse), loss_of, After(looks))
    return run.average.state() | dict(run.network.state_dict()), losses


class Loop(unittest.TestCase):
    """Checkpoints."""

    def test_breaks_change_nothing(self) -> None:
        with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
            straight, losses = train(Path(first))
            broken, others = train(Path(second), 3, 1, 4)
        self.assertEqual(losses, others)
        self.assertLess(losses[-1], losses[0])
        for name, value in straight.items():
            self.assertTrue(torch.equal(value, broken[name]), name)

    def test_a_training_goes_on_elsewhere_from_what_was_kept(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            work, start, elsewhere = (Path(folder) / name for name in ("work", "start", "elsewhere"))
            work.mkdir()
            train(work)
            for name in ("text", "autoencoder"):
                shutil.copy(work / "toy.pt", work / f"{name}.pt")
                shutil.copy(work / "toy.jsonl", work / f"{name}.jsonl")
            (work / "autoencoder.json").write_text("{}")
            (work / "tokenizer").mkdir()
            self.assertRaisesRegex(ValueError, "no weights", take_up, work, elsewhere)
            keep(work, start, "text")
            self.assertEqual(sorted(path.name for path in start.iterdir()), ["text.jsonl", "text.safetensors", "tokenizer"])
            keep(work, start, "autoencoder")
            take_up(start, elsewhere)
            self.assertEqual((elsewhere / "autoencoder.json").read_text(), "{}")
            (elsewhere / "text.pt").rename(elsewhere / "toy.pt")
            machine, stage = Machine(compiled=False), Stage(steps=14, batch=64, peak_rate=0.5)
            self.assertEqual((is_done(elsewhere, "toy", stage), is_done(work, "toy", replace(stage, steps=12))), (False, True))
            again = Run("toy", elsewhere, machine, stage, nn.Linear(3, 1))
            for name, value in torch.load(work / "toy.pt", weights_only=True)["average"].items():
                torch.testing.assert_close(again.network.state_dict()[name], value, rtol=1e-3, atol=1e-4)
            given = torch.randn(64, 3, generator=torch.Generator().manual_seed(1))
            wanted = given.sum(1, keepdim=True)
            before = (again.network(given) - wanted).square().mean()
            self.assertTrue(again.go(count(), lambda _, __: (again.network(given) - wanted).square().mean(), After(1000)))
            self.assertEqual(again.step, 14)
            self.assertLess((again.network(given) - wanted).square().mean(), before)
            self.assertRaisesRegex(ValueError, "already", take_up, start, elsewhere)
            (start / "letter.txt").touch()
            self.assertRaisesRegex(ValueError, "letter.txt", keep, work, start, "text")
            self.assertTrue((start / "autoencoder.safetensors").exists())

    def test_large_stages_are_kept_in_a_byte_a_weight(self) -> None:
        """Every row to within half a step of its own scale; vectors, and what is named like them, as they are."""
        rows = torch.tensor([1e-6, 0.01, 1.0, 0.0]).view(-1, 1, 1, 1)
        weights = {"in.weight": torch.randn(4, 8, 3, 3) * rows, "in.bias": torch.randn(4), "scales": torch.ones(2)}
        kept = small(weights, True)
        self.assertEqual(kept["in.weight.q"].dtype, torch.int8)
        again = unpack(kept)
        self.assertEqual(again.keys(), weights.keys())
        half_steps = weights["in.weight"].flatten(1).abs().amax(1) / 127 / 2
        self.assertTrue(((again["in.weight"] - weights["in.weight"]).flatten(1).abs().amax(1) <= half_steps * 1.001).all())
        torch.testing.assert_close(again["in.bias"], weights["in.bias"], rtol=1e-3, atol=1e-3)


class Latents(unittest.TestCase):
    """Whitening, and what a picture with noise is to be led to."""

    def test_partly_white_latents_give_the_same_pictures(self) -> None:
        torch.manual_seed(1)
        autoencoder = build_autoencoder(PROOF).eval()
        turn = torch.linalg.qr(torch.randn(4, 4)).Q
        skewed = torch.einsum("ij,njhw->nihw", turn, torch.randn(60, 4, 8, 8) * torch.tensor([6.0, 3.0, 1.5, 0.0]).view(-1, 1, 1))
        mixing = mixing_of(skewed)
        made = torch.einsum("ij,njhw->nihw", mixing, skewed)
        variances = torch.linalg.eigvalsh(made.movedim(1, -1).flatten(0, 2).T.cov())
        self.assertAlmostEqual(variances.mean().item(), 1, 4)
        self.assertAlmostEqual((variances[3] / variances[2]).item(), 2, 1)  # four times before
        self.assertLess(variances[0], 1e-3)
        pictures = torch.rand(2, 3, 64, 64) * 2 - 1
        with torch.no_grad():
            plain, before = autoencoder.encode(pictures).latent_dist.mean, autoencoder(pictures).sample
            take_in(autoencoder, mixing)
            mixed, again = autoencoder.encode(pictures).latent_dist.mean, autoencoder(pictures).sample
        self.assertLess((torch.einsum("ij,njhw->nihw", mixing, plain) - mixed).abs().max(), 1e-4)
        self.assertLess((before - again).abs().max(), 1e-4)

    def test_the_right_velocity_leads_to_the_picture_also_from_noise_alone(self) -> None:
        latents = torch.randn(64, 4, 2, 2, generator=torch.Generator().manual_seed(1))
        task, other = (task_of(some, torch.Generator().manual_seed(2)) for some in (latents, latents + 1))
        signal, spread = shares(task.timesteps)
        self.assertLess((signal * task.noisy - spread * task.velocities - latents).abs().max(), 1e-4)
        alone = [n for n in range(64) if torch.equal(task.noisy[n], other.noisy[n])]
        self.assertTrue(2 < len(alone) < 20)
        self.assertEqual({task.timesteps[n].item() for n in alone}, {999})
        nobody = torch.zeros(64, MOST, 3)
        self.assertEqual(task.loss(task.velocities, nobody).item(), 0)
        wrong, somebody = task.velocities + 1, torch.tensor([0.5, 0.5, 1.0]).expand(64, MOST, 3)
        self.assertAlmostEqual((task.loss(wrong, somebody) / task.loss(wrong, nobody)).item(), 1 + EXTRA_WEIGHT, 4)
        weights = level_weights(torch.tensor([999, 700, 400, 20]))
        self.assertAlmostEqual(weights[0].item(), 0.5)
        self.assertGreater(weights[2], weights[3])


class Views(unittest.TestCase):
    """What a step sees of its pictures."""

    def test_heads_are_about_the_points_of_faces_that_are_shown(self) -> None:
        points = [None] * 18
        points[0], points[16], points[17] = [0.5, 0.25], [0.4, 0.25], [0.6, 0.25]
        heads = heads_of({"people": [{"keypoints": [None] * 18}, {"keypoints": points}]})
        self.assertEqual(heads.shape, (MOST, 3))
        torch.testing.assert_close(heads[0], torch.tensor([0.5, 0.25, 0.1 + 4 / 256]))
        self.assertEqual(heads[1:].abs().sum(), 0)
        crowd = [{"keypoints": [[0.1 * n, 0.5], *[None] * 17]} for n in range(1, MOST + 3)]
        nearest = [0.1 * n for n in range(MOST + 2, 2, -1)]
        torch.testing.assert_close(heads_of({"people": crowd})[:, 0], torch.tensor(nearest))
        weights = place_weights(heads[None], 32)[0, 0]
        self.assertEqual((weights[8, 16].item(), weights[8, 24].item(), weights[20, 16].item()), (1 + EXTRA_WEIGHT, 1, 1))

    def test_crops_show_heads_at_the_places_they_have(self) -> None:
        dice = torch.Generator().manual_seed(3)
        heads = torch.zeros(8, MOST, 3)
        heads[1:, 1] = torch.cat([torch.rand(7, 2, generator=dice) * 0.8 + 0.1, torch.full((7, 1), 0.1)], 1)
        drawn = place_weights(heads, 32)
        hints = place_weights(heads, 256).expand(8, 3, 256, 256)
        seen = Seen(drawn.expand(8, 16, 32, 32), torch.arange(8)[:, None], hints, heads)
        cut = crops(seen, dice)
        self.assertEqual((cut.latents.shape, cut.hints.shape), ((16, 16, 16, 16), (16, 3, 128, 128)))
        self.assertEqual(cut.ids.flatten().tolist(), [*range(8)] * 2)
        self.assertTrue(torch.equal(place_weights(cut.heads, 16), cut.latents[:, :1]))
        self.assertTrue(torch.equal(place_weights(cut.heads, 128), cut.hints[:, :1]))
        self.assertTrue((cut.latents[1:8] > 1).flatten(1).any(1).all())
        self.assertGreater(len({tuple(corner) for corner in cut.heads[:, 1, :2].tolist()}), 8)

    def test_views_take_turns(self) -> None:
        size = replace(PROOF, early_views=("half", "crops"), late_views=("whole",), early_until=0.1)
        self.assertEqual([size.view(step) for step in range(4)], ["half", "crops", "half", "whole"])


class FewSteps(unittest.TestCase):
    """From noise alone to a picture that the teacher knows."""

    def test_stages_begin_with_noise_and_end_with_the_picture(self) -> None:
        dice = torch.Generator().manual_seed(1)
        picture, noise = torch.randn(2, 3, 4, 2, 2, generator=dice)

        def knowing(noisy: torch.Tensor, timesteps: torch.Tensor, ids: torch.Tensor, hints: torch.Tensor) -> torch.Tensor:
            level = level_at(timesteps[0].item())
            return (level.signal * noisy - torch.cat([picture] * 2)) / level.noise

        condition = Condition(torch.zeros(3, 64, dtype=torch.long), torch.zeros(3, 3, 8, 8))
        kept = trajectory(knowing, noise, condition, torch.zeros(1, 64, dtype=torch.long), Whole())
        self.assertTrue(torch.equal(kept[0], BOUNDARIES[0].noise * noise))
        for latents, level in zip(kept[1:], BOUNDARIES[1:]):
            self.assertLess((latents - level.signal * picture - level.noise * noise).abs().max(), 1e-4)
        latents, every = kept[0], torch.arange(3)
        for stage in range(STAGES):
            stages = torch.full_like(every, stage)
            latents = stepped(latents, straight(kept[stage], kept[stage + 1], stages), stages)
            self.assertLess((latents - kept[stage + 1]).abs().max(), 1e-4)

    def test_every_stage_is_guided_by_words_and_pose_in_its_own_strength_from_its_first_step_on(self) -> None:
        dice = torch.Generator().manual_seed(1)
        plain, said, noise = torch.randn(3, 2, 4, 2, 2, generator=dice)

        def torn(noisy: torch.Tensor, timesteps: torch.Tensor, ids: torch.Tensor, hints: torch.Tensor) -> torch.Tensor:
            self.assertTrue(torch.equal(ids, torch.cat([nothing, nothing, condition.ids])))
            self.assertTrue(torch.equal(hints, torch.cat([torch.zeros(2, 3, 8, 8), condition.hints])))
            level = level_at(timesteps[0].item())
            return (level.signal * noisy - torch.cat([plain, said])) / level.noise

        nothing, condition = torch.full((1, 64), 7), Condition(torch.ones(2, 64, dtype=torch.long), torch.rand(2, 3, 8, 8))
        kept = trajectory(torn, noise, condition, nothing, Whole())
        for stage in range(1, STAGES):
            clean = plain + GUIDANCE[stage] * (said - plain)
            wanted = ddim_step(kept[stage], clean, BOUNDARIES[stage], BOUNDARIES[stage + 1])
            self.assertLess((kept[stage + 1] - wanted).abs().max(), 1e-4, f"stage {stage}")

    def test_the_decoder_is_given_what_the_last_step_makes(self) -> None:
        picture = torch.randn(3, 4, 2, 2, generator=torch.Generator().manual_seed(1))
        noise = torch.randn(3, 4, 2, 2, generator=torch.Generator().manual_seed(2))
        level, condition = BOUNDARIES[-2], Condition(torch.arange(3)[:, None], torch.rand(3, 3, 8, 8))

        def half_knowing(noisy: torch.Tensor, timesteps: torch.Tensor, ids: torch.Tensor, hints: torch.Tensor) -> torch.Tensor:
            self.assertTrue((timesteps == level.timestep).all())
            self.assertLess((noisy - level.signal * picture - level.noise * noise).abs().max(), 1e-5)
            self.assertTrue(torch.equal(ids, condition.ids) and torch.equal(hints, condition.hints))
            return (level.signal * noisy - picture / 2) / level.noise

        made = last_step(half_knowing, picture, condition, torch.Generator().manual_seed(2), Whole())
        self.assertLess((made - picture / 2).abs().max(), 1e-5)


class Hidden(unittest.TestCase):
    """The optimizer of hidden layers."""

    def test_steps_have_all_directions_in_one_size(self) -> None:
        dice = torch.Generator().manual_seed(5)
        for shape in ((12, 40), (40, 12)):
            skewed = torch.randn(shape, generator=dice) * torch.logspace(0, -1, shape[1])
            left, _, right = torch.linalg.svd(skewed, full_matrices=False)
            made = orthogonal(skewed)
            self.assertTrue(((torch.linalg.svdvals(made) - 1).abs() < 0.35).all())
            self.assertGreater(torch.cosine_similarity(made.flatten(), (left @ right).flatten(), 0), 0.98)

    def test_ends_embeddings_and_vectors_are_left_to_adam(self) -> None:
        network = build_autoencoder(PROOF)
        hidden = set(map(id, hidden_weights(network)))
        names = {name for name, parameter in network.named_parameters() if id(parameter) in hidden}
        self.assertIn("decoder.mid_block.resnets.0.conv1.weight", names)
        self.assertIn("decoder.mid_block.attentions.0.to_q.weight", names)
        self.assertFalse([name for name in names if "conv_in" in name or "conv_out" in name or name.endswith("bias")])
        self.assertEqual(hidden_weights(torch.nn.Embedding(4, 4)), [])

    def test_processes_do_the_work_between_them(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            run_processes(2, halved_between_them, Path(folder))
            for rank in range(2):
                halves, calls = torch.load(Path(folder) / f"{rank}.pt", weights_only=True)
                self.assertEqual([half.tolist() for half in halves], [[[0.5] * 3], [[1.0], [1.0]], [[1.5] * 4]])
                self.assertLess(calls, 3)


def halved_between_them(rank: int, processes: int, folder: Path) -> None:
    """What a process of a group is given, and how often it was asked."""
    calls = []

    def half(matrix: torch.Tensor) -> torch.Tensor:
        calls.append(matrix)
        return matrix / 2

    matrices = [torch.full((1, 3), 1.0), torch.full((2, 1), 2.0), torch.full((1, 4), 3.0)]
    halves = Machine(False, rank, processes).shared_out(half, matrices)
    torch.save((halves, len(calls)), folder / f"{rank}.pt")


class Drawing(unittest.TestCase):
    """Chunks of pictures."""

    def test_chunks_do_not_depend_on_where_drawing_begins(self) -> None:
        from_start = chunks("diffusion", 2, 0, 0)
        later = chunks("diffusion", 2, 1, 0)
        next(from_start)
        one, other = next(from_start), next(later)
        self.assertEqual(one["captions"], other["captions"])
        self.assertTrue(torch.equal(one["pictures"], other["pictures"]))
        self.assertEqual(one["hints"].shape, (2, 256, 256, 3))
        self.assertGreater(np.count_nonzero(one["hints"].numpy()), 0)

    def test_two_processes_draw_one_batch_between_them(self) -> None:
        together = next(chunks("diffusion", 2, 3, 0))["captions"]
        shares = [
            next(shared_chunks("diffusion", 2, 3, 0, Machine(False, rank, 2)))["captions"] for rank in range(2)
        ]
        self.assertEqual(together, shares[0] + shares[1])

    def test_hints_of_the_pool_come_back_as_they_were(self) -> None:
        hint = next(chunks("diffusion", 1, 0, 0))["hints"][0].numpy()
        self.assertTrue(np.array_equal(hint, unpacked(packed(hint))))


class Norms(unittest.TestCase):
    """Group normalisation for values that lie channels last."""

    def test_values_and_gradients_are_those_of_torch(self) -> None:
        torch.manual_seed(0)
        given, back = torch.randn(2, 3, 32, 5, 7) * 2 + 0.7
        made = []
        for ours in (False, True):
            torch.manual_seed(1)
            network = nn.Sequential(nn.Conv2d(32, 32, 1), nn.GroupNorm(8, 32)).to(memory_format=torch.channels_last)
            nn.init.normal_(network[1].weight)
            if ours:
                use_channels_last_norms(network)
            values = given.contiguous(memory_format=torch.channels_last).requires_grad_()
            result = network(values)
            result.backward(back)
            made.append([result, values.grad, *(parameter.grad for parameter in network.parameters())])
        for one, other in zip(*made):
            torch.testing.assert_close(one, other, rtol=1e-4, atol=1e-4)


class Labels(unittest.TestCase):
    """What the text encoder learns to read."""

    def test_labels_of_pictures_and_people_become_classes(self) -> None:
        described = [
            flat_labels({"style": style, "moon": moon, "people": [{"upper": upper, "keypoints": [[0, 0]]}]})
            for style, moon, upper in (("flat", True, "suit"), ("ink", False, "robe"), ("flat", True, "suit"))
        ]
        self.assertEqual(
            classes_of(described), {"0.upper": ["robe", "suit"], "moon": ["False", "True"], "style": ["flat", "ink"]}
        )


class Sizes(unittest.TestCase):
    """The model has to be fetched with the page."""

    def test_all_parts_take_at_most_25_megabytes(self) -> None:
        for size in (FULL, CORES):
            unet = build_unet(size)
            parts = (build_text_encoder(size, size.vocabulary, 0, 1), build_autoencoder(size), unet, build_controlnet(size, unet))
            weights = sum(parameter.numel() for part in parts for parameter in part.parameters())
            self.assertLess(BYTES_A_WEIGHT * weights, BYTES_LIMIT)

    def test_attention_has_widths_that_the_page_packs_and_runs(self) -> None:
        for size in (FULL, CORES):
            unet = build_unet(size)
            attended = [module for module in unet.modules() if isinstance(module, Attention)]
            self.assertGreater(len(attended), 5)
            for module in attended:
                self.assertEqual((module.inner_dim % PACKED_WIDTH, module.inner_dim // module.heads % 4), (0, 0))


if __name__ == "__main__":
    unittest.main()
