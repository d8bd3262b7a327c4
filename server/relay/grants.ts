/*
 * Runs at ModelsLab are numbered in order, and all of them are under the owner's one key. So that no visitor can count
 * through the pictures of others, asking for a run takes a grant, which only the visitor who started it was told: a code
 * made of the run's id and the owner's key. It needs no memory and outlives a restart.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type HttpAnswer, jsonOf } from '../../core/remote/index.ts';
import type { Fields, Provider } from './providers.ts';
import { Refusal } from './refusal.ts';

const RUN_ID = /^[\w-]{1,80}$/;

/** A code that nobody can make without the key. */
export function codeOf(key: string, purpose: string): string {
  return createHmac('sha256', key).update(`armature ${purpose}`).digest('base64url');
}

/** Compares codes in a time that tells nothing of them. */
export function sameCode(one: string, other: string): boolean {
  const [a, b] = [one, other].map((code) => createHmac('sha256', 'compare').update(code).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}

/** The grant of a run. */
export function grantOf({ id }: Provider, key: string, runId: string): string {
  return codeOf(key, `run ${id} ${runId}`);
}

/**
 * Writes the grant into the addresses by which an answer says where to ask for the run. Other answers stay as they are.
 */
export function withGrants(provider: Provider, key: string, answer: HttpAnswer): HttpAnswer {
  const json = jsonOf(answer);
  if (typeof json !== 'object' || json === null || answer.status >= 400) return answer;
  const fields = json as Fields;
  const { id: idField, waiting, links } = provider.run;
  const id = fields[idField];
  const { status } = fields;
  if (typeof status !== 'string' || !waiting.includes(status) || !isRunId(id)) return answer;
  const grant = grantOf(provider, key, String(id));
  const granted = Object.entries(links).map(([field, usual]) => {
    const path = pathTo(provider, fields[field], String(id)) ?? usual(encodeURIComponent(id));
    return [field, `${provider.origin}${path}?grant=${grant}`] as const;
  });
  const text = written({ ...fields, ...Object.fromEntries(granted) });
  return { ...answer, body: new TextEncoder().encode(text) };
}

/** Can this be asked for by a call that is relayed? */
function isRunId(id: unknown): id is string | number {
  return (typeof id === 'number' || typeof id === 'string') && RUN_ID.test(String(id));
}

/** @throws Refusal 502 where an answer is nested so deeply that it can be read but not written */
function written(fields: Fields): string {
  try {
    return JSON.stringify(fields);
  } catch {
    throw new Refusal(502, {
      code: 'remote-failed',
      message: 'The answer of the service cannot be passed on.',
      next: 'Try again later, or choose another back end.',
    });
  }
}

/** The path that the service told, if it leads to this run by a call that is relayed. */
function pathTo({ routes }: Provider, told: unknown, id: string): string | undefined {
  if (typeof told !== 'string' || !URL.canParse(told)) return undefined;
  const { pathname } = new URL(told);
  return routes.some(({ path }) => path.exec(pathname)?.[1] === id) ? pathname : undefined;
}
