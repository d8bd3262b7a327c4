/*
 * Links and project files that somebody sends.
 */
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { type Pose, presetPose } from '../../../core/pose/index.ts';
import {
  frameSnippet,
  moduleSnippet,
  projectFrom,
  readShareFragment,
  shareFragment,
  type SharedWork,
  withProject,
} from '../../../core/share/index.ts';
import { mutatedBytes } from '../inputs/bytes.ts';
import { jsonOf, nearValid, nearValidText } from '../inputs/documents.ts';
import { nastyText } from '../inputs/nasty.ts';
import { attempt, ensure, ensureFinite, fuzzTarget, type Outcome } from '../target.ts';
import { english } from '../../../core/words/index.ts';

const figure = presetPose('standing', { width: 512, height: 768 });
const hand = Array.from({ length: 21 }, (_, at) => (at % 5 === 4 ? null : { x: 3 * at, y: 400 - at }));
const OWN: SharedWork = {
  pose: {
    ...figure,
    people: figure.people.map((person) => ({
      ...person,
      leftHand: hand,
      name: 'A & <b>',
      locked: true,
      extra: { score: [0.5] },
    })),
  },
  settings: { seed: 5, freshSeed: false, steps: 20, sampler: 'euler', scheduler: 'karras', width: 512 },
  ...{
    prompt: 'a "dancer" <b>',
    negativePrompt: '',
    styles: [{ name: 'Ink', prompt: '', negativePrompt: '' }],
  },
  ...{ model: 'sd15', controlNet: 'openpose', loras: [{ id: 'lcm', weight: 0.7 }], leftOut: [0] },
};
const POSE = {
  canvas: [512, 768],
  unit: 5,
  people: [{ body: [12, 40, ...Array.from({ length: 17 }, () => null)], midHip: [3, 4], hidden: true }],
};
const DOCUMENTS: readonly unknown[] = [{ ...OWN, pose: POSE }, { prompt: 'x' }, {}];

function linkOf(packed: Uint8Array): string {
  return `#share=1.${Buffer.from(packed).toString('base64url')}`;
}

const links = fc.oneof(
  { weight: 4, arbitrary: nearValid(DOCUMENTS).map((json) => linkOf(deflateSync(jsonOf(json)))) },
  {
    weight: 2,
    arbitrary: mutatedBytes(fc.constant(new Uint8Array(deflateSync(JSON.stringify(DOCUMENTS[0]))))).map(
      linkOf,
    ),
  },
  { weight: 2, arbitrary: nearValidText([shareFragment(OWN)]).map((text) => text.replaceAll('"', '')) },
  { weight: 1, arbitrary: nastyText },
);

const MOST_PEOPLE = 100;

function checkWork({ pose, ...fields }: SharedWork): void {
  ensureFinite(fields);
  if (pose) checkPose(pose);
}

function checkPose({ width, height, people }: Pose): void {
  for (const side of [width, height])
    ensure(Number.isInteger(side) && side >= 1, `a side of the canvas is ${side}`);
  ensure(people.length <= MOST_PEOPLE, `there are ${people.length} people`);
  for (const { extra, ...person } of people) {
    ensure(extra === undefined, 'a link brought fields that mean nothing here', extra);
    ensureFinite(person);
    ensure(person.body.length === 18, `a body has ${person.body.length} points`);
  }
}

/** What was read can be written as a link of this page, and stays inside of the lines for other pages. */
async function tryLink(link: string): Promise<Outcome> {
  const tried = await attempt(() => readShareFragment(link));
  if ('refusal' in tried) return 'refused';
  const { work, notes } = tried.value;
  checkWork(work);
  for (const note of notes) ensure(english(note).length < 200, 'a note is no sentence', english(note));
  const fragment = shareFragment(work);
  const again = readShareFragment(fragment);
  ensure(again.notes.length === 0, `it cannot be read again: ${again.notes.map(english).join(' ')}`);
  ensure(shareFragment(again.work) === fragment, 'it is another link when it is written again');
  const parts = { page: 'https://armature.example/', fragment };
  ensure(frameSnippet(parts).split('<').length === 3, 'the frame has other markup inside');
  ensure(moduleSnippet(parts).split('<').length === 5, 'the script has other markup inside');
  return 'accepted';
}

const PROJECT: unknown = JSON.parse(withProject({}, OWN)['armature'] ?? '');
const records = fc.oneof(
  { weight: 4, arbitrary: nearValid([PROJECT]).map(jsonOf) },
  { weight: 1, arbitrary: nearValidText([PROJECT]) },
);

function tryProject(armature: string): Outcome {
  const reading = projectFrom({ armature });
  if (!reading || 'problem' in reading) return 'refused';
  const { work, notes } = reading;
  const { pose, ...fields } = work;
  ensureFinite(fields);
  const again = projectFrom(withProject({}, work));
  ensure(
    JSON.stringify(again) === JSON.stringify({ work, notes: [] }),
    'it is not read as it was written',
    again,
  );
  return notes.length === 0 || pose ? 'accepted' : 'refused';
}

/** The targets. */
export const SHARE_TARGETS = [
  fuzzTarget({ name: 'share links', inputs: links, check: tryLink }),
  fuzzTarget({ name: 'projects in PNG files', inputs: records, check: tryProject }),
];
