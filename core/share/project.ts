/*
 * Work in a PNG file: beside what tells how its picture was made, our record there has all of the work, the pose to the
 * last digit.
 */
import { keptPose, RECORD_KEYWORD } from '../pose/index.ts';
import { words, type Words } from '../words/index.ts';
import { fieldsOf, isRecord, readFields, type SharedReading, type SharedWork } from './work.ts';

const VERSION = 1;
/** Objects and lists inside each other; what is nested deeper could be read, and not be written again. */
const MOST_LEVELS = 64;

/** What a file has: work, or a sentence on why it cannot be read. */
export type ProjectReading = SharedReading | { readonly problem: Words };

/**
 * Adds work to the texts of a PNG file.
 *
 * @param texts - by keyword, with our record among them or without
 */
export function withProject(
  texts: Readonly<Record<string, string>>,
  work: SharedWork,
): Readonly<Record<string, string>> {
  const record = recordIn(texts) ?? { version: 1 };
  const project = { version: VERSION, ...(work.pose && { pose: work.pose }), ...fieldsOf(work) };
  return { ...texts, [RECORD_KEYWORD]: JSON.stringify({ ...record, project }) };
}

/**
 * Finds the work in the texts of a PNG file.
 *
 * @param texts - by keyword; may come from anywhere
 * @returns undefined where there is none
 */
export function projectFrom(texts: Readonly<Record<string, string>>): ProjectReading | undefined {
  const project = recordIn(texts)?.['project'];
  if (project === undefined) return undefined;
  if (!isRecord(project)) return { problem: words`The project in the file is damaged.` };
  const { version, pose: document, ...fields } = project;
  if (version !== VERSION) {
    return {
      problem: words`The project in the file is of another version of Armature, and only its picture is read.`,
    };
  }
  const { work, notes } = readFields(fields);
  if (document === undefined) return { work, notes };
  const pose = keptPose(document);
  if (!pose) return { work, notes: [...notes, words`Its pose is damaged and is left out.`] };
  return { work: { ...work, pose }, notes };
}

function recordIn(texts: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> | undefined {
  const text = texts[RECORD_KEYWORD];
  if (text === undefined) return undefined;
  try {
    const record: unknown = JSON.parse(text);
    return isRecord(record) && isShallow(record) ? record : undefined;
  } catch {
    return undefined;
  }
}

function isShallow(json: unknown, levels = MOST_LEVELS): boolean {
  if (typeof json !== 'object' || json === null) return true;
  return levels > 0 && Object.values(json).every((inner) => isShallow(inner, levels - 1));
}
