/* The question about a link, in the language of the page. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, onTestFinished } from 'vitest';
import { ServicesProvider } from '../../../app/services.ts';
import { OpenShared } from '../../../app/share/room/OpenShared.tsx';
import { learn } from '../../../app/words/language.ts';
import { presetPose } from '../../../core/pose/index.ts';
import { shareFragment } from '../../../core/share/index.ts';
import { manifest, sharePage } from './page-set-up.ts';

const fragment = shareFragment({
  pose: presetPose('standing', { width: 64, height: 64 }),
  ...{ prompt: '123', negativePrompt: '456', styles: [{ name: '789', prompt: '1', negativePrompt: '' }] },
  ...{ settings: { steps: 5 }, model: manifest.models[0]!.id, loras: [] },
});

it('is asked in it, name by name', async () => {
  await learn('pseudo');
  onTestFinished(() => learn('en'));
  const { services } = sharePage();
  const shown = renderToStaticMarkup(
    createElement(ServicesProvider, { value: services }, createElement(OpenShared, { fragment })),
  );
  for (const said of ['Pósé', 'Prómpt', 'Stýlés', 'Módél: Armature 256.']) expect(shown).toContain(said);
  expect(shown).not.toMatch(/\b(?:Pose|Prompt|Styles|Model)\b/);
});
