/*
 * The pose match of the page: what is compared, and the search over seeds, with a detector and an engine that are told what to
 * answer.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type AdherenceActions, createAdherenceActions } from '../../../app/adherence/actions.ts';
import { askedPeople } from '../../../app/adherence/asked-people.ts';
import { detectorFor, detectorLacking } from '../../../app/adherence/detector-choice.ts';
import { followPictures } from '../../../app/adherence/follow-pictures.ts';
import { type AdherenceStore, createAdherenceStore } from '../../../app/adherence/store.ts';
import { jointWords, matchWords, misfitsFirst, percent, searchWords } from '../../../app/adherence/words.ts';
import { createJobStore, type JobStore } from '../../../app/state/job.ts';
import { createModelsStore } from '../../../app/state/models.ts';
import type { PagePicture } from '../../../app/state/picture.ts';
import { createSettingsStore, FIRST_SETTINGS, type SettingsStore } from '../../../app/state/settings.ts';
import { blankImage } from '../../../core/image/index.ts';
import { parseManifest } from '../../../core/manifest/index.ts';
import { type Person, presetPose, transformPeople, translation } from '../../../core/pose/index.ts';
import type { SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';

const manifest = parseManifest(
  JSON.parse(readFileSync(new URL('../../../models-manifest.json', import.meta.url), 'utf8')),
);
const pose = presetPose('standing', { width: 512, height: 512 });
const request = {
  ...{ seed: 40, samples: 2, width: 128, height: 128 },
  control: { kind: 'pose', pose },
} as unknown as SeededRequest;

function pictureOf(made: SeededRequest): PagePicture {
  const by = { kind: 'engine', modelId: 'armature-256' };
  return { images: [blankImage(128, 128)], request: made, by } as unknown as PagePicture;
}

/** The person who was asked for, moved by a share of the picture's width: nothing fits then. */
function foundAt(shift: number): Person[] {
  const small = { ...pose, people: askedPeople(request, { width: 128, height: 128 }) ?? [] };
  return [...transformPeople(small, [0], translation({ x: 128 * shift, y: 0 })).people];
}

interface Bench {
  readonly actions: AdherenceActions;
  readonly adherence: AdherenceStore;
  readonly job: JobStore;
  readonly settings: SettingsStore;
  readonly seeds: number[];
  /** Calls of the detector. */
  readonly calls: string[];
  /** Sets what the next picture is to be. */
  readonly ask: (request: SeededRequest) => void;
}

/** @param answers - for each look: people, or a failure */
function bench(answers: readonly (readonly Person[] | ArmatureError)[], draws = Infinity): Bench {
  const [adherence, job] = [createAdherenceStore(), createJobStore()];
  const settings = createSettingsStore(FIRST_SETTINGS);
  const seeds: number[] = [];
  const calls: string[] = [];
  let looks = 0;
  let asked = request;
  const call = (name: string): Promise<unknown> => {
    calls.push(name);
    if (name === 'load') return Promise.resolve({});
    const answer = answers[looks++] ?? [];
    return answer instanceof ArmatureError ? Promise.reject(answer) : Promise.resolve({ people: answer });
  };
  const actions = createAdherenceActions({
    detector: {
      async look() {
        await call('load');
        return (await call('detect')) as never;
      },
      stop: () => calls.push('stop'),
    },
    generate: {
      currentRequest: () => asked,
      draw(made) {
        seeds.push(made.seed);
        if (seeds.length > draws) return Promise.resolve(undefined);
        const picture = pictureOf(made);
        job.setState({ picture, shown: 0, job: { status: 'done' } });
        return Promise.resolve(picture);
      },
      cancel: () => undefined,
    },
    ...{ adherence, job, settings, models: createModelsStore(manifest), page: 'http://page/' },
  });
  const ask: Bench['ask'] = (next) => void (asked = next);
  return { actions, adherence, job, settings, seeds, calls, ask };
}

