import { describe, expect, it } from 'vitest';
import { emphasize, parsePrompt } from '../../../core/prompt/index.ts';

describe('weights', () => {
  it('stay within what float32 can multiply', () => {
    const nested = `${'('.repeat(3)}a${':9999999999999999999)'.repeat(3)}`;
    expect(parsePrompt(nested)).toEqual([{ kind: 'text', text: 'a', weight: 1000 }]);
    expect(parsePrompt(`(a:-${'9'.repeat(400)})`)).toEqual([{ kind: 'text', text: 'a', weight: -1000 }]);
    expect(parsePrompt(`((a:${'9'.repeat(400)}):0)`)).toEqual([{ kind: 'text', text: 'a', weight: 0 }]);
  });

  it('that cancel each other leave states that are numbers', () => {
    const weighed = emphasize(Float32Array.of(1, 1, 1, 1), Float32Array.of(1, -1));
    expect([...weighed]).toEqual([1, 1, -1, -1]);
  });
});

describe('long prompts', () => {
  it('are read in the time of their length', () => {
    const text = `a${' '.repeat(200_000)}:${'9'.repeat(200_000)}`;
    expect(parsePrompt(text)).toEqual([{ kind: 'text', text, weight: 1 }]);
  });

  it('lose the spaces around a break', () => {
    expect(
      parsePrompt('a \n BREAK  b').map((part) => (part.kind === 'text' ? part.text : part.kind)),
    ).toEqual(['a', 'break', 'b']);
  });
});
