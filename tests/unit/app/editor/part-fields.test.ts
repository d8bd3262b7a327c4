/* The fields for hands, face and feet of a person who lacks joints. */
import { createElement, type FunctionComponent } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { createFigureActions } from '../../../../app/actions/figure.ts';
import { HandField } from '../../../../app/editor/panels/HandField.tsx';
import type { InspectedPerson } from '../../../../app/editor/panels/inspected-person.ts';
import { PartSwitches } from '../../../../app/editor/panels/PartSwitches.tsx';
import { type Services, ServicesProvider } from '../../../../app/services.ts';
import { createFigureStore } from '../../../../app/state/figure.ts';
import { giveFeet, type Pose, presetPose } from '../../../../core/pose/index.ts';

// Pictures are made by a canvas of the browser.
vi.mock('../../../../app/ui/PixelImage.tsx', () => ({ PixelImage: () => null }));

const CANVAS = { width: 512, height: 512 };
const [HEAD, LEFT_WRIST, ANKLES] = [[0, 14, 15, 16, 17], 7, [10, 13]];

function without(pose: Pose, ...joints: readonly number[]): Pose {
  const [person] = pose.people;
  const body = person?.body.map((point, joint) => (joints.includes(joint) ? null : point)) ?? [];
  return { ...pose, people: [{ ...person, body }] };
}

function shown(field: FunctionComponent<InspectedPerson>, pose: Pose): string {
  const figure = createFigureStore(pose);
  const value = { stores: { figure }, actions: { figure: createFigureActions(figure) } };
  const inside = createElement(field, { pose, index: 0 });
  return renderToStaticMarkup(
    createElement(ServicesProvider, { value: value as unknown as Services }, inside),
  );
}

const LeftHand = (props: InspectedPerson) => createElement(HandField, { ...props, side: 'left' });
const standing = presetPose('standing', CANVAS);

/** The text of what describes the first element of a kind. */
function descriptionIn(markup: string, element: RegExp): string | undefined {
  const id = /aria-describedby="([^"]+)"/.exec(element.exec(markup)?.[0] ?? '')?.[1];
  return id && markup.split(`id="${id}"`)[1]?.match(/>([^<]*)</)?.[1];
}

describe('the field of a hand', () => {
  it('offers all hands at a wrist', () => {
    const markup = shown(LeftHand, standing);
    expect(markup.match(/class="hand-choice"[^>]*disabled/g)).toBeNull();
    expect(descriptionIn(markup, /<div class="hand-field"[^>]*>/)).toBeUndefined();
  });

  it('offers none without, and says why', () => {
    const markup = shown(LeftHand, without(standing, LEFT_WRIST));
    expect(markup.match(/class="hand-choice"[^>]*disabled/g)).toHaveLength(5);
    expect(markup).toMatch(/aria-label="No left hand"[^>]*aria-pressed="true"/);
    expect(descriptionIn(markup, /<div class="hand-field"[^>]*>/)).toBe(
      'Show the left wrist first: the hand is put to it.',
    );
  });
});

describe('the switches of face and feet', () => {
  const inputs = (markup: string): readonly string[] => markup.match(/<input[^>]*>/g) ?? [];

  it('are there for whoever has head and ankles', () => {
    expect(shown(PartSwitches, standing)).not.toContain('disabled');
  });

  it('say what is missing', () => {
    const headless = shown(PartSwitches, without(standing, ...HEAD));
    expect(inputs(headless).map((input) => input.includes('disabled'))).toEqual([true, false]);
    expect(descriptionIn(headless, /<input[^>]*>/)).toBe(
      'Show nose, eyes or ears first: the face is put to them.',
    );
    const footless = shown(PartSwitches, without(standing, ...ANKLES));
    expect(inputs(footless).map((input) => input.includes('disabled'))).toEqual([false, true]);
    expect(footless).toContain('Show an ankle first: feet are put to it.');
  });

  it('take away what could not be given again', () => {
    const markup = shown(PartSwitches, without(giveFeet(standing, 0), ...ANKLES));
    expect(markup).not.toContain('disabled');
  });
});
