/*
 * Collections of named poses as one JSON file, and whatever else of poses a person brings as a file.
 */
import * as v from 'valibot';
import { ArmatureError, failureFrom, messageOf } from '../../result/index.ts';
import { words, type Words } from '../../words/index.ts';
import type { Pose } from '../types.ts';
import { badPose } from './bad-pose.ts';
import { isRecord } from './is-record.ts';
import { openPoseJsonFrom, poseFromOpenPoseJson } from './openpose-json.ts';
import { parsePoseText } from './pose-documents.ts';

/** A pose with what a person calls it. */
export interface NamedPose {
  readonly name: string;
  /** What the person files it under. */
  readonly category: string;
  readonly pose: Pose;
}

/** What a file of poses gave. */
export interface PoseFileReading {
  readonly poses: readonly NamedPose[];
  /** A sentence for each entry that could not be read, naming it. */
  readonly problems: readonly Words[];
}

const FORMAT = 'armature-poses';
const VERSION = 1;
/** More is a mistake rather than a collection. */
const MAX_POSES = 10_000;
/** Longest name and category in characters. */
const MAX_NAME = 80;
const UNNAMED = 'Untitled';

const fileSchema = v.object({
  format: v.literal(FORMAT),
  version: v.pipe(v.number(), v.integer(), v.minValue(1)),
  poses: v.pipe(v.array(v.unknown()), v.maxLength(MAX_POSES)),
});

const entrySchema = v.object({
  name: v.pipe(v.string(), v.trim(), v.minLength(1)),
  category: v.optional(v.string(), ''),
});

/** Writes a collection: each entry is an OpenPose document with a name and a category. */
export function collectionJsonFrom(poses: readonly NamedPose[]): string {
  const entries = poses.map(({ name, category, pose }) => ({
    ...{ name, category },
    ...openPoseJsonFrom(pose, { confidence: 'kept' }),
  }));
  return JSON.stringify({ format: FORMAT, version: VERSION, poses: entries }, undefined, 1);
}

/**
 * Reads a collection, an OpenPose document or a list of such. An entry that cannot be read costs the others nothing.
 *
 * @param text - the file's content
 * @param fileName - names what has no name of its own
 * @throws ArmatureError `bad-pose` where nothing of the file can be read
 */
export function readPoseFile(text: string, fileName: string): PoseFileReading {
  const json = parsePoseText(text, `"${fileName}"`);
  const title = fileName.replace(/^.*[/\\]/, '').replace(/\.json$/i, '') || UNNAMED;
  if (isRecord(json) && json['format'] !== undefined)
    return readEntries(collectionEntries(json, fileName), title);
  const documents = Array.isArray(json) ? json : [json];
  if (documents.length > MAX_POSES)
    throw badFile(words`"${fileName}" has ${documents.length} poses, more than ${MAX_POSES}.`);
  const reading = readEntries(
    documents.map((document: unknown, index) => ({
      name: documents.length === 1 ? title : `${title} ${index + 1}`,
      document,
    })),
    title,
  );
  if (reading.poses.length === 0) throw badFile(reading.problems[0] ?? words`"${fileName}" has no poses.`);
  return reading;
}

/** An entry before it is read; without a name where it tells its own. */
interface RawEntry {
  readonly name?: string;
  readonly document: unknown;
}

function collectionEntries(json: unknown, fileName: string): readonly RawEntry[] {
  const file = v.safeParse(fileSchema, json, { abortEarly: true });
  if (!file.success)
    throw badFile(words`"${fileName}" is no collection of poses: ${file.issues[0].message.slice(0, 200)}.`);
  if (file.output.version > VERSION) {
    throw new ArmatureError({
      code: 'bad-pose',
      message: words`"${fileName}" is a collection of version ${file.output.version}; this page reads version ${VERSION}.`,
      next: words`Reload the page to get its newest version, then open the file again.`,
    });
  }
  return file.output.poses.map((document) => ({ document }));
}

function readEntries(entries: readonly RawEntry[], title: string): PoseFileReading {
  const poses: NamedPose[] = [];
  const problems: Words[] = [];
  entries.forEach((entry, index) => {
    try {
      poses.push(readEntry(entry));
    } catch (error) {
      problems.push(
        words`${nameOf(entry) ?? words`Entry ${index + 1} of "${title}"`}: ${messageOf(failureFrom(error, 'bad-pose'))}`,
      );
    }
  });
  return { poses, problems };
}

function readEntry({ name, document }: RawEntry): NamedPose {
  const entry = v.safeParse(entrySchema, name === undefined ? document : { name }, { abortEarly: true });
  if (!entry.success) throw badFile(words`The entry has no name.`);
  const pose = poseFromOpenPoseJson(name === undefined ? withoutTitle(document) : document);
  if (pose.people.length === 0) throw badFile(words`There is nobody in it.`);
  const short = (text: string): string => text.slice(0, MAX_NAME);
  return { name: short(entry.output.name), category: short(entry.output.category), pose };
}

/** Name and category are the entry's, not the pose's. */
function withoutTitle(document: unknown): unknown {
  if (!isRecord(document)) return document;
  return Object.fromEntries(Object.entries(document).filter(([key]) => key !== 'name' && key !== 'category'));
}

function nameOf({ name, document }: RawEntry): string | undefined {
  const own = isRecord(document) && typeof document['name'] === 'string' ? document['name'] : undefined;
  const shown = name ?? own;
  return shown === undefined || shown.trim() === '' ? undefined : `"${shown.slice(0, MAX_NAME)}"`;
}

function badFile(message: Words): ArmatureError {
  return badPose(
    message,
    words`Open a collection that this page has saved, or JSON files in the format of OpenPose.`,
  );
}
