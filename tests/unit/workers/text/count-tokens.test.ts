import { resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { TokenCountRequest } from '../../../../core/contract/index.ts';
import type { ModelEntry } from '../../../../core/manifest/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { openTokenizer } from '../../../../workers/engine/tokenizer.ts';
import { subfolder } from '../../../../workers/engine/model-folder.ts';
import { countsTokens, createTokenCounter } from '../../../../workers/text/count-tokens.ts';

const FOLDER = nodeFolder(resolve(import.meta.dirname, '../../../fixtures/models/pipeline'));

function asking(texts: readonly string[], id = 'tiny'): TokenCountRequest {
  return { model: { id, files: [] } as unknown as ModelEntry, page: 'https://host/', texts };
}

describe('createTokenCounter', () => {
  it('counts what the text encoder is given', async () => {
    const count = createTokenCounter(() => Promise.resolve(FOLDER));
    const texts = ['', 'a red shirt', 'a (red:1.4) shirt', `${'a red shirt, '.repeat(30)}the end`];
    const counts = await count(asking(texts));
    const tokenizer = await openTokenizer(subfolder(FOLDER, 'tokenizer'));
    for (const [i, text] of texts.entries()) {
      const room = counts[i]?.room ?? 0;
      const encoded = tokenizer.encode(text, room + 2);
      expect(counts[i]?.tokens).toBe(encoded.tokens);
      expect(counts[i]?.chunks).toHaveLength(encoded.chunks.length);
    }
    expect(counts[0]).toMatchObject({ tokens: 0, chunks: [{ tokens: 0, text: '' }] });
    expect(counts[2]?.tokens).toBe(counts[1]?.tokens);
  });

  it('tells what each chunk says, and ends one at BREAK', async () => {
    const count = createTokenCounter(() => Promise.resolve(FOLDER));
    const [counted] = await count(asking(['a red shirt BREAK a blue shirt']));
    expect(counted?.chunks.map(({ text }) => text)).toEqual(['a red shirt', 'a blue shirt']);
    const [long] = await count(asking(['a red shirt, '.repeat(60)]));
    expect(long?.chunks.length).toBeGreaterThan(1);
    for (const { tokens } of long?.chunks ?? []) expect(tokens).toBeLessThanOrEqual(long?.room ?? 0);
    expect(long?.chunks.map(({ text }) => text.replaceAll(' ', '')).join('')).toBe('aredshirt,'.repeat(60));
  });

  it('opens a model once, and another one for another', async () => {
    const open = vi.fn(() => Promise.resolve(FOLDER));
    const count = createTokenCounter(open);
    await Promise.all([count(asking(['a'])), count(asking(['b']))]);
    await count(asking(['c']));
    expect(open).toHaveBeenCalledTimes(1);
    await count(asking(['c'], 'other'));
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('tries again after a failure', async () => {
    const open = vi.fn(() => Promise.resolve(FOLDER)).mockRejectedValueOnce(new Error('gone'));
    const count = createTokenCounter(open);
    await expect(count(asking(['a']))).rejects.toThrow('gone');
    await expect(count(asking(['a']))).resolves.toHaveLength(1);
  });

  it('reads the documents alone', () => {
    expect(['tokenizer/vocab.json', 'text_encoder/config.json'].every(countsTokens)).toBe(true);
    expect(['text_encoder/model.safetensors', 'unet/config.json'].some(countsTokens)).toBe(false);
  });
});
