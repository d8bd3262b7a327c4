import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { parseGenerateRequest } from '../../../../core/request/index.ts';
import { startEngine } from '../../../../server/api/engine.ts';
import { MODEL } from './fakes.ts';

const REQUEST = parseGenerateRequest({
  ...{ prompt: '', negativePrompt: '', width: 64, height: 64, steps: 1, guidance: 1 },
  ...{ sampler: 'euler', scheduler: 'normal', controlStrength: 0, control: { kind: 'none' }, seed: 1 },
});

it('tells that the engine died, and starts it anew for the next picture', async () => {
  const entry = resolve(import.meta.dirname, 'mortal.process.ts');
  const engine = await startEngine({ model: MODEL, page: 'file:///', entry });
  const generate = async (seed: number): Promise<unknown> =>
    engine.generate({ ...REQUEST, seed }, new AbortController().signal);
  try {
    const first = await generate(1);
    expect(await generate(2)).toEqual(first);
    await expect(generate(13)).rejects.toMatchObject({ code: 'worker-died' });
    expect(await generate(1)).not.toEqual(first);
  } finally {
    engine.close();
  }
  await expect(generate(1)).rejects.toMatchObject({ code: 'worker-died' });
});
