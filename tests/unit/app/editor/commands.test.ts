/* Every command of the editor's table against history, and what autosave keeps of their results. */
import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../../app/actions/figure.ts';
import { createViewActions } from '../../../../app/actions/view.ts';
import { COMMAND_IDS, type CommandId, commandOf } from '../../../../app/editor/commands.ts';
import type { Services } from '../../../../app/services.ts';
import { createEditorStore, viewOn } from '../../../../app/state/editor.ts';
import { createFigureStore, type FigureStore } from '../../../../app/state/figure.ts';
import { createJobStore } from '../../../../app/state/job.ts';
import { selectionOfPeople } from '../../../../app/state/selection.ts';
import { autosavePose } from '../../../../app/storage/autosave.ts';
import { recall, remember } from '../../../../app/storage/remembered.ts';
import {
  giveFace,
  giveFeet,
  giveHand,
  hideKeypoints,
  type Person,
  type Pose,
  presetPerson,
  standingAnimal,
} from '../../../../core/pose/index.ts';
import { memoryTexts } from '../../../drivers/memory-texts.ts';

const CANVAS = { width: 512, height: 768 };

/** People with all that a person can have, and an animal; Grace lacks a joint of the body and one of the face. */
const POSE: Pose = {
  ...CANVAS,
  people: [
    { ...presetPerson('standing', CANVAS), name: 'Ada' },
    { ...withEverything(presetPerson('walking', CANVAS)), name: 'Grace "é"' },
    { ...presetPerson('sitting', CANVAS), name: 'Mary', locked: true, hidden: true },
    { ...standingAnimal(CANVAS), name: 'Rex' },
  ],
  extra: { version: 1.3, animals: [[10, 20, 1]] },
};

function withEverything(person: Person): Person {
  const unsure = { ...person, body: person.body.map((point) => point && { ...point, confidence: 0.625 }) };
  const whole = giveFace(giveFeet(giveHand({ ...CANVAS, people: [unsure] }, 0, 'left', 'fist'), 0), 0);
  const lacking = hideKeypoints(whole, [
    { person: 0, joint: 4 },
    { person: 0, part: 'face', joint: 33 },
  ]);
  return {
    ...lacking.people[0]!,
    midHip: { x: 250.125, y: 400.5, confidence: 0.5 },
    extra: { person_id: [7] },
  };
}

interface Bench {
  readonly services: Services;
  readonly figure: FigureStore;
}

/** The second person is selected, of which the person's commands tell most. */
function bench(): Bench {
  const figure = createFigureStore(POSE);
  figure.setState({ selection: selectionOfPeople([1]) });
  const editor = createEditorStore();
  const services = {
    stores: { figure, editor, job: createJobStore() },
    actions: {
      figure: createFigureActions(figure),
      view: createViewActions(editor, figure),
      generate: { generate: () => Promise.resolve() },
      queue: { addCurrent: () => Promise.resolve() },
    },
  } as unknown as Services;
  return { services, figure };
}

function run(id: CommandId, { services }: Bench): void {
  commandOf(id).run?.(services, { key: 'ArrowRight', repeat: false });
}

const EDITS: readonly CommandId[] = [
  ...([
    'delete',
    'add',
    'addAnimal',
    'showHidden',
    'duplicate',
    'remove',
    'mirror',
    'rotateRight',
    'rotateLeft',
  ] as const),
  ...(['enlarge', 'reduce', 'forward', 'backward', 'lock', 'hide', 'reset', 'move', 'moveFar'] as const),
];
const OTHERS = COMMAND_IDS.filter((id) => !EDITS.includes(id));

describe('the commands', () => {
  it.each(EDITS)('%s is one entry of history, taken back and brought again exactly', (id) => {
    const all = bench();
    const { figure } = all;
    expect(commandOf(id).isPossible?.(figure.getState(), all.services) ?? true).toBe(true);
    run(id, all);
    const changed = figure.getState().pose;
    expect(changed).not.toEqual(POSE);
    expect(figure.temporal.getState().pastStates).toHaveLength(1);
    run('undo', all);
    expect(figure.getState().pose).toBe(POSE);
    run('redo', all);
    expect(figure.getState().pose).toBe(changed);
  });

  it.each(OTHERS)('%s leaves the pose and its history alone', (id) => {
    const all = bench();
    run(id, all);
    expect(all.figure.getState().pose).toBe(POSE);
    expect(all.figure.temporal.getState().pastStates).toHaveLength(0);
  });

  it('moves the view by arrows where nobody is selected and it is not fitted', () => {
    const { services, figure } = bench();
    figure.setState({ selection: selectionOfPeople([]) });
    const { isPossible, run: move } = commandOf('move');
    expect(isPossible?.(figure.getState(), services)).toBe(false);
    services.actions.view.zoomBy(4);
    expect(isPossible?.(figure.getState(), services)).toBe(true);
    const before = viewOn(services.stores.editor.getState(), POSE);
    move?.(services, { key: 'ArrowRight', repeat: false });
    const after = viewOn(services.stores.editor.getState(), POSE);
    expect(after.x).toBeLessThan(before.x);
    expect(after.y).toBe(before.y);
    expect(figure.getState().pose).toBe(POSE);
  });

  it('takes all edits in a row back, one by one, to the first pose, and forth to the last', () => {
    const all = bench();
    const poses = [POSE];
    const last: readonly CommandId[] = ['remove', 'reset', 'delete', 'lock'];
    for (const id of [...EDITS.filter((one) => !last.includes(one)), ...last]) {
      run(id, all);
      const { pose } = all.figure.getState();
      if (pose !== poses.at(-1)) poses.push(pose);
    }
    expect(poses.length).toBeGreaterThan(10);
    for (const pose of poses.slice(0, -1).toReversed()) {
      run('undo', all);
      expect(all.figure.getState().pose).toBe(pose);
    }
    for (const pose of poses.slice(1)) {
      run('redo', all);
      expect(all.figure.getState().pose).toBe(pose);
    }
  });
});

describe('autosave', () => {
  it.each(EDITS)(
    'keeps names, order, feet, confidences, locks and the hidden to the last digit after %s',
    (id) => {
      const all = bench();
      const storage = memoryTexts();
      const save = (): void => remember(storage, { pose: all.figure.getState().pose });
      autosavePose(all.figure, save, {
        setTimeout: () => 1,
        addEventListener: () => undefined,
        document: { visibilityState: 'visible', addEventListener: () => undefined },
      });
      run(id, all);
      expect(recall(storage).pose).toEqual(all.figure.getState().pose);
    },
  );
});
