/*
 * What the page and its workers find in storage, where another version, another program or a crash may have written.
 */
import fc from 'fast-check';
import { readEntry } from '../../../app/queue/row.ts';
import { withPictures } from '../../../app/queue/shared-pictures.ts';
import { readRow } from '../../../app/remote/runs/run-shelf.ts';
import { readRows, rowOf } from '../../../app/storage/pose-shelf.ts';
import { recall, remember } from '../../../app/storage/remembered.ts';
import { drawPose, openPoseJsonFrom, presetPose } from '../../../core/pose/index.ts';
import { memoryTexts } from '../../drivers/memory-texts.ts';
import { memoryStore } from '../../drivers/memory-store.ts';
import { readJournal, readRecord } from '../../../workers/store/record.ts';
import { utf8 } from '../inputs/bytes.ts';
import { nearValid, nearValidText } from '../inputs/documents.ts';
import { ensure, ensureFinite, fuzzTarget, type Outcome } from '../target.ts';

const pose = presetPose('standing', { width: 64, height: 96 });
const REMEMBERED: Readonly<Record<string, unknown>> = {
  'armature.pose.2': { ...pose, extra: { score: 1 } },
  'armature.pose.1': openPoseJsonFrom(pose),
  'armature.form.1': {
    prompt: 'a',
    negativePrompt: '',
    seed: 5,
    width: 512,
    height: 512,
    steps: 12,
    guidance: 4,
    sampler: 'euler',
    scheduler: 'normal',
    freshSeed: true,
    leftOut: [0],
  },
  'armature.settings.1': {
    theme: 'dark',
    backend: 'auto',
    previewEvery: 1,
    decoder: 'full',
    drawFeet: false,
    checkPose: false,
  },
  'armature.models.1': {
    activeId: 'a',
    controlNet: 'b',
    loras: [{ id: 'l', weight: 1 }],
    hub: 'https://hub.example/',
  },
  'armature.remote.1': {
    ...{
      policy: 'ask',
      order: ['segmind'],
      setups: { segmind: { enabled: true, address: 'https://a.example' } },
    },
    ...{
      dollarsPerDay: 1,
      spent: { day: '2026-01-31', dollars: 0.5 },
      enhancePrompt: false,
      safetyChecker: true,
    },
  },
  'armature.detect.1': { detectorId: 'x' },
};
const KEYS = Object.keys(REMEMBERED);

const storedText = fc
  .constantFrom(...KEYS)
  .chain((key) => nearValidText([REMEMBERED[key]]).map((text) => ({ key, text })));

/** Reads what was stored, in which one entry is not what it was; the others are not lost by that. */
function tryRemembered({ key: wrong, text }: { key: string; text: string }): Outcome {
  const rows = KEYS.map((key) => [key, key === wrong ? text : JSON.stringify(REMEMBERED[key])] as const);
  const storage = memoryTexts(Object.fromEntries(rows));
  const found = recall(storage);
  ensureFinite({ ...found, pose: undefined }, 'remembered');
  if (found.pose) {
    const { people, width, height } = found.pose;
    ensure(width <= 8192 && height <= 8192, 'the canvas is too large');
    drawPose({ width: 64, height: 64, people: people.slice(0, 3) });
  }
  if (wrong !== 'armature.form.1') ensure(found.form.prompt === 'a', 'the form was lost');
  if (!wrong.startsWith('armature.pose')) ensure(found.pose?.people.length === 1, 'the pose was lost');
  remember(storage, { ...(found.pose && { pose: found.pose }), settings: found.settings });
  ensure(JSON.stringify(recall(storage).settings) === JSON.stringify(found.settings), 'the settings changed');
  return 'accepted';
}

const POSE_ROW = rowOf({ id: 'p', name: 'One', category: 'Mine', savedAt: 5, pose, kept: true });

/** Rows that cannot be read are counted and cost the others nothing. */
function tryPoseRows(rows: readonly unknown[]): Outcome {
  const { poses, unreadable } = readRows([...rows, POSE_ROW]);
  ensure(poses.length + unreadable === rows.length + 1, 'a row was lost');
  ensure(
    poses.some(({ id }) => id === 'p'),
    'the good row was lost',
  );
  for (const { pose: kept, ...rest } of poses) {
    ensureFinite([kept.width, kept.height, rest], 'row');
    rowOf({ ...rest, pose: kept });
  }
  return poses.length > 1 ? 'accepted' : 'refused';
}

