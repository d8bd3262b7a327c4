import { memorySource } from '../../../core/weights/index.ts';
import type { ByteSource } from '../../../core/weights/index.ts';
import type { ModelFolder } from '../../../workers/engine/model-folder.ts';
import type { OpenFixture } from '../cases.ts';

async function fetchFixture(path: string): Promise<ByteSource | undefined> {
  const response = await fetch(`/tests/fixtures/models/${path}`);
  // The server answers with its page where there is no file.
  if (!response.ok || response.headers.get('content-type')?.startsWith('text/html')) return undefined;
  return memorySource(new Uint8Array(await response.arrayBuffer()));
}

/** Opens a fixture over HTTP. */
export const openFetched: OpenFixture = async (path) => {
  const source = await fetchFixture(path);
  if (!source) throw new Error(`There is no ${path}.`);
  return source;
};

/** A model among the fixtures. */
export function fetchedModel(name: string): ModelFolder {
  return { label: name, open: (path) => fetchFixture(`${name}/${path}`) };
}