describe('what is asked for', () => {
  it('is the pose in px of the picture, without people who are left out or hidden', () => {
    const two = { ...pose, people: [...pose.people, ...pose.people] };
    const small = { width: 128, height: 128 };
    const one = askedPeople({ control: { kind: 'pose', pose: two, people: [1] } }, small);
    expect(one).toHaveLength(1);
    expect(one?.[0]?.body[0]?.x).toBeCloseTo((pose.people[0]?.body[0]?.x ?? NaN) / 4);
    const hidden = { ...pose, people: pose.people.map((person) => ({ ...person, hidden: true })) };
    expect(askedPeople({ control: { kind: 'pose', pose: hidden } }, small)).toBeUndefined();
    expect(askedPeople({ control: { kind: 'none' } }, small)).toBeUndefined();
  });

  it('is looked at by the built-in detector for the built-in model, by a stored one for others', () => {
    const rtmo = manifest.detectors.find(({ pipeline }) => pipeline === 'rtmo');
    const stored = { items: [{ entry: rtmo, complete: true }], unreadable: [] } as never;
    expect(detectorFor({ manifest, stored }, 'armature-256')?.id).toBe('armature-keypoints');
    expect(detectorFor({ manifest, stored }, 'stable-diffusion-1.5')?.id).toBe(rtmo?.id);
    expect(detectorFor({ manifest, stored: undefined }, 'stable-diffusion-1.5')?.builtIn).toBe(true);
    expect(detectorFor({ manifest: { ...manifest, detectors: [] }, stored }, 'any')).toBeUndefined();
  });
});

describe('the detector that is lacking', () => {
  const nothing = { items: [], unreadable: [] };
  const rtmo = manifest.detectors.find(({ id }) => id === 'rtmo-t');

  it('is the one for photographs, where pictures of another model would be judged by the built-in one', () => {
    const state = { manifest, stored: nothing, unlisted: undefined };
    expect(rtmo).toBeDefined();
    expect(detectorLacking(state, 'armature-256')).toBeUndefined();
    expect(detectorLacking(state, 'stable-diffusion-1.5')).toBe(rtmo);
    expect(detectorLacking(state, undefined)).toBe(rtmo);
    const stored = { items: [{ entry: rtmo, complete: true }], unreadable: [] } as never;
    expect(detectorLacking({ ...state, stored }, undefined)).toBeUndefined();
  });

  it('is not told before it is known what is stored', () => {
    const state = { manifest, stored: undefined, unlisted: undefined };
    expect(detectorLacking(state, undefined)).toBeUndefined();
    const unlisted = { code: 'storage-failed', message: 'It cannot be read.' } as never;
    expect(detectorLacking({ ...state, unlisted }, undefined)).toBe(rtmo);
  });
});

describe('a check', () => {
  it('keeps what was seen in the picture that is shown', async () => {
    const { actions, adherence, job, calls } = bench([foundAt(0)]);
    const picture = pictureOf(request);
    job.setState({ picture, shown: 0 });
    await actions.check();
    const seen = adherence.getState().measured.get(picture.images[0]);
    expect(seen).toMatchObject({ match: { share: 1 }, detector: 'Armature keypoints' });
    await actions.check();
    expect(calls).toEqual(['load', 'detect']);
  });

  it('tells why it failed, and ends a worker that has died', async () => {
    const died = new ArmatureError({ code: 'worker-died', message: 'It ended.' });
    const { actions, adherence, job, calls } = bench([died]);
    job.setState({ picture: pictureOf(request) });
    await actions.check();
    expect(adherence.getState()).toMatchObject({ failure: { message: 'It ended.' }, looking: undefined });
    expect(calls).toContain('stop');
  });

  it('follows every finished picture where the person wants that, and forgets those that are gone', async () => {
    const { actions, adherence, job, settings } = bench([foundAt(0), foundAt(0)]);
    followPictures({ job, adherence, settings, actions });
    const [first, second] = [pictureOf(request), pictureOf(request)];
    job.setState({ picture: first, job: { status: 'done' } });
    await Promise.resolve();
    expect(adherence.getState().measured.size).toBe(0);
    settings.setState({ checkPose: true });
    job.setState({ job: { status: 'loading' } });
    job.setState({ picture: second, job: { status: 'done' } });
    await expect.poll(() => adherence.getState().measured.get(second.images[0])?.match.share).toBe(1);
    job.setState({ picture: pictureOf(request), job: { status: 'idle' } });
    expect(adherence.getState().measured.size).toBe(0);
  });
});

