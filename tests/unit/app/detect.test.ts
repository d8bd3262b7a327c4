/*
 * Finding people and taking them over, with a detector that is told what to answer.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { createDetectActions, type DetectActions } from '../../../app/detect/actions.ts';
import type { Frame } from '../../../app/detect/read-frame.ts';
import { createDetectStore, type DetectStore } from '../../../app/detect/store.ts';
import { isSeenByBuiltIn, peopleShown, poseTaken, takeOver } from '../../../app/detect/take-over.ts';
import type { Detector } from '../../../app/engine/detector.ts';
import { createFigureStore, type FigureStore } from '../../../app/state/figure.ts';
import { createModelsStore, type ModelsStore } from '../../../app/state/models.ts';
import { createSettingsStore, FIRST_SETTINGS } from '../../../app/state/settings.ts';
import type { Detection, StoreReport } from '../../../core/contract/index.ts';
import { blankImage } from '../../../core/image/index.ts';
import { parseManifest } from '../../../core/manifest/index.ts';
import { type Person, presetPerson, presetPose } from '../../../core/pose/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';

const manifest = parseManifest(
  JSON.parse(readFileSync(new URL('../../../models-manifest.json', import.meta.url), 'utf8')),
);
const CANVAS = { width: 512, height: 512 };
const PHOTO = { width: 200, height: 100 };
const DEAD = new ArmatureError({ code: 'worker-died', message: 'It ended.', next: 'Try again.' });

/** A person in a photo, all of whose points are that sure. */
function personIn(confidence: number): Person {
  const { body } = presetPerson('standing', PHOTO);
  return { body: body.map((point) => point && { ...point, confidence }) };
}

function frameOf(name: string): Frame {
  const { width, height } = PHOTO;
  return {
    ...{ image: blankImage(width, height), width, height, name, notes: [] },
    toFile: () => Promise.resolve(new Blob([name])),
  };
}

interface Look {
  readonly calls: readonly string[];
  readonly answer: (people: readonly Person[] | ArmatureError) => Promise<void>;
}

interface Bench {
  readonly actions: DetectActions;
  readonly detect: DetectStore;
  readonly figure: FigureStore;
  /** What the detector was asked for. */
  readonly calls: { readonly name: string; readonly input: unknown }[];
  readonly stopped: () => number;
  readonly models: ModelsStore;
  /** Ids of what was downloaded. */
  readonly downloads: readonly string[];
  /** Names of the pictures laid below. */
  readonly references: string[];
  /** Answers the look that is at work. */
  readonly answer: Look['answer'];
}

function bench(
  readPicture: (name: string) => Promise<Frame> = (name) => Promise.resolve(frameOf(name)),
): Bench {
  const detect = createDetectStore({ detectorId: undefined });
  const figure = createFigureStore(presetPose('t-pose', CANVAS));
  const calls: Bench['calls'] = [];
  const references: string[] = [];
  const downloads: string[] = [];
  const models = createModelsStore(manifest);
  let stops = 0;
  let settle: { resolve(people: unknown): void; reject(error: Error): void } | undefined;
  const look: Detector['look'] = ({ load, request, signal }) => {
    calls.push({ name: 'load', input: load }, { name: 'detect', input: request });
    return new Promise((resolve, reject) => {
      settle = { resolve: (people) => resolve({ people } as Detection), reject };
      signal?.addEventListener('abort', () =>
        reject(new ArmatureError({ code: 'cancelled', message: 'Stopped.' })),
      );
    });
  };
  const actions = createDetectActions({
    ...{ detect, figure, models, settings: createSettingsStore(FIRST_SETTINGS) },
    detector: { look, stop: () => stops++ },
    edit: createFigureActions(figure).edit,
    library: {
      refresh: () => Promise.resolve(),
      download: (id) => Promise.resolve(void downloads.push(id)),
    },
    reference: {
      openImage: async (file) => void references.push(await file.text()),
      place: () => undefined,
    },
    page: 'http://page/',
    readPicture: (_, name) => readPicture(name),
  });
  const answer: Look['answer'] = async (people) => {
    await idle();
    if (people instanceof ArmatureError) settle?.reject(people);
    else settle?.resolve(people);
    await idle();
  };
  return { actions, detect, figure, models, downloads, calls, stopped: () => stops, references, answer };
}