const RUN_ROW = {
  ...{ id: 'r', backendId: 'segmind', sentAt: 5, relayed: false, dollars: 0.017 },
  request: {
    ...{
      prompt: 'a',
      negativePrompt: '',
      seed: 7,
      width: 512,
      height: 512,
      steps: 12,
      guidance: 4,
      samples: 1,
    },
    ...{
      sampler: 'euler',
      scheduler: 'normal',
      controlStrength: 1,
      control: { kind: 'pose', pose, people: [0] },
    },
  },
  ticket: { id: 't', url: 'https://api.segmind.com/x' },
  links: [{ kind: 'link', urls: ['https://images.segmind.com/a.png'] }],
};

function tryRunRow(row: unknown): Outcome {
  const run = readRow(row);
  if (!run) return 'refused';
  const { request, ...rest } = run;
  ensureFinite(rest, 'run');
  ensure(Number.isSafeInteger(request.seed), 'the seed is none');
  if (request.control.kind === 'pose') drawPose({ ...request.control.pose, width: 64, height: 64 });
  return 'accepted';
}

const QUEUE_ROW = {
  entry: {
    ...{ id: 'q', order: 1, course: { status: 'failed', failure: { code: 'network', message: 'm' } } },
    place: {
      ...{ at: 'remote', backendId: 'segmind', dollars: 0.017 },
      setup: { checkpoint: 'ink', controlNet: 'pose', enhancePrompt: true },
    },
  },
  request: { ...RUN_ROW.request, init: { strength: 0.5, image: 'one', mask: 'two' } },
};
const SHOWN = { width: 1, height: 1, data: new Uint8ClampedArray(4) };

function tryQueueRow(stored: unknown): Outcome {
  const { entry, request } = Object(stored) as Partial<typeof QUEUE_ROW>;
  const read = readEntry(
    entry,
    withPictures(
      request,
      new Map([
        ['one', SHOWN],
        ['two', SHOWN],
      ]),
    ),
  );
  if (!read) return 'refused';
  ensureFinite([read.order, read.place, read.course], 'entry');
  ensure(Number.isSafeInteger(read.request.seed), 'the seed is none');
  ensure(read.request.init === undefined || read.request.init.image.width === 1, 'a picture is none');
  return 'accepted';
}

const ENTRY = {
  ...{ id: 'm', label: 'M', kind: 'lora', family: 'stable-diffusion-1', license: { name: 'MIT' } },
  ...{
    sources: { a: { repo: 'o/n', revision: 'main', license: { name: 'MIT' } } },
    files: [{ path: 'lora.safetensors', source: 'a' }],
  },
};
const STORED_FILE = {
  ...{ path: 'lora.safetensors', identity: 'o/n@main/lora.safetensors#', bytes: 10, digests: ['00'] },
  source: { from: 'https://hub.example/x', bytes: 10, learnt: true },
};
const RECORD = { version: 1, entry: ENTRY, policy: 'int8', files: [STORED_FILE] };
const JOURNAL = {
  ...{ version: 1, entry: ENTRY, policy: 'int8', done: [STORED_FILE], totalBytes: 20, bytes: 10 },
  current: { path: 'x', identity: 'y', bytes: 1, header: '00', steps: 1, position: 5 },
};

async function tryRecords(text: string): Promise<Outcome> {
  const store = memoryStore();
  store.files.set('models/m/record.json', utf8(text));
  store.files.set('models/m/journal.json.new', utf8(text));
  const found = [await readRecord(store, 'm'), await readJournal(store, 'm')];
  ensureFinite(found, 'record');
  return found.some((record) => record !== undefined) ? 'accepted' : 'refused';
}

/** Stored state. */
export const STORED_TARGETS = [
  fuzzTarget({ name: 'remembered state', inputs: storedText, check: tryRemembered }),
  fuzzTarget({
    name: 'rows of poses',
    inputs: fc.array(nearValid([POSE_ROW]), { maxLength: 2 }),
    check: tryPoseRows,
  }),
  fuzzTarget({ name: 'rows of runs', inputs: nearValid([RUN_ROW]), check: tryRunRow }),
  fuzzTarget({ name: 'rows of the queue', inputs: nearValid([QUEUE_ROW]), check: tryQueueRow }),
  fuzzTarget({ name: 'records of models', inputs: nearValidText([RECORD, JOURNAL]), check: tryRecords }),
];