describe('a search', () => {
  it('goes from seed to seed, one picture each, until one fits', async () => {
    const { actions, adherence, seeds, job } = bench([foundAt(0.5), [], foundAt(0)]);
    await actions.search({ goal: 0.9, tries: 8 });
    expect(seeds).toEqual([40, 41, 42]);
    const { search } = adherence.getState();
    expect(search?.status).toBe('fits');
    expect(search?.attempts.map(({ share }) => share)).toEqual([0, 0, 1]);
    expect(job.getState().picture?.request).toMatchObject({ seed: 42, samples: 1 });
  });

  it('draws nothing where the next picture asks for no pose, whatever the one that is shown asked for', async () => {
    const { actions, adherence, job, seeds, ask } = bench([]);
    job.setState({ picture: pictureOf(request), shown: 0, job: { status: 'done' } });
    const people = pose.people.map((person) => ({ ...person, hidden: true }));
    const beside = transformPeople(pose, [0], translation({ x: 5000, y: 0 }));
    const controls = [
      { kind: 'none' },
      { kind: 'pose', pose: { ...pose, people } },
      { kind: 'pose', pose: beside },
    ] as const;
    for (const control of controls) {
      ask({ ...request, control });
      await actions.search({ goal: 0.9, tries: 8 });
      expect(adherence.getState().failure?.message).toContain("asks for nobody's pose");
      adherence.setState({ failure: undefined });
    }
    expect(seeds).toEqual([]);
    expect(adherence.getState().search).toBeUndefined();
  });

  it('shows the best where none fits', async () => {
    const { actions, adherence, job } = bench([[], foundAt(0), []]);
    await actions.search({ goal: 1.1, tries: 3 });
    expect(adherence.getState().search).toMatchObject({ status: 'spent' });
    expect(job.getState().picture?.request.seed).toBe(41);
  });

  it('keeps what was made when it is cancelled or the detector fails', async () => {
    const stopped = bench([foundAt(0), []], 1);
    await stopped.actions.search({ goal: 1.1, tries: 5 });
    expect(stopped.adherence.getState().search).toMatchObject({
      status: 'stopped',
      attempts: [{ seed: 40 }],
    });
    const failed = bench([foundAt(0), new ArmatureError({ code: 'network', message: 'No network.' })]);
    await failed.actions.search({ goal: 1.1, tries: 5 });
    expect(failed.adherence.getState()).toMatchObject({
      search: { status: 'failed', attempts: [{ share: 1 }] },
      failure: { code: 'network' },
    });
  });
});

describe('the words', () => {
  it('call only what is complete 100 %', () => {
    expect([0, 0.944, 0.999, 1].map(percent)).toEqual(['0\u00a0%', '94\u00a0%', '99\u00a0%', '100\u00a0%']);
  });

  it('say that nobody was found, and what is off', () => {
    const match = { people: [], share: 0, extra: 0 };
    expect(matchWords({ match, found: [] })).toBe('Nobody was found in the picture.');
    const joint = { joint: 7, asked: { x: 0, y: 0 }, fits: false };
    expect(jointWords(joint)).toBe('left wrist: not found');
    expect(jointWords({ ...joint, distance: 0.101 })).toBe('left wrist: off by 11\u00a0% of the torso');
    expect(jointWords({ ...joint, distance: Infinity })).toBe('left wrist: found elsewhere');
  });

  it('say how far off joints are that fit, and how far all are on average', () => {
    const asked = { x: 0, y: 0 };
    const joints = [
      { joint: 0, asked, found: { x: 2, y: 0 }, distance: 0.02, fits: true },
      { joint: 7, asked, fits: false },
      { joint: 4, asked, found: { x: 30, y: 0 }, distance: 0.3, fits: false },
    ];
    expect(misfitsFirst(joints).map(jointWords)).toEqual([
      'left wrist: not found',
      'right wrist: off by 30\u00a0% of the torso',
      'nose: fits, off by 2\u00a0% of the torso',
    ]);
    const people = [{ asked: 0, found: 0, torso: 100, joints, share: 1 / 3 }];
    const match = { people, share: 1 / 3, extra: 0, meanDistance: 0.16 };
    const found = foundAt(0);
    expect(matchWords({ match, found })).toBe(
      "1 of 3 joints are within a tenth of the torso's length. Those that were found are off by 16\u00a0% of it on average.",
    );
    // A lone point is measured by nothing.
    expect(matchWords({ match: { ...match, meanDistance: Infinity }, found })).not.toContain('average');
  });

  it('tell where a search is', () => {
    const picture = pictureOf(request);
    const attempts = [
      { seed: 3, share: 0.5, picture },
      { seed: 4, share: 0.8, picture },
    ];
    const search = { goal: 0.9, tries: 4, attempts };
    expect(searchWords({ ...search, status: 'drawing' })).toBe(
      'Drawing picture 3 of at most 4. Best so far: 80\u00a0%.',
    );
    expect(searchWords({ ...search, status: 'spent' })).toBe(
      'No picture reached 90\u00a0%. The best of 2 is shown: 80\u00a0%.',
    );
    expect(searchWords({ ...search, attempts: [], status: 'stopped' })).toBe('Stopped.');
  });
});
