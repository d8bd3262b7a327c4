import { readdir, readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { ModelEntry } from '../../core/manifest/index.ts';

const FIXTURE = resolve(import.meta.dirname, '../fixtures/models/pipeline');
const FOLDERS = ['tokenizer', 'scheduler', 'text_encoder', 'unet', 'vae', 'controlnet'];

/** The small pipeline of the fixtures as a host has it: files by path on the hub, and the manifest's entry. */
export async function hostedPipeline(): Promise<{ files: Map<string, Uint8Array>; entry: ModelEntry }> {
  const files = new Map<string, Uint8Array>();
  for (const folder of FOLDERS) {
    for (const name of await readdir(join(FIXTURE, folder))) {
      const content = new Uint8Array(await readFile(join(FIXTURE, folder, name)));
      files.set(`tiny/model/resolve/abc/${folder}/${name}`, content);
    }
  }
  const entry: ModelEntry = {
    kind: 'model',
    id: 'tiny',
    label: 'Tiny',
    description: '',
    family: 'stable-diffusion-1',
    builtIn: false,
    license: { name: 'MIT' },
    sources: { here: { repo: 'tiny/model', revision: 'abc', license: { name: 'MIT' } } },
    policies: ['int8'],
    sizes: [64],
    files: [...files].map(([url, content]) => ({
      path: url.split('/').slice(4).join('/'),
      source: 'here',
      bytes: content.length,
      sha256: createHash('sha256').update(content).digest('hex'),
    })),
    defaults: {
      prompt: '',
      negativePrompt: '',
      width: 64,
      height: 64,
      steps: 4,
      guidance: 4,
      sampler: 'euler',
      scheduler: 'normal',
    },
  };
  return { files, entry };
}
