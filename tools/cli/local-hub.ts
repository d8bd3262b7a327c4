/*
 * A hub on this machine, for models of random weights in the true names and shapes.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';
import type { ManifestFile, ModelEntry } from '../../core/manifest/index.ts';
import { invariant } from '../../core/result/index.ts';
import { readManifest } from './read-inputs.ts';

/** A running hub. */
export interface LocalHub {
  /** Ends in a slash. */
  readonly url: string;
  readonly close: () => void;
}

/** Serves a diffusers folder under the paths of the hub, to any page; the ControlNet's repository is its subfolder. */
export async function startLocalHub(folder: string): Promise<LocalHub> {
  const files = sirv(folder, {
    etag: true,
    dev: true,
    setHeaders(response) {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Expose-Headers', 'ETag, Content-Range');
      response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin');
    },
  });
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') {
      const allowed = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'Range' };
      response.writeHead(204, allowed).end();
      return;
    }
    const [, repo = '', path = ''] = /^\/([^/]+\/[^/]+)\/resolve\/[^/]+\/(.*)$/.exec(request.url ?? '') ?? [];
    request.url = repo.includes('control') ? `/controlnet/${path}` : `/${path}`;
    files(request, response, () => {
      response.writeHead(404).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** A model of the manifest whose files may be any: the weights at hand are not the published ones. */
export async function withoutKnownBytes(id: string): Promise<ModelEntry> {
  const { models } = await readManifest();
  const entry = models.find((model) => model.id === id);
  invariant(entry, `The manifest lists ${id}.`);
  const files = entry.files.map((file): ManifestFile => ({ ...file, bytes: undefined, sha256: undefined }));
  return { ...entry, files };
}
