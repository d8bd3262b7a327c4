/* Files of every kind against the intake, with a browser that the test plays. */
import { describe, expect, it, vi } from 'vitest';
import { createFigureActions } from '../../../app/actions/figure.ts';
import { createIntakeActions } from '../../../app/actions/intake.ts';
import type { UsableRecipe } from '../../../app/actions/recipe.ts';
import { createFigureStore } from '../../../app/state/figure.ts';
import { followPeople } from '../../../app/state/follow-people.ts';
import { createFormStore, formFrom } from '../../../app/state/form.ts';
import { createIntakeStore } from '../../../app/state/intake.ts';
import { activeModel, createModelsStore } from '../../../app/state/models.ts';
import { type RgbaImage } from '../../../core/image/index.ts';
import { encodePng } from '../../../core/png/index.ts';
import { drawPose, fitPose, openPoseJsonFrom, type Pose, presetPose } from '../../../core/pose/index.ts';
import { pictureTexts, type SeededRequest } from '../../../core/request/index.ts';
import { english, words } from '../../../core/words/index.ts';
import { queueRequest } from '../../drivers/queue-entries.ts';
import { manifest } from '../share/page-set-up.ts';

const CANVAS = { width: 512, height: 512 };
const pose = presetPose('standing', CANVAS);
const other = presetPose('jumping', CANVAS);
const bright: RgbaImage = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(220) };

function file(content: BlobPart, name: string): File {
  return new File([content], name);
}

const json = (name = 'pose.json'): File => file(JSON.stringify(openPoseJsonFrom(other)), name);

function desk(decoded: RgbaImage = bright) {
  const figure = createFigureStore(pose);
  const models = createModelsStore(manifest);
  const form = createFormStore(formFrom(activeModel(models.getState()).defaults));
  followPeople(figure, form);
  const library = { refresh: vi.fn(() => Promise.resolve()) };
  const figureActions = createFigureActions(figure);
  const intake = createIntakeStore();
  const takeModels = vi.fn();
  const takeVideo = vi.fn();
  const takeProject = vi.fn(() => Promise.resolve());
  const run = vi.fn();
  const useRecipe = vi.fn<(recipe: UsableRecipe) => readonly string[]>(() => [
    'The model sd15 is not on this device.',
  ]);
  const use = { label: words`Start`, description: words``, run };
  const actions = createIntakeActions({
    ...{ intake, figure, form, models, library, figureActions, takeModels, takeVideo, takeProject },
    pictureUses: [use],
    useRecipe,
    decode: () => Promise.resolve(decoded),
  });
  const past = (): number => figure.temporal.getState().pastStates.length;
  const doubles = { takeModels, takeVideo, useRecipe, run, use };
  return { ...{ figure, figureActions, form, models, library, intake, actions, past }, ...doubles };
}

