/*
 * What comes from a back end, as the page shows it: its pictures, and what became of those that did not come.
 */
import type { RgbaImage } from '../../../core/image/index.ts';
import { ArmatureError, type Failure, failureFrom, messageOf } from '../../../core/result/index.ts';
import { SAMPLERS } from '../../../core/sampling/index.ts';
import { counted, words } from '../../../core/words/index.ts';
import { showPicture } from '../../actions/job-runner.ts';
import type { JobStore } from '../../state/job.ts';
import type { PagePicture } from '../../state/picture.ts';
import type { RemoteStore } from '../../state/remote.ts';
import { say } from '../../words/say.ts';
import { backendOf } from '../back-ends/accounts.ts';
import type { Decode } from './progress.ts';
import type { RemoteResult } from './run.ts';
import { dropNote, listRun, unlistRun } from './run-list.ts';
import type { RunNotes } from './run-notes.ts';
import { type KeptRun, openRunOf } from './run-shelf.ts';
import { serviceName } from '../words.ts';

/** What landing needs. */
export interface LandingDependencies {
  readonly remote: RemoteStore;
  readonly job: JobStore;
  readonly shelf: RunNotes;
  readonly decode: Decode;
  /** Waits until the images of a picture would outlive the page. */
  readonly safe: (picture: PagePicture) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Shows the pictures of a run, and drops the note of it once they would outlive the page: until then they can be fetched once
 * more after a crash. A run of which some are missing stays listed where it can be fetched again.
 *
 * @throws ArmatureError `remote-failed` where the browser can read none
 */
export async function land(
  dependencies: LandingDependencies,
  run: KeptRun,
  result: RemoteResult,
): Promise<void> {
  const { remote, job, shelf, decode, now, safe } = dependencies;
  const name = serviceName(backendOf(run.backendId));
  const { images, missing } = await decodeAll(result, name, decode);
  const picture = pictureOf(run, result, images, now() - run.sentAt);
  showPicture(job, picture);
  const { fetchable } = openRunOf(run);
  const stays = missing.length > 0 && fetchable;
  const notes = notesOf(run, result, name, { count: images.length, missing });
  // What was told while it was at work no longer holds.
  job.setState({ note: [...notes, ...(stays && shelf.isPassing(run.id) ? [keepOpen()] : [])].join(' ') });
  if (stays) {
    listRun(remote, run);
    return;
  }
  unlistRun(remote, run.id);
  // The job is over: nobody waits for it.
  void safe(picture)
    .then(() => dropNote(shelf, run.id))
    // Whoever looked through the notes meanwhile has listed it.
    .then(() => unlistRun(remote, run.id));
}

/** A run that was paid for and cannot be fetched after a reload. */
export function keepOpen(): string {
  return say`The browser could not note down how this run is fetched. Keep this page open until its picture is here.`;
}

type Images = PagePicture['images'];

/** One that the browser cannot read costs the others nothing. */
async function decodeAll(
  { files, missing }: RemoteResult,
  name: string,
  decode: Decode,
): Promise<{ readonly images: Images; readonly missing: readonly Failure[] }> {
  const outcomes = await Promise.allSettled(files.map((file) => decoded(file, name, decode)));
  const images = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  const unread = outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [failureFrom(outcome.reason)] : [],
  );
  const [first, ...others] = images;
  const [worst = { code: 'internal', message: 'A run has at least one picture.' }] = unread;
  if (!first) throw new ArmatureError(worst);
  return { images: [first, ...others], missing: [...missing, ...unread] };
}

interface Landed {
  /** Pictures that are shown. */
  readonly count: number;
  readonly missing: readonly Failure[];
}

/** What is not as it was asked for, a sentence or more for each. */
function notesOf(
  run: KeptRun,
  { sampler }: RemoteResult,
  name: string,
  { count, missing }: Landed,
): string[] {
  const { request } = run;
  const [first] = missing;
  const sent = count + missing.length;
  return [
    ...(first ? [missingWords(first, missing.length, openRunOf(run).fetchable)] : []),
    ...(sent < request.samples
      ? [
          say`${name} sent ${counted(sent, { one: '# picture', other: '# pictures' })}, where ${request.samples} were asked for.`,
        ]
      : []),
    ...(sampler === undefined
      ? []
      : [say`${name} has no ${SAMPLERS[request.sampler].label}, and drew with ${sampler} in its place.`]),
  ];
}

function missingWords(failure: Failure, count: number, fetchable: boolean): string {
  const lacks = say`${counted(count, { one: 'One picture is missing', other: '# pictures are missing' })}. ${messageOf(failure)}`;
  return fetchable
    ? say`${lacks} The run is kept: press "Fetch again" to ask for all of them once more.`
    : lacks;
}

function pictureOf(
  run: KeptRun,
  { seed, sampler, bill }: RemoteResult,
  images: Images,
  totalMs: number,
): PagePicture {
  const { backendId, request, relayed, dollars, checkpoint = '' } = run;
  const { label, abilities } = backendOf(backendId);
  return {
    images,
    // A pose that was not sent is no part of what the picture was made from.
    request: {
      ...request,
      seed: seed ?? request.seed,
      ...(abilities.pose === 'ignored' && { control: { kind: 'none' } }),
    },
    totalMs,
    by: {
      kind: 'remote',
      backendId,
      label,
      model: checkpoint,
      ownSampling: abilities.samplers === undefined || sampler !== undefined,
      ...(!relayed && { dollars: bill?.dollars ?? dollars }),
    },
  };
}

async function decoded(file: Uint8Array, name: string, decode: Decode): Promise<RgbaImage> {
  try {
    return await decode(file);
  } catch (error) {
    throw new ArmatureError({
      code: 'remote-failed',
      message: words`${name} sent a picture that the browser cannot read.`,
      next: words`Generate again, or choose another back end.`,
      detail: failureFrom(error).message,
    });
  }
}
