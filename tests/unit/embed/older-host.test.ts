/* What an older host sends that the page cannot use. */
import { expect, it } from 'vitest';
import { createOlderHost } from '../../../app/embed/older-host.ts';
import type { Services } from '../../../app/services.ts';
import { createEmbedStore } from '../../../app/state/embed.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { createIntakeStore } from '../../../app/state/intake.ts';
import { presetPose } from '../../../core/pose/index.ts';

it('is told, and no more than the last of it where a host goes on and on', () => {
  const intake = createIntakeStore();
  const figure = createFigureStore(presetPose('standing', { width: 512, height: 512 }));
  const services = { stores: { intake, figure, embed: createEmbedStore() } } as unknown as Services;
  const take = createOlderHost({ services, panelsChosen: true, post: () => undefined });
  for (let i = 0; i < 50; i++) take({ modalId: i, poses: ['not a pose'] }, 'https://host.example');
  expect(intake.getState().failures.map(({ code }) => code)).toEqual(['bad-pose', 'bad-pose', 'bad-pose']);
  take({ modalId: 50, imageURL: 'https://host.example/picture.png' }, 'https://host.example');
  expect(intake.getState().failures.map(({ code }) => code)).toEqual(['bad-pose', 'bad-pose', 'bad-image']);
});
