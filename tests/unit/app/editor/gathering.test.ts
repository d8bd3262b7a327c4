/* Several joints and people by menu and by keys, for those who have no pointer with Shift. */
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../../app/actions/figure.ts';
import { PersonSwitches } from '../../../../app/editor/panels/PersonSwitches.tsx';
import { gathered } from '../../../../app/editor/stage/gathering.ts';
import { createJointPicking } from '../../../../app/editor/stage/joint-picking.ts';
import { type Services, ServicesProvider } from '../../../../app/services.ts';
import { createFigureStore } from '../../../../app/state/figure.ts';
import { NOTHING, selectionOfKeypoints, selectionOfPeople } from '../../../../app/state/selection.ts';
import { type KeypointRef, presetPose } from '../../../../core/pose/index.ts';

const [NOSE, NECK, RIGHT_WRIST, LEFT_WRIST] = [0, 1, 4, 7].map((joint) => ({ person: 0, joint })) as [
  KeypointRef,
  KeypointRef,
  KeypointRef,
  KeypointRef,
];
const pose = presetPose('standing', { width: 512, height: 512 });

describe('the menu about what is under it', () => {
  it('adds a joint to others, and takes it out again', () => {
    const one = selectionOfKeypoints([RIGHT_WRIST]);
    const both = gathered(one, LEFT_WRIST);
    expect(both).toEqual({ selection: selectionOfKeypoints([RIGHT_WRIST, LEFT_WRIST]), adds: true });
    expect(gathered(both!.selection, LEFT_WRIST)).toEqual({ selection: one, adds: false });
  });

  it('adds people to others, by their limbs and by their joints', () => {
    const some = selectionOfPeople([0, 1]);
    expect(gathered(some, 3)).toEqual({ selection: selectionOfPeople([0, 1, 3]), adds: true });
    expect(gathered(some, 1)).toEqual({ selection: selectionOfPeople([0]), adds: false });
    expect(gathered(some, { person: 3, joint: 0 })?.selection).toEqual(selectionOfPeople([0, 1, 3]));
  });

  it('says nothing where there is nothing to add to', () => {
    expect(gathered(NOTHING, NOSE)).toBeUndefined();
    expect(gathered(NOTHING, 0)).toBeUndefined();
    expect(gathered(selectionOfPeople([0]), NOSE)).toBeUndefined();
  });
});

describe('picking joints by keys', () => {
  function stage() {
    const figure = createFigureStore(pose);
    const actions = createFigureActions(figure);
    const picking = createJointPicking(figure, actions);
    return { actions, picking, selected: () => figure.getState().selection.keypoints, figure };
  }

  it('selects whatever the focus comes to, until one is picked', () => {
    const { picking, selected, figure } = stage();
    picking.reach(NECK);
    picking.reach(RIGHT_WRIST);
    expect(selected()).toEqual([RIGHT_WRIST]);
    picking.pickAlso(RIGHT_WRIST);
    expect(figure.getState().said).toBe('1 joint selected');
    picking.reach(NOSE);
    picking.go(NECK);
    picking.reach(LEFT_WRIST);
    expect(selected()).toEqual([RIGHT_WRIST]);
    picking.pickAlso(LEFT_WRIST);
    expect(selected()).toEqual([RIGHT_WRIST, LEFT_WRIST]);
    picking.reach(RIGHT_WRIST);
    picking.pickAlso(RIGHT_WRIST);
    expect(selected()).toEqual([LEFT_WRIST]);
    picking.pickAlso(LEFT_WRIST);
    expect(selected()).toEqual([]);
  });

  it('goes on while they are moved, and is over with one alone or any other selection', () => {
    const { actions, picking, selected } = stage();
    for (const end of [() => picking.pick(NOSE), () => actions.selectPeople([0])]) {
      picking.reach(RIGHT_WRIST);
      picking.goAlso(LEFT_WRIST);
      actions.nudge({ x: 2, y: 0 });
      picking.reach(NECK);
      expect(selected()).toEqual([RIGHT_WRIST, LEFT_WRIST]);
      end();
      picking.go(RIGHT_WRIST);
      expect(selected()).toEqual([RIGHT_WRIST]);
    }
  });

  it('keeps whole people selected where a key goes on among them', () => {
    const { picking, figure } = stage();
    figure.setState({ pose: presetPose('hugging', pose), selection: selectionOfPeople([0, 1]) });
    picking.goAlso(NECK);
    expect(figure.getState().selection).toEqual(selectionOfPeople([1]));
  });

  it('keeps the others where a key takes one out and the focus comes to it', () => {
    const { picking, selected } = stage();
    picking.go(NOSE);
    picking.goAlso(NECK);
    picking.goAlso(NOSE);
    picking.reach(NOSE);
    expect(selected()).toEqual([NECK]);
  });
});

describe('the row of a person', () => {
  function row(selected: boolean, count: number): string {
    const services = { actions: { figure: {} } } as unknown as Services;
    const person = createElement(PersonSwitches, {
      ...{ person: pose.people[0]!, index: 0, count, name: 'Ada', selected, inTabOrder: true },
      onSelect: () => undefined,
    });
    return renderToStaticMarkup(createElement(ServicesProvider, { value: services }, person));
  }

  it('has a button that adds them to the selection or takes them out, where there are others', () => {
    expect(row(false, 2)).toContain('aria-label="Add Ada to the selection"');
    expect(row(true, 2)).toContain('aria-label="Take Ada out of the selection"');
    expect(row(true, 1)).not.toContain('selection"');
  });
});
