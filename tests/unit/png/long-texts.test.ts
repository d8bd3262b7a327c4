import { expect, it } from 'vitest';
import { bytesOfLatin1, latin1Of } from '../../../core/png/chunks.ts';

it('reads a text of megabytes as it is', () => {
  const text = 'aé\u0000ÿ'.repeat(1_000_000);
  expect(latin1Of(bytesOfLatin1(text)) === text).toBe(true);
});
