import { describe, expect, it, vi } from 'vitest';
import { bringIntoSight } from '../../../app/ui/into-sight.ts';

describe('bringing a part of the page into sight', () => {
  it.each([
    ['goes there at once for whoever asks for less motion', true, 'auto'],
    ['moves there for others', false, 'smooth'],
  ])('%s', (_, still, behavior) => {
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: still && query === '(prefers-reduced-motion: reduce)',
    }));
    const scrollIntoView = vi.fn();
    bringIntoSight({ scrollIntoView } as unknown as Element);
    expect(scrollIntoView).toHaveBeenCalledExactlyOnceWith({ block: 'nearest', behavior });
  });
});
