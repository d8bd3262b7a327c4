import { describe, expect, it } from 'vitest';
import { ArmatureError, failureFrom, invariant } from '../../../core/result/index.ts';

describe('failureFrom', () => {
  it('keeps the failure of an ArmatureError', () => {
    const failure = {
      code: 'bad-pose',
      message: 'people[0] has 17 points',
      next: 'Export it again.',
    } as const;
    expect(failureFrom(new ArmatureError(failure))).toBe(failure);
  });

  it('calls an abort a cancellation', () => {
    expect(failureFrom(new DOMException('stop', 'AbortError')).code).toBe('cancelled');
  });

  it('keeps the text of a foreign exception as detail, under the given code', () => {
    const failure = failureFrom(new RangeError('Invalid array length\nat x'), 'out-of-memory');
    expect(failure).toEqual({
      code: 'out-of-memory',
      message: 'RangeError: Invalid array length',
      detail: 'RangeError: Invalid array length\nat x',
    });
  });

  it('takes whatever was thrown', () => {
    expect(failureFrom('text').message).toBe('text');
    expect(failureFrom(undefined).code).toBe('internal');
  });

  it('shortens a long message but not its detail', () => {
    const failure = failureFrom(new Error('x'.repeat(500)));
    expect(failure.message.length).toBeLessThan(210);
    expect(failure.detail?.length).toBeGreaterThan(500);
  });
});

describe('invariant', () => {
  it('throws an internal failure with its sentence', () => {
    expect(() => invariant(false, 'sigmas end in zero')).toThrow('sigmas end in zero');
    expect(() => invariant(true, 'never seen')).not.toThrow();
  });
});