describe('takeFiles', () => {
  it('puts a pose in the place of the figure, adds it instead, and takes it back', async () => {
    const { figure, intake, actions, past } = desk();
    await actions.takeFiles([json()]);
    expect(figure.getState().pose).toEqual(other);
    expect(intake.getState().imported).toMatchObject({ name: 'pose.json', mode: 'replace', frame: 0 });
    expect(past()).toBe(1);
    actions.setMode('add');
    expect(figure.getState().pose.people).toEqual([...pose.people, ...other.people]);
    expect(figure.getState().selection.people).toEqual([1]);
    expect(past()).toBe(2);
    actions.undoImport();
    expect(figure.getState().pose).toBe(pose);
    expect(intake.getState().imported).toBeUndefined();
  });

  it('brings the canvas of the file, or keeps the one at hand', async () => {
    const { figure, actions } = desk();
    const tall = presetPose('jumping', { width: 512, height: 768 });
    await actions.takeFiles([file(JSON.stringify(openPoseJsonFrom(tall)), 'tall.json')]);
    expect(figure.getState().pose).toEqual(tall);
    actions.setCanvas('before');
    expect(figure.getState().pose).toEqual(fitPose(tall, CANVAS));
    actions.setCanvas('opened');
    expect(figure.getState().pose).toEqual(tall);
    actions.setMode('add');
    expect(figure.getState().pose).toMatchObject(CANVAS);
    actions.undoImport();
    expect(figure.getState().pose).toBe(pose);
  });

  it('brings a canvas that is too large here down to one that can be edited', async () => {
    const { figure, actions } = desk();
    const vast = presetPose('jumping', { width: 8192, height: 4096 });
    await actions.takeFiles([file(JSON.stringify(openPoseJsonFrom(vast)), 'vast.json')]);
    expect(figure.getState().pose).toEqual(fitPose(vast, { width: 4096, height: 4096 }));
  });

  it('leaves locked people where they are', async () => {
    const { figure, figureActions, actions } = desk();
    figureActions.addPerson();
    figureActions.toggleLock();
    const locked = figure.getState().pose.people[1];
    await actions.takeFiles([json()]);
    expect(figure.getState().pose.people).toEqual([locked, ...other.people]);
    expect(figure.getState().selection.people).toEqual([1]);
  });

  it('forgets an import once the figure changes otherwise', async () => {
    const { intake, actions, figureActions } = desk();
    await actions.takeFiles([json()]);
    figureActions.undo();
    expect(intake.getState().imported).toBeUndefined();
    actions.setMode('add');
    expect(intake.getState().imported).toBeUndefined();
  });

  it('takes several files as one import', async () => {
    const { figure, intake, actions, past } = desk();
    await actions.takeFiles([json('a.json'), json('b.json'), json('c.json')]);
    expect(figure.getState().pose.people).toHaveLength(3);
    expect(intake.getState().imported?.name).toBe('3 files');
    expect(past()).toBe(1);
  });

  it('tells that of a list among several files the first pose was taken', async () => {
    const { intake, actions } = desk();
    const list = JSON.stringify([openPoseJsonFrom(other), openPoseJsonFrom(pose)]);
    await actions.takeFiles([json('a.json'), file(list, 'film.json')]);
    expect(intake.getState().imported?.reading.notes.map(english)).toEqual([
      'Of the 2 poses in film.json the first one was taken. Open it alone to choose another.',
    ]);
  });

  it('reads skeletons from PNG and from pictures that the browser decodes', async () => {
    const drawing = drawPose(other);
    for (const [content, name] of [
      [encodePng(drawing), 'skeleton.png'],
      [new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), 'skeleton.jpg'],
    ] as const) {
      const { figure, actions } = desk(drawing);
      await actions.takeFiles([file(content, name)]);
      const nose = figure.getState().pose.people[0]?.body[0];
      expect(Math.abs((nose?.x ?? 0) - (other.people[0]?.body[0]?.x ?? 0))).toBeLessThan(1);
    }
  });

  it('asks about ordinary pictures, and hands them on', async () => {
    const { figure, intake, actions, use, run } = desk();
    const picture = file(encodePng(bright), 'photo.png');
    await actions.takeFiles([picture]);
    expect(intake.getState().pictures).toEqual([picture]);
    expect(figure.getState().pose).toBe(pose);
    await actions.usePicture(use);
    expect(run).toHaveBeenCalledExactlyOnceWith(picture);
    expect(intake.getState().pictures).toEqual([]);
  });

  it('offers how a picture was made, beside what else it is for, and tells what could not be taken', async () => {
    const { intake, actions, useRecipe } = desk();
    const line = 'a fox\nSteps: 5, Sampler: Euler, CFG scale: 7, Seed: 3, Size: 64x64, Model: sd15';
    const picture = file(encodePng(bright, { parameters: line }), 'fox.png');
    await actions.takeFiles([picture]);
    const [told] = intake.getState().recipes;
    expect(told).toMatchObject({ file: picture, recipe: { software: 'a1111', settings: { seed: 3 } } });
    expect(intake.getState().pictures).toEqual([picture]);
    await actions.useRecipe(told!);
    const { settings, loras, model } = told!.recipe;
    expect(useRecipe).toHaveBeenCalledExactlyOnceWith({ settings, loras, model });
    expect(intake.getState().pictures).toEqual([]);
    expect(intake.getState().recipes[0]?.used).toEqual(['The model sd15 is not on this device.']);
    actions.dismiss();
    expect(intake.getState().recipes).toEqual([]);
  });

  it('hands models on, by content and by name', async () => {
    const { actions, takeModels } = desk();
    const header = '{"__metadata__":{}}';
    const content = new Uint8Array(8 + header.length);
    content[0] = header.length;
    content.set(new TextEncoder().encode(header), 8);
    const files = [file(content, 'nameless'), file('PK', 'old.ckpt')];
    await actions.takeFiles(files);
    expect(takeModels).toHaveBeenCalledExactlyOnceWith(files);
  });

  it('tells what cannot be used, by name, and leaves the figure alone', async () => {
    const { figure, intake, actions } = desk();
    await actions.takeFiles([file('{"people": 5}', 'bad.json'), file('MZ', 'tool.exe')]);
    const [first, second] = intake.getState().failures;
    expect(first?.message).toContain('bad.json: people');
    expect(second?.message).toContain('tool.exe: This is no pose');
    expect(figure.getState().pose).toBe(pose);
  });
});

