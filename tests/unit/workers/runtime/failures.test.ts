import { describe, expect, it } from 'vitest';
import { runtimeError } from '../../../../workers/runtime/failures.ts';

const TASK = { doing: 'prepare', model: 'unet' } as const;

describe('runtimeError', () => {
  it.each([
    new RangeError('Array buffer allocation failed'),
    new Error('std::bad_alloc'),
    new Error('Aborted(OOM). Cannot enlarge memory arrays'),
    'no available backend found. ERR: [wasm] RangeError: WebAssembly.Memory(): could not allocate memory',
    'Failed to allocate memory for requested buffer of size 134217728',
  ])('knows lack of memory: %s', (thrown) => {
    expect(runtimeError(thrown, TASK).failure).toMatchObject({
      code: 'out-of-memory',
      message: 'There was not enough memory to prepare unet.',
    });
  });

  it.each([
    'no available backend found. ERR: [wasm] TypeError: Failed to fetch',
    'no available backend found. ERR: [wasm] RuntimeError: Aborted(CompileError: expected magic word 00 61 73 6d)',
  ])('knows that the runtime itself did not come: %s', (thrown) => {
    expect(runtimeError(thrown, TASK).failure).toMatchObject({ code: 'network' });
  });

  it('keeps the text of everything else', () => {
    const { failure } = runtimeError(new Error('NOT_IMPLEMENTED : Could not find Conv'), TASK);
    expect(failure.code).toBe('session-failed');
    expect(failure.detail).toBe('NOT_IMPLEMENTED : Could not find Conv');
  });
});