/** Lets all promises that are due go on. */
function idle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

describe('looking at a picture', () => {
  it('opens the dialog, asks the built-in detector, and tells who was seen', async () => {
    const { actions, detect, calls, answer } = bench();
    const opened = actions.open(new File([], 'photo.png'));
    await answer([personIn(0.9)]);
    await opened;
    expect(calls.map(({ name }) => name)).toEqual(['load', 'detect']);
    expect(calls[0]?.input).toMatchObject({
      detector: { builtIn: true },
      backend: 'wasm',
      page: 'http://page/',
    });
    expect(calls[1]?.input).toMatchObject({ maxPeople: 5, minScore: 0.1 });
    expect(detect.getState()).toMatchObject({ open: true, work: 'none', failure: undefined });
    expect(detect.getState().seen?.people).toHaveLength(1);
    expect(detect.getState().frame?.name).toBe('photo.png');
  });

  it('keeps only the newest of the frames that wait', async () => {
    const { actions, detect, calls, answer } = bench();
    await actions.open();
    for (const name of ['one', 'two', 'three']) actions.glance(frameOf(name));
    await answer([]);
    await answer([personIn(0.5)]);
    expect(calls.filter(({ name }) => name === 'detect')).toHaveLength(2);
    expect(detect.getState().seen?.frame.name).toBe('three');
  });

  it('shows the picture that was asked for last, though an earlier one arrives later', async () => {
    const arrivals = new Map<string, () => void>();
    const { actions, detect } = bench(
      (name) => new Promise((resolve) => arrivals.set(name, () => resolve(frameOf(name)))),
    );
    const [first, second] = [actions.open(new File([], 'first')), actions.open(new File([], 'second'))];
    arrivals.get('second')?.();
    arrivals.get('first')?.();
    await Promise.all([first, second]);
    expect(detect.getState().frame?.name).toBe('second');
  });

  it('tells a picture that cannot be read, and keeps the one before', async () => {
    const { actions, detect, answer } = bench((name) =>
      name === 'bad'
        ? Promise.reject(
            new ArmatureError({ code: 'bad-image', message: 'It is cut.', next: 'Choose another.' }),
          )
        : Promise.resolve(frameOf(name)),
    );
    await actions.open(new File([], 'good'));
    await answer([personIn(0.9)]);
    await actions.openFile(new File([], 'bad'));
    expect(detect.getState().failure).toMatchObject({ code: 'bad-image', message: 'It is cut.' });
    expect(detect.getState().frame?.name).toBe('good');
    expect(detect.getState().seen?.people).toHaveLength(1);
  });

  it('ends a worker that answers no more, and looks again on request', async () => {
    const { actions, detect, stopped, answer } = bench();
    await actions.open(new File([], 'photo'));
    await answer(DEAD);
    expect(detect.getState().failure?.code).toBe('worker-died');
    expect(stopped()).toBe(1);
    actions.retry();
    await answer([personIn(0.9)]);
    expect(detect.getState().failure).toBeUndefined();
    expect(detect.getState().seen?.people).toHaveLength(1);
  });

  it('says nothing of a look that was given up by closing', async () => {
    const { actions, detect } = bench();
    await actions.open(new File([], 'photo'));
    await idle();
    expect(detect.getState().work).not.toBe('none');
    actions.close();
    await idle();
    expect(detect.getState()).toMatchObject({
      open: false,
      work: 'none',
      failure: undefined,
      seen: undefined,
    });
  });

  it('looks again for more people than were looked for, and not for fewer', async () => {
    const { actions, calls, answer } = bench();
    await actions.open(new File([], 'photo'));
    await answer([personIn(0.9)]);
    actions.setMaxPeople(2);
    await idle();
    expect(calls.filter(({ name }) => name === 'detect')).toHaveLength(1);
    actions.setMaxPeople(9);
    await answer([]);
    expect(calls.filter(({ name }) => name === 'detect')).toHaveLength(2);
  });

  it('waits for a detector that is not stored', async () => {
    const { actions, detect, calls } = bench();
    await actions.open();
    actions.chooseDetector('rtmo-t');
    actions.take(frameOf('photo'));
    await idle();
    expect(detect.getState().detectorId).toBe('rtmo-t');
    expect(calls).toEqual([]);
  });
});