describe('a picture of this page', () => {
  const two = { ...CANVAS, people: [...other.people, ...pose.people] };
  const drawn = (change: Partial<SeededRequest>, name = 'own.png', addons = {}): File =>
    file(encodePng(bright, pictureTexts(queueRequest(change), 'some-model', addons)), name);
  const ofSecond = (name?: string) => drawn({ control: { kind: 'pose', pose: two, people: [1] } }, name);

  it('brings its pose for those alone that it counted for, and says so', async () => {
    const { figure, form, intake, actions } = desk();
    await actions.takeFiles([ofSecond()]);
    expect(figure.getState().pose.people).toHaveLength(2);
    expect(form.getState().leftOut).toEqual([0]);
    expect(intake.getState().imported?.reading.notes.map(english)).toEqual([
      'The pose does not count for everybody, as in the picture: see “Pose of”.',
    ]);
    actions.setMode('add');
    expect(figure.getState().pose.people).toHaveLength(3);
    expect(form.getState().leftOut).toEqual([1]);
    actions.setMode('replace');
    expect(form.getState().leftOut).toEqual([0]);
    actions.undoImport();
    expect(form.getState().leftOut).toEqual([]);
  });

  it('leaves those out who were left out before, where it is added or taken back', async () => {
    const { form, actions } = desk();
    form.setState({ leftOut: [0] });
    await actions.takeFiles([ofSecond()]);
    actions.setMode('add');
    expect(form.getState().leftOut).toEqual([0, 1]);
    actions.setMode('replace');
    actions.undoImport();
    expect(form.getState().leftOut).toEqual([0]);
  });

  it('leaves nobody of its own out where adding it instead is undone', async () => {
    const { figure, form, figureActions, actions } = desk();
    form.setState({ leftOut: [0] });
    await actions.takeFiles([drawn({ control: { kind: 'pose', pose: two } })]);
    actions.setMode('add');
    expect(form.getState().leftOut).toEqual([0]);
    figureActions.undo();
    expect(figure.getState().pose.people).toHaveLength(2);
    expect(form.getState().leftOut).toEqual([]);
  });

  it('has whoever was left out before left out again, by whichever way back', async () => {
    const { form, figureActions, actions } = desk();
    form.setState({ leftOut: [0] });
    await actions.takeFiles([drawn({ control: { kind: 'pose', pose: two } })]);
    actions.undoImport();
    expect(form.getState().leftOut).toEqual([0]);
    figureActions.undo();
    expect(form.getState().leftOut).toEqual([]);
    figureActions.undo();
    expect(form.getState().leftOut).toEqual([0]);
  });

  it('does so after locked people, and among several files', async () => {
    const { form, figureActions, actions } = desk();
    figureActions.toggleLock();
    await actions.takeFiles([json(), ofSecond('a.png'), json('b.json'), ofSecond('b.png')]);
    // The locked one, the first file, two of the second, the third, two of the last.
    expect(form.getState().leftOut).toEqual([2, 5]);
  });

  it('counts for everybody where nobody was left out', async () => {
    const { form, intake, actions } = desk();
    form.setState({ leftOut: [0] });
    await actions.takeFiles([drawn({ control: { kind: 'pose', pose: two } })]);
    expect(form.getState().leftOut).toEqual([]);
    expect(intake.getState().imported?.reading.notes).toEqual([]);
  });

  it('is made with the ControlNet of its model where it names none, once it is known what is here', async () => {
    const { library, intake, actions, useRecipe } = desk();
    let listed: () => void = () => undefined;
    library.refresh.mockReturnValue(new Promise((resolve) => (listed = resolve)));
    await actions.takeFiles([drawn({}), drawn({}, 'other.png', { controlNet: 'other-net' })]);
    const [first, second] = intake.getState().recipes;
    const using = actions.useRecipe(first!);
    await Promise.resolve();
    expect(useRecipe).not.toHaveBeenCalled();
    listed();
    await using;
    await actions.useRecipe(second!);
    const given = useRecipe.mock.calls.map(([recipe]) => recipe);
    expect(given).toMatchObject([
      { model: 'some-model', controlNet: null },
      { model: 'some-model', controlNet: 'other-net' },
    ]);
  });
});

