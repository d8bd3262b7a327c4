/*
 * Keys at rest: AES-GCM (NIST SP 800-38D) under a key that the browser does not give away, or under one that is derived
 * from a passphrase with PBKDF2 (RFC 8018).
 */
import * as v from 'valibot';

/** As OWASP's password storage cheat sheet asks of PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
const SALT_BYTES = 16;
/** The length that AES-GCM is specified for. */
const IV_BYTES = 12;

const bytes = v.pipe(
  v.instance(Uint8Array),
  v.transform((array) => Uint8Array.from(array)),
);
/** Looked up late: pages on plain http beyond this machine start without it. */
const cryptoKey = v.custom<CryptoKey>(
  (value) => typeof CryptoKey !== 'undefined' && value instanceof CryptoKey,
);
const shared = { service: v.string(), iv: bytes, data: bytes };

/** A row of the key shelf. */
export const sealedSchema = v.variant('kind', [
  v.object({ kind: v.literal('device'), ...shared, wrap: cryptoKey }),
  v.object({
    kind: v.literal('passphrase'),
    ...shared,
    salt: bytes,
    rounds: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10 * ROUNDS)),
  }),
]);

/** A key at rest. */
export type Sealed = v.InferOutput<typeof sealedSchema>;

/** Seals a key under a fresh one that never leaves the browser. */
export async function sealForDevice(service: string, key: string): Promise<Sealed> {
  const wrap = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  return { kind: 'device', service, wrap, ...(await encrypt(wrap, service, key)) };
}

/** Seals a key under a passphrase. */
export async function sealWithPassphrase(service: string, key: string, passphrase: string): Promise<Sealed> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const wrap = await derive(passphrase, salt, ROUNDS);
  return { kind: 'passphrase', service, salt, rounds: ROUNDS, ...(await encrypt(wrap, service, key)) };
}

/**
 * Opens a sealed key.
 *
 * @param passphrase - for those that are sealed with one
 * @returns undefined where it is another passphrase, or the row was changed
 */
export async function unseal(sealed: Sealed, passphrase?: string): Promise<string | undefined> {
  const { service, iv, data } = sealed;
  if (sealed.kind === 'passphrase' && passphrase === undefined) return undefined;
  const wrap =
    sealed.kind === 'device' ? sealed.wrap : await derive(passphrase ?? '', sealed.salt, sealed.rounds);
  try {
    return new TextDecoder().decode(await crypto.subtle.decrypt(algorithm(service, iv), wrap, data));
  } catch {
    // All that WebCrypto tells of a wrong key.
    return undefined;
  }
}

async function encrypt(wrap: CryptoKey, service: string, key: string) {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  const plain = new TextEncoder().encode(key);
  return { iv, data: new Uint8Array(await crypto.subtle.encrypt(algorithm(service, iv), wrap, plain)) };
}

/** The service's name is bound in, so that rows cannot change places. */
function algorithm(service: string, iv: Uint8Array<ArrayBuffer>) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(service) };
}

async function derive(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<CryptoKey> {
  const base = await crypto.subtle.importKey(
    'raw',
    new TextEncoder().encode(passphrase.normalize('NFC')),
    'PBKDF2',
    false,
    ['deriveKey'],
  );
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt, iterations },
    base,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
}
