/* Shared work comes to the page: all of it, and back again. */
import { describe, expect, it } from 'vitest';
import { pictureProject, skeletonProject } from '../../../app/file-formats/project-file.ts';
import { takeWork, undoTaken } from '../../../app/share/take.ts';
import { workOf } from '../../../app/share/work-of.ts';
import type { PagePicture } from '../../../app/state/picture.ts';
import { encodePng, readPngTexts } from '../../../core/png/index.ts';
import { mirrorPose, type Pose, presetPose, standingAnimal } from '../../../core/pose/index.ts';
import { parseGenerateRequest, recipeFrom } from '../../../core/request/index.ts';
import { readShareFragment, shareFragment, type SharedWork } from '../../../core/share/index.ts';
import { manifest, sharePage } from './page-set-up.ts';
import { english, words } from '../../../core/words/index.ts';

const CANVAS = { width: 512, height: 768 };
const DOT = { width: 1, height: 1, data: new Uint8ClampedArray([1, 2, 3, 255]) };
const SIZE = { size: { width: 64, height: 96 }, feet: true };

/** A pose with everything that OpenPose JSON has no place for. */
const pose: Pose = {
  ...CANVAS,
  people: [
    standingAnimal(CANVAS),
    ...presetPose('standing', CANVAS).people.map((person) => ({
      ...person,
      ...{ name: 'Ann', hidden: true, extra: { score: 0.25 } },
      body: person.body.map((point) => point && { x: point.x + 1 / 3, y: point.y, confidence: 0.125 }),
      leftHand: Array.from({ length: 21 }, (_, at) => (at < 3 ? null : { x: at, y: -at })),
      midHip: { x: 1.1, y: 2.2 },
    })),
    ...presetPose('jumping', CANVAS).people,
  ],
  extra: { camera: 'x' },
};

function filledPage() {
  const page = sharePage(pose);
  page.form.setState({
    ...{ prompt: 'a fox, <b>red</b>', negativePrompt: 'snow', seed: 77, freshSeed: true, leftOut: [1] },
    ...{ steps: 33, guidance: 3.5, sampler: 'heun', scheduler: 'karras', controlEnd: 0.6, clipSkip: 2 },
    ...{ controlMode: 'control', noise: 'gpu', samples: 3 },
    styles: [{ name: 'Ink', prompt: 'ink', negativePrompt: '' }],
  });
  return page;
}

const workOn = ({ figure, form, models }: ReturnType<typeof sharePage>): SharedWork =>
  workOf(figure.getState().pose, form.getState(), models.getState());

function shownBy({ figure, form, models }: ReturnType<typeof sharePage>) {
  const { activeId, controlNet, loras } = models.getState();
  return { pose: figure.getState().pose, form: form.getState(), activeId, controlNet, loras };
}

async function opened(bytes: Uint8Array<ArrayBuffer>) {
  const page = sharePage();
  const before = shownBy(page);
  await page.takeFiles([new File([bytes], 'project.png')]);
  return { page, before };
}

describe('a project file', () => {
  it('brings everything back that was on the page, and is undone in one go', async () => {
    const from = filledPage();
    const { page, before } = await opened(await skeletonProject(pose, workOn(from), SIZE));
    expect(shownBy(page)).toEqual(shownBy(from));
    expect(page.share.getState().taken).toMatchObject({ name: 'project.png', notes: [], wantsModel: false });
    expect(page.intake.getState()).toMatchObject({ imported: undefined, failures: [], recipes: [] });
    undoTaken(page.services);
    expect(shownBy(page)).toEqual(before);
    expect(page.share.getState().taken).toBeUndefined();
    page.figure.temporal.getState().undo();
    expect(page.figure.getState().pose).toEqual(pose);
  });

  it('shows a finished picture and still tells how that was made', async () => {
    const from = filledPage();
    const request = parseGenerateRequest({
      ...{ prompt: 'a wolf', negativePrompt: '', width: 64, height: 64, steps: 4, guidance: 2, seed: 9 },
      ...{ sampler: 'euler', scheduler: 'normal', controlStrength: 1, control: { kind: 'none' } },
    });
    const picture: PagePicture = {
      images: [DOT],
      request: { ...request, seed: 9 },
      totalMs: 1,
      by: { kind: 'engine', modelId: 'sd15', addons: {}, backend: { backend: 'wasm' } },
    };
    const bytes = await pictureProject(workOn(from), { picture, shown: 0, withTold: true });
    expect(recipeFrom(readPngTexts(bytes))).toMatchObject({ model: 'sd15', settings: { prompt: 'a wolf' } });
    const { page } = await opened(bytes);
    expect(shownBy(page)).toEqual(shownBy(from));
    const silent = await pictureProject({ settings: { steps: 5 } }, { picture, shown: 0, withTold: false });
    expect(JSON.stringify(readPngTexts(silent))).not.toContain('wolf');
  });

  it('of another version gives its pose alone, and says so', async () => {
    const { armature = '' } = readPngTexts(await skeletonProject(pose, workOn(filledPage()), SIZE));
    const { project, ...record } = JSON.parse(armature) as { readonly project: object };
    const later = JSON.stringify({ ...record, project: { ...project, version: 9 } });
    const { page } = await opened(encodePng(DOT, { armature: later }));
    expect(page.share.getState().taken).toBeUndefined();
    expect(page.intake.getState().imported?.reading.notes.map(english).join(' ')).toContain(
      'another version',
    );
    expect(page.figure.getState().pose.people).toHaveLength(3);
    expect(page.form.getState().prompt).not.toContain('fox');
  });

  it('waits until it is known which models are on the device', async () => {
    const page = sharePage();
    const other = manifest.models.find(({ builtIn }) => !builtIn)!;
    page.models.setState({ stored: undefined });
    page.library.refresh.mockImplementation(() => {
      const item = { policy: 'int8', complete: true, storedBytes: 1, files: [], entry: other } as const;
      page.models.setState({ stored: { items: [item], unreadable: [] } });
      return Promise.resolve();
    });
    const bytes = await skeletonProject(pose, { model: other.id, loras: [] }, SIZE);
    await page.takeFiles([new File([bytes], 'project.png')]);
    expect(page.models.getState().activeId).toBe(other.id);
  });

  it('gives its people where several files are opened together', async () => {
    const page = sharePage();
    const bytes = await skeletonProject(pose, workOn(filledPage()), SIZE);
    await page.takeFiles([new File([bytes], 'a.png'), new File([bytes], 'b.png')]);
    expect(page.share.getState().taken).toBeUndefined();
    expect(page.figure.getState().pose.people).toHaveLength(6);
    expect(page.form.getState().prompt).not.toContain('fox');
  });
});