describe('takeText', () => {
  const text = (of: Pose): string => JSON.stringify(openPoseJsonFrom(of));

  it('adds people without a word, each aside of whoever stands there', async () => {
    const { figure, figureActions, intake, actions, past } = desk();
    await actions.takeText(figureActions.selectedToJson() ?? '');
    const { people } = figure.getState().pose;
    expect(people).toHaveLength(2);
    expect(people[1]!.body[1]!.x).not.toBeCloseTo(people[0]!.body[1]!.x, 0);
    expect(figure.getState()).toMatchObject({ said: '1 person pasted', selection: { people: [1] } });
    expect(intake.getState()).toMatchObject({ imported: undefined, failures: [] });
    expect(past()).toBe(1);
  });

  it('tells of other poses of a list, which can be chosen', async () => {
    const { figure, intake, actions } = desk();
    const list = [openPoseJsonFrom(other), openPoseJsonFrom(pose)];
    await actions.takeText(JSON.stringify(list));
    expect(intake.getState().imported).toMatchObject({ mode: 'add', reading: { frames: [{}, {}] } });
    actions.setMode('replace');
    actions.setFrame(1);
    expect(figure.getState().pose).toEqual(pose);
  });

  it('tells of another canvas, of what was left out, and of nobody', async () => {
    const { figure, intake, actions } = desk();
    await actions.takeText(text(presetPose('jumping', { width: 512, height: 768 })));
    expect(figure.getState().pose).toMatchObject(CANVAS);
    actions.setMode('replace');
    expect(figure.getState().pose).toMatchObject({ width: 512, height: 768 });
    const before = figure.getState().pose;
    await actions.takeText(JSON.stringify({ people: [{ pose_keypoints_2d: Array(54).fill(0) }] }));
    expect(intake.getState().imported?.reading.notes.map(english)).toEqual([
      'One person has no points and was left out.',
    ]);
    await actions.takeText('{"people": []}');
    expect(intake.getState().imported?.reading.frames[0].people).toEqual([]);
    await actions.takeText('{"people": 7}');
    expect(intake.getState().failures[0]?.message).toMatch(/^Pasted text: people/);
    expect(figure.getState().pose).toBe(before);
  });
});

describe('what a file is', () => {
  it('a video is looked at for people, whatever its name says', async () => {
    const { actions, takeVideo, intake } = desk();
    const films = ['\0\0\0 ftypisom', '\0\0\0 ftypqt  ', 'RIFF\0\0\0\0AVI LIST'].map((head) =>
      file(head, 'film'),
    );
    const webm = file(new Uint8Array([0x1a, 0x45, 0xdf, 0xa3, 1]), 'film');
    for (const film of [...films, webm]) {
      await actions.takeFiles([film]);
      expect(takeVideo).toHaveBeenLastCalledWith(film);
    }
    await actions.takeFiles([file('\0\0\0 ftypavif', 'still.avif')]);
    expect(takeVideo).toHaveBeenCalledTimes(4);
    expect(intake.getState().pictures).toHaveLength(1);
  });
});
