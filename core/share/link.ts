/*
 * Work in the fragment of an address: `share=1.` and then JSON, compressed by zlib, as base64url. docs/share-links.md has
 * the format.
 */
import { zlibSync } from 'fflate';
import { words } from '../words/index.ts';
import { badLink } from './bad-link.ts';
import { base64UrlOf, bytesOfBase64Url } from './base64url.ts';
import { compactPose, poseFromCompact } from './compact-pose.ts';
import { inflated } from './inflate.ts';
import { SHARE_PREFIX } from './prefix.ts';
import { fieldsOf, isRecord, readFields, type SharedReading, type SharedWork } from './work.ts';

const VERSION = 1;

/** Programs to chat with cut longer messages off, or send them as a file: Discord at 2000 characters, X and SMS sooner. */
export const USUAL_LINK_LENGTH = 2000;

/** Bytes of JSON; a hundred people with hands and faces have half of it. */
const MOST_BYTES = 512 * 1024;
/** Characters: what cannot be compressed grows by a little, and base64 by a third. */
const MOST_CHARACTERS = 720_000;

/**
 * Writes work as the fragment of an address, without its `#`.
 *
 * @throws ArmatureError `bad-request` for more than a link takes
 */
export function shareFragment(work: SharedWork): string {
  const document = { ...(work.pose && { pose: compactPose(work.pose) }), ...fieldsOf(work) };
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  if (bytes.length > MOST_BYTES) {
    throw badLink(words`That is more than a link takes.`, words`Save a project file, which takes it all.`);
  }
  return `${SHARE_PREFIX}${VERSION}.${base64UrlOf(zlibSync(bytes, { level: 9 }))}`;
}

/**
 * Reads the fragment of an address. What stands behind a link in a sentence, and was taken for a part of it, is passed over.
 *
 * @param fragment - with or without its `#`; may come from anywhere
 * @throws ArmatureError `bad-request` for links that are damaged, cut off, too large, or of a later version
 */
export function readShareFragment(fragment: string): SharedReading {
  if (fragment.length > MOST_CHARACTERS) throw tooLarge();
  const [, version = '', packed = ''] = /^#?share=(\d{1,9})\.([\w-]*)[^\w-]*$/.exec(fragment) ?? [];
  if (version === '') throw damaged();
  if (Number(version) !== VERSION) throw otherVersion(version);
  const json = jsonOf(unpacked(packed));
  const { pose: compact, ...fields } = json;
  const { work, notes } = readFields(fields);
  return { work: compact === undefined ? work : { ...work, pose: poseFromCompact(compact) }, notes };
}

function unpacked(packed: string): Uint8Array {
  const stream = bytesOfBase64Url(packed);
  const bytes = stream && inflated(stream, MOST_BYTES);
  if (bytes === 'too-large') throw tooLarge();
  if (!bytes) throw damaged();
  return bytes;
}

function jsonOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw damaged();
  }
  if (!isRecord(json)) throw damaged();
  return json;
}

function damaged(): Error {
  return badLink(words`The link is damaged or was cut off.`);
}

function tooLarge(): Error {
  return badLink(words`The link holds more than any pose and its settings need, and was not opened.`);
}

function otherVersion(version: string): Error {
  return badLink(
    words`The link is of another version of Armature: it has version ${version}, and this page reads version ${VERSION}.`,
    words`Reload the page to get its newest version, or ask for a project file instead.`,
  );
}