describe('a photograph', () => {
  it('in which the built-in detector finds nobody is looked at again once the other one has come, by one press', async () => {
    const { actions, detect, models, downloads, calls, answer } = bench();
    await actions.open(new File([], 'photo.jpg'));
    expect(isSeenByBuiltIn(detect.getState())).toBe(false);
    await answer([]);
    expect(isSeenByBuiltIn(detect.getState())).toBe(true);
    actions.usePhotographDetector();
    expect(downloads).toEqual(['rtmo-t']);
    await idle();
    expect(calls.filter(({ name }) => name === 'detect')).toHaveLength(1);
    const entry = manifest.detectors.find(({ id }) => id === 'rtmo-t')!;
    const item = { entry, complete: true } as StoreReport['items'][number];
    models.setState({ stored: { items: [item], unreadable: [] } });
    await answer([personIn(0.9)]);
    expect(calls.at(-2)?.input).toMatchObject({ detector: { id: 'rtmo-t' } });
    expect(detect.getState()).toMatchObject({ frame: { name: 'photo.jpg' }, seen: { people: [{}] } });
    expect(isSeenByBuiltIn(detect.getState())).toBe(false);
    actions.usePhotographDetector();
    expect(downloads).toEqual(['rtmo-t']);
  });

  it('in which the built-in detector sees a ghost still has the other one offered, in a camera as well', async () => {
    const { actions, detect, answer } = bench();
    await actions.open(new File([], 'photo.jpg'));
    await answer([personIn(0.9)]);
    expect(isSeenByBuiltIn(detect.getState())).toBe(true);
    actions.setSource('camera');
    expect(isSeenByBuiltIn(detect.getState())).toBe(false);
    actions.glance(frameOf('passing'));
    await answer([personIn(0.9)]);
    expect(isSeenByBuiltIn(detect.getState())).toBe(true);
    actions.take(frameOf('taken'));
    expect(isSeenByBuiltIn(detect.getState())).toBe(false);
  });

  it('is told from a video by its file, or else by where it was chosen', async () => {
    const { actions, detect } = bench();
    await actions.open();
    actions.setSource('video');
    await actions.openFile(new File([], 'film'));
    expect(detect.getState()).toMatchObject({ source: 'video', video: { name: 'film' } });
    await actions.openFile(new File([], 'photo.jpg', { type: 'image/jpeg' }));
    expect(detect.getState()).toMatchObject({ source: 'picture', frame: { name: 'photo.jpg' } });
    await actions.open(new File([], 'dropped'), 'video');
    expect(detect.getState()).toMatchObject({ source: 'video', video: { name: 'dropped' } });
  });

  it('is one where whoever opens it says so, though a video was chosen last', async () => {
    const { actions, detect } = bench();
    await actions.open();
    actions.setSource('video');
    actions.close();
    await actions.openFile(new File([], 'bytes'), 'picture');
    expect(detect.getState()).toMatchObject({ source: 'picture', frame: { name: 'bytes' } });
  });
});

describe('a video', () => {
  it('is played anew when the same file is opened again', async () => {
    const { actions, detect } = bench();
    const film = new File([], 'film.webm', { type: 'video/webm' });
    await actions.open(film, 'video');
    const first = detect.getState().videosOpened;
    await actions.openFile(film);
    expect(detect.getState()).toMatchObject({ video: film, videosOpened: first + 1 });
  });
});

