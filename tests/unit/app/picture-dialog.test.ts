/* What the dialog shows of a picture that was dropped. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Thumbnail } from '../../../app/intake/PictureDialog.tsx';
import type { Recipe } from '../../../core/request/index.ts';

const PICTURE = new File(['a picture'], 'picture.png');

const shown = (safety: Recipe['safety']): string =>
  renderToStaticMarkup(createElement(Thumbnail, { picture: PICTURE, safety }));

it('leaves a flagged picture out, and says why', () => {
  expect(shown('flagged')).toContain('Hidden by the safety checker');
  expect(shown('flagged')).not.toContain('<img');
});

it.each([undefined, 'clear', 'unchecked'] as const)('shows one of the verdict %s', (safety) => {
  expect(shown(safety)).toContain('<img');
});
