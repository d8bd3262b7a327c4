/* The ways into a comparison of two pictures, and out of it. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { ComparePage } from '../../../app/gallery/room/ComparePage.tsx';
import { type Comparison, createGalleryStore, stepBack } from '../../../app/gallery/store.ts';
import { type Services, ServicesProvider } from '../../../app/services.ts';

const ids = ['one', 'two'] as const;

describe('a step back', () => {
  it('leads from a comparison to the picture where it began, then to all, and then out', () => {
    const gallery = createGalleryStore();
    gallery.setState({ compared: { ids, from: 'one' } });
    expect(stepBack(gallery)).toBe(true);
    expect(gallery.getState()).toMatchObject({ compared: undefined, opened: 'one' });
    expect(stepBack(gallery)).toBe(true);
    expect(gallery.getState().opened).toBeUndefined();
    expect(stepBack(gallery)).toBe(false);
  });

  it('leads to all pictures from a comparison that began there', () => {
    const gallery = createGalleryStore();
    gallery.setState({ compared: { ids, from: undefined } });
    expect(stepBack(gallery)).toBe(true);
    expect(gallery.getState()).toMatchObject({ compared: undefined, opened: undefined });
    expect(stepBack(gallery)).toBe(false);
  });
});

it('the way back out of a comparison is called by where it leads', () => {
  const value = { stores: { gallery: createGalleryStore() } } as unknown as Services;
  const shown = (compared: Comparison): string => {
    const page = createElement(ComparePage, { compared, onBack: vi.fn() });
    return renderToStaticMarkup(createElement(ServicesProvider, { value }, page));
  };
  expect(shown({ ids, from: 'one' })).toContain('Back to the picture');
  expect(shown({ ids, from: undefined })).toContain('All pictures');
});
