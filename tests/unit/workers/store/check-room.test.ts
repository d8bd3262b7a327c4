import { describe, expect, it } from 'vitest';
import { checkRoom } from '../../../../workers/store/check-room.ts';
import type { FileStore } from '../../../../workers/store/file-store.ts';

const storeWith = (quota: number): FileStore =>
  ({ room: () => Promise.resolve({ quota, used: 0 }) }) as unknown as FileStore;

describe('room for a model', () => {
  it('is told of without marks between thousands, which are decimal marks in other languages', async () => {
    await expect(checkRoom(storeWith(3_456e6), 4_567e6)).rejects.toThrow(
      /^4567 MB are .* but the browser has 3456 MB left/,
    );
  });
});