describe('taking people over', () => {
  async function seen(confidence = 0.9): Promise<Bench> {
    const all = bench();
    await all.actions.open(new File([], 'photo'));
    await all.answer([personIn(confidence), personIn(confidence)]);
    return all;
  }

  it('is one entry of history, selects whoever came, and closes the dialog', async () => {
    const { actions, detect, figure } = await seen();
    const before = figure.getState().pose;
    actions.takeOver('replace');
    expect(figure.getState().pose.people).toHaveLength(2);
    expect(figure.getState().selection.people).toEqual([0, 1]);
    expect(figure.getState().said).toContain('2 people taken from photo');
    expect(figure.temporal.getState().pastStates).toHaveLength(1);
    expect(detect.getState().open).toBe(false);
    figure.temporal.getState().undo();
    expect(figure.getState().pose).toBe(before);
  });

  it('adds people beside those who are there', async () => {
    const { actions, figure } = await seen();
    const [before] = figure.getState().pose.people;
    actions.takeOver('add');
    expect(figure.getState().pose.people).toHaveLength(3);
    expect(figure.getState().pose.people[0]).toBe(before);
    expect(figure.getState().selection.people).toEqual([1, 2]);
  });

  it('adds one person where the picture has them, though somebody stands there', async () => {
    const { actions, figure, answer } = bench();
    for (const how of ['replace', 'add'] as const) {
      await actions.open(new File([], 'photo'));
      await answer([personIn(0.9)]);
      actions.takeOver(how);
    }
    const [there, added] = figure.getState().pose.people;
    expect(added?.body).toEqual(there?.body);
  });

  it('lays the picture below where that is wanted', async () => {
    const { actions, detect, references } = await seen();
    detect.setState({ asReference: true });
    actions.takeOver('replace');
    await idle();
    expect(references).toEqual(['photo']);
  });

  it('does nothing where nobody is sure enough', async () => {
    const { actions, detect, figure } = await seen(0.2);
    const before = figure.getState().pose;
    actions.takeOver('replace');
    expect(figure.getState().pose).toBe(before);
    expect(detect.getState().open).toBe(true);
  });
});

describe('poseTaken and takeOver', () => {
  const choices = {
    threshold: 0.3,
    dropUnsure: true,
    maxPeople: 5,
    canvas: 'keep',
    asReference: false,
  } as const;
  const half: Person = {
    body: personIn(0.9).body.map((point, joint) => point && { ...point, confidence: joint < 9 ? 0.9 : 0.2 }),
  };
  const seen = { people: [half, personIn(0.1), personIn(0.8)], frame: frameOf('photo') };

  it('count the surest people with a point above the threshold', () => {
    expect(peopleShown(seen, choices)).toEqual([half, seen.people[2]]);
    expect(peopleShown(seen, { threshold: 0.05, maxPeople: 2 })).toEqual([half, seen.people[1]]);
  });

  it('leave unsure points out, or bring them with their confidence', () => {
    const [dropped] = poseTaken(seen, choices).people;
    expect(dropped?.body.filter((point) => point !== null)).toHaveLength(9);
    const [kept] = poseTaken(seen, { ...choices, dropUnsure: false }).people;
    expect(kept?.body[17]?.confidence).toBe(0.2);
  });

  it('fit people into the canvas, or give the canvas the aspect of the picture', () => {
    const host = presetPose('standing', CANVAS);
    const guests = {
      ...PHOTO,
      people: [{ body: [{ x: 100, y: 50, confidence: 0.7 }, ...Array<null>(17).fill(null)] }],
    };
    const kept = takeOver(host, guests, { how: 'replace', canvas: 'keep' });
    expect(kept.pose).toMatchObject(CANVAS);
    expect(kept.pose.people[0]?.body[0]).toEqual({ x: 256, y: 256, confidence: 0.7 });
    const wide = takeOver(host, guests, { how: 'replace', canvas: 'picture' });
    expect(wide.pose).toMatchObject({ width: 728, height: 360 });
  });

  it('leave locked people where they are', () => {
    const host = presetPose('standing', CANVAS);
    const locked = { ...host, people: host.people.map((person) => ({ ...person, locked: true })) };
    const { pose, first } = takeOver(
      locked,
      { ...PHOTO, people: [personIn(0.9)] },
      { how: 'replace', canvas: 'keep' },
    );
    expect(pose.people[0]).toBe(locked.people[0]);
    expect([pose.people.length, first]).toEqual([2, 1]);
  });
});