describe('taking work', () => {
  const link = (work: SharedWork) => readShareFragment(shareFragment(work));

  it('of a link brings all but what a link leaves behind', () => {
    const from = filledPage();
    const page = sharePage();
    takeWork('The link', link(workOn(from)), page.services);
    expect(page.form.getState()).toEqual(from.form.getState());
    expect(page.figure.getState().pose.people.map(({ name, hidden }) => ({ name, hidden }))).toEqual(
      pose.people.map(({ name, hidden }) => ({ name, hidden })),
    );
  });

  it('changes only what is told', () => {
    const page = filledPage();
    const before = shownBy(page);
    takeWork('The link', { work: { settings: { steps: 5 } }, notes: [] }, page.services);
    expect(shownBy(page)).toEqual({ ...before, form: { ...before.form, steps: 5 } });
  });

  it('leaves locked people where they are, and counts those behind them on', () => {
    const page = sharePage();
    page.services.actions.figure.edit(({ people, ...rest }) => ({
      ...rest,
      people: people.map((person) => ({ ...person, locked: true })),
    }));
    const two = { ...pose, people: pose.people.slice(1) };
    takeWork('The link', { work: { pose: two, leftOut: [1, 7] }, notes: [] }, page.services);
    expect(page.figure.getState().pose.people).toHaveLength(3);
    expect(page.form.getState().leftOut).toEqual([2]);
    expect(page.share.getState().taken?.notes).toEqual(['One locked person stayed.']);
  });

  it('tells of a model that is not here, and takes the rest', () => {
    const page = sharePage();
    const other = manifest.models.find(({ builtIn }) => !builtIn);
    takeWork(
      'The link',
      { work: { model: other!.id, prompt: 'a fox' }, notes: [words`First.`] },
      page.services,
    );
    const { taken } = page.share.getState();
    expect(taken).toMatchObject({ wantsModel: true });
    expect(taken?.notes.join(' ')).toMatch(/^First\. The model .* is not on this device/);
    expect(page.form.getState().prompt).toBe('a fox');
  });

  it('changes to a model that is here, and back with what was used beside the other', () => {
    const page = sharePage();
    const other = manifest.models.find(({ builtIn }) => !builtIn)!;
    const lora = manifest.addons.find(({ kind }) => kind === 'lora')!;
    const whole = { policy: 'int8', complete: true, storedBytes: 1, files: [] } as const;
    const items = [other, lora].map((entry) => ({ ...whole, entry }));
    page.models.setState({ stored: { items, unreadable: [] }, loras: [{ id: lora.id, weight: 0.4 }] });
    const before = shownBy(page);
    const work = { model: other.id, loras: [{ id: lora.id, weight: 0.9 }], settings: { steps: 12 } };
    takeWork('The link', { work, notes: [] }, page.services);
    expect(shownBy(page)).toMatchObject({ activeId: other.id, loras: [{ id: lora.id, weight: 0.9 }] });
    expect(page.form.getState().steps).toBe(12);
    undoTaken(page.services);
    expect(shownBy(page)).toEqual(before);
  });

  it('changes nothing while a picture is made, and says so', () => {
    const page = sharePage();
    const before = shownBy(page);
    page.job.setState({ job: { status: 'loading' } });
    takeWork('x.png', { work: { pose: mirrorPose(pose), prompt: 'a fox' }, notes: [] }, page.services);
    expect(shownBy(page)).toEqual(before);
    expect(page.intake.getState().failures[0]?.message).toContain('x.png was not opened');
  });

  it('brings a canvas that nobody can edit to one that can be', () => {
    const page = sharePage();
    takeWork('The link', { work: { pose: { ...pose, width: 8192, height: 16 } }, notes: [] }, page.services);
    expect(page.figure.getState().pose).toMatchObject({ width: 4096, height: 64 });
  });
});
