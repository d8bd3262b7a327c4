/*
 * The small safety checker of the fixtures on a hub, with thresholds that every picture passes or none.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { AddonEntry } from '../../core/manifest/index.ts';
import type { HostedAddons } from './hub.ts';

const FIXTURE = 'tests/fixtures/models/safety-checker-quick-gelu';
const PLACE = 'tiny/checker/resolve/abc';

/** Name of the checker in the list of models. */
export const CHECKER = 'Tiny checker';

/** Makes it. */
export async function hostedChecker(verdict: 'flags' | 'passes'): Promise<HostedAddons> {
  const license = { name: 'MIT' };
  const weights = new Uint8Array(await readFile(`${FIXTURE}/model.safetensors`));
  // Cosines are from -1 to 1.
  setAll(weights, 'concept_embeds_weights', verdict === 'flags' ? -2 : 2);
  const files = new Map([
    ['config.json', new Uint8Array(await readFile(`${FIXTURE}/config.json`))],
    ['model.safetensors', weights],
  ]);
  const entry: AddonEntry = {
    ...{ kind: 'safety-checker', id: 'tiny-checker', label: CHECKER, license },
    description: verdict === 'flags' ? 'Flags everything.' : 'Passes everything.',
    sources: { here: { repo: 'tiny/checker', revision: 'abc', license } },
    files: [...files].map(([name, content]) => ({
      ...{ path: `safety_checker/${name}`, at: name, source: 'here', bytes: content.length, grade: 'A' },
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
  };
  return {
    entries: [entry],
    files: new Map([...files].map(([name, content]) => [`${PLACE}/${name}`, content])),
  };
}

/** Writes one number into all of a float32 tensor of a safetensors file. */
function setAll(file: Uint8Array, tensor: string, value: number): void {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const length = Number(view.getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as Record<
    string,
    { readonly dtype: string; readonly data_offsets: readonly [number, number] }
  >;
  const { dtype, data_offsets } = header[tensor]!;
  const [start, end] = data_offsets;
  if (dtype !== 'F32') throw new Error(`${tensor} is ${dtype}.`);
  for (let at = start; at < end; at += 4) view.setFloat32(8 + length + at, value, true);
}
