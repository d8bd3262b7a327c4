import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LoadRequest } from '../../../../core/contract/index.ts';
import { parseManifest } from '../../../../core/manifest/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { readFile } from '../../../../workers/engine/model-folder.ts';
import { openSource, versionOf } from '../../../../workers/store/model-source.ts';
import { memoryStore } from '../../../drivers/memory-store.ts';
import { noLocks } from '../../../drivers/no-locks.ts';

const CONFIG = new TextEncoder().encode('{"a": 1}');
const license = { name: 'MIT' };
const family = 'stable-diffusion-1';
const sampling = { steps: 4, guidance: 1, sampler: 'ddim', scheduler: 'sgm_uniform' };

function listed(path: string, content: Uint8Array): object {
  return { path, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') };
}

describe('a model that comes with the page', () => {
  let server: Server;
  let request: LoadRequest;

  beforeAll(async () => {
    const fixtures = nodeFolder('tests/fixtures/checkpoints');
    const lora = await readFile(fixtures, 'lora-peft.safetensors');
    server = createServer(({ url }, response) => {
      response.setHeader('Connection', 'close');
      if (url === '/tiny/config.json') response.end(CONFIG);
      else if (url === '/tiny/lora/lora.safetensors') response.end(lora);
      else response.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const { models, addons } = parseManifest({
      ...{ version: 2, hub: 'https://hub.example/' },
      models: [
        {
          ...{ id: 'tiny', label: 'Tiny', family, license, builtIn: true, base: 'tiny/', sizes: [128] },
          files: [listed('config.json', CONFIG)],
          defaults: { ...sampling, prompt: '', negativePrompt: '', width: 128, height: 128 },
        },
      ],
      addons: [
        {
          ...{
            id: 'quick',
            kind: 'lora',
            label: 'Quick',
            family,
            license,
            builtIn: true,
            base: 'tiny/lora/',
          },
          models: ['tiny'],
          files: [listed('lora.safetensors', lora)],
        },
      ],
    });
    request = {
      model: models[0]!,
      page: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      backend: 'wasm',
      loras: [{ id: 'quick', weight: 0.7 }],
      pageLoras: addons.filter((addon) => addon.kind === 'lora'),
    };
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const open = (changed: Partial<LoadRequest> = {}): ReturnType<typeof openSource> =>
    openSource({
      request: { ...request, ...changed },
      ...{ store: memoryStore(), locks: noLocks },
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });

  it('has the LoRA that comes with the page added, with its weight', async () => {
    const { folder, loras, smallerPolicies } = await open();
    expect(await readFile(folder, 'config.json')).toEqual(CONFIG);
    expect(loras.map(({ weight }) => weight)).toEqual([0.7]);
    expect(loras[0]?.state.names().length).toBeGreaterThan(1);
    expect(smallerPolicies).toEqual([]);
    expect(await versionOf(memoryStore(), request), 'nothing of it is stored').toBe('[]');
  });

  it('has none without being asked', async () => {
    expect((await open({ loras: [] })).loras).toEqual([]);
  });

  it('misses a LoRA that is neither beside the page nor stored', async () => {
    await expect(open({ pageLoras: [] })).rejects.toMatchObject({ failure: { code: 'file-missing' } });
  });
});
