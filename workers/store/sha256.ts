import { createSHA256 } from 'hash-wasm';

/** A running SHA-256 that survives the worker. */
export interface RunningSha256 {
  update(bytes: Uint8Array): void;
  /** The state so far, in base64. */
  save(): string;
  /** Ends the run; in hex. */
  digest(): string;
}

/**
 * Starts a running SHA-256, or takes one up.
 *
 * @param saved - what `save` gave
 */
export async function runningSha256(saved?: string): Promise<RunningSha256> {
  const hasher = await createSHA256();
  if (saved === undefined) hasher.init();
  else hasher.load(Uint8Array.from(atob(saved), (char) => char.charCodeAt(0)));
  return {
    update: (bytes) => void hasher.update(bytes),
    save: () => btoa(String.fromCharCode(...hasher.save())),
    digest: () => hasher.digest(),
  };
}

/** SHA-256 of bytes that are all there, in hex. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
