/*
 * What the person who starts the server decides about the API: `npm start -- --api`.
 */
import { parseArgs } from 'node:util';
import { ArmatureError } from '../../core/result/index.ts';

/** How the API is served. */
export interface ApiSettings {
  /** Whoever has one of them may draw; none where the API is open to this machine. */
  readonly keys: readonly string[];
  /** Folder of a model; the built-in one unless given. */
  readonly model?: string;
  /** Lower-case names of the hosts from which pictures may be fetched. */
  readonly imageHosts: readonly string[];
  /** Address under which callers reach the server, where a proxy stands before it. */
  readonly publicAddress?: string;
  /** May callers of this machine have themselves told of finished runs at addresses of this machine? */
  readonly localWebhooks?: boolean;
}

const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '::1'];

/**
 * Reads the settings.
 *
 * @param argv - arguments after the script; those of others are left alone
 * @param environment - `ARMATURE_API_KEYS`, `ARMATURE_API_IMAGE_HOSTS` (lists with commas), `ARMATURE_API_URL`,
 *   `ARMATURE_API_LOCAL_WEBHOOKS`, and `ARMATURE_PUBLIC_URL` of the relay
 * @param host - name or address that the server binds
 * @returns undefined where the API was not asked for
 * @throws ArmatureError `bad-request` where it would be open to others
 */
export function readApiSettings(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  host: string,
): ApiSettings | undefined {
  const { api, 'api-open': open, model } = argumentsIn(argv);
  if (!api && !open) return undefined;
  const keys = listIn(environment['ARMATURE_API_KEYS']);
  if (keys.length === 0) requireOpen(open, host);
  const publicAddress = environment['ARMATURE_API_URL']?.replace(/\/+$/, '');
  return {
    keys,
    ...(model !== undefined && { model }),
    imageHosts: listIn(environment['ARMATURE_API_IMAGE_HOSTS']).map((name) => name.toLowerCase()),
    ...(publicAddress && { publicAddress }),
    ...(allowsLocalWebhooks(environment, keys.length === 0) && { localWebhooks: true }),
  };
}

/**
 * A caller that a proxy speaks for cannot be told from one of this machine, so whoever has a key could have the server call
 * what listens on it. Where there are keys the owner says that there is no proxy.
 *
 * @param open - do callers need no key?
 * @throws ArmatureError `bad-request` where a proxy is spoken of as well
 */
function allowsLocalWebhooks(
  environment: Readonly<Record<string, string | undefined>>,
  open: boolean,
): boolean {
  const asked = environment['ARMATURE_API_LOCAL_WEBHOOKS'];
  if (asked !== undefined && asked !== '1') {
    throw new ArmatureError({
      code: 'bad-request',
      message: 'ARMATURE_API_LOCAL_WEBHOOKS can be 1 and nothing else.',
      next: 'Set it to 1 where webhooks may lead to this machine, or leave it out.',
    });
  }
  const named = ['ARMATURE_API_URL', 'ARMATURE_PUBLIC_URL'].find((name) => environment[name]);
  if (named === undefined) return open || asked === '1';
  if (asked === undefined) return false;
  throw new ArmatureError({
    code: 'bad-request',
    message: `With ${named} others reach this server, and ARMATURE_API_LOCAL_WEBHOOKS would let them call this machine.`,
    next: 'Leave one of the two out.',
  });
}

function argumentsIn(argv: readonly string[]): { api: boolean; 'api-open': boolean; model?: string } {
  const { values } = parseArgs({
    args: [...argv],
    options: { api: { type: 'boolean' }, 'api-open': { type: 'boolean' }, model: { type: 'string' } },
    strict: false,
  });
  const { api, 'api-open': open, model } = values;
  if (model === true) {
    throw new ArmatureError({ code: 'bad-request', message: '--model needs a folder.' });
  }
  return { api: api === true, 'api-open': open === true, ...(typeof model === 'string' && { model }) };
}

function requireOpen(open: boolean, host: string): void {
  if (!open) {
    throw new ArmatureError({
      code: 'bad-request',
      message: 'The API needs keys, and ARMATURE_API_KEYS has none.',
      next: 'Set ARMATURE_API_KEYS to one or more long random words with commas between them, or use --api-open on this machine.',
    });
  }
  if (LOOPBACK.includes(host)) return;
  throw new ArmatureError({
    code: 'bad-request',
    message: `--api-open would let everybody draw who reaches ${host}.`,
    next: 'Set ARMATURE_API_KEYS, or leave HOST at localhost.',
  });
}

function listIn(text = ''): string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}
