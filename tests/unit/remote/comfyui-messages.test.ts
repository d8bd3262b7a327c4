import { describe, expect, it } from 'vitest';
import { servicePicture } from '../../doubles/picture.ts';
import { backend } from './orders.ts';

const { readMessage } = backend('comfyui');
const read = (message: unknown): unknown => readMessage?.(JSON.stringify(message));

describe('a message of ComfyUI', () => {
  it.each([
    [
      'the length of the queue',
      { type: 'status', data: { status: { exec_info: { queue_remaining: 3 } }, sid: 'a' } },
      { kind: 'queue', remaining: 3 },
    ],
    [
      'a step of the sampler',
      { type: 'progress', data: { value: 5, max: 20, prompt_id: 'p', node: 'sampler' } },
      { kind: 'progress', share: 0.25 },
    ],
    [
      'a step in an early version',
      { type: 'progress', data: { value: 1, max: 4 } },
      { kind: 'progress', share: 0.25 },
    ],
    ['the end', { type: 'executing', data: { node: null, prompt_id: 'p' } }, { kind: 'finished' }],
    ['a success', { type: 'execution_success', data: { prompt_id: 'p' } }, { kind: 'finished' }],
    ['a failure', { type: 'execution_error', data: { exception_message: 'CUDA' } }, { kind: 'finished' }],
    ['an interruption', { type: 'execution_interrupted', data: {} }, { kind: 'finished' }],
    [
      'the tiles of the decoder',
      { type: 'progress', data: { value: 1, max: 4, node: 'decoder' } },
      undefined,
    ],
    ['a node at work', { type: 'executing', data: { node: 'sampler' } }, undefined],
    ['a step of nothing', { type: 'progress', data: { value: 0, max: 0 } }, undefined],
    ['what later versions may add', { type: 'progress_state', data: {} }, undefined],
  ])('tells %s', (_, message, meaning) => {
    expect(read(message)).toEqual(meaning);
  });

  it('that is no JSON is passed over', () => {
    expect(readMessage?.('{"type": "sta')).toBeUndefined();
  });

  it.each([
    [1, 'image/jpeg'],
    [2, 'image/png'],
  ])('in bytes is a preview of type %i', (type, name) => {
    const picture = servicePicture();
    const message = new Uint8Array([0xff, 0, 0, 0, 1, 0, 0, 0, type, ...picture]).subarray(1);
    expect(readMessage?.(message)).toEqual({ kind: 'preview', type: name, bytes: new Uint8Array(picture) });
  });

  it.each([
    ['another event', [0, 0, 0, 3, 0, 0, 0, 1, 9]],
    ['another type of picture', [0, 0, 0, 1, 0, 0, 0, 3, 9]],
    ['no picture', [0, 0, 0, 1, 0, 0, 0, 1]],
    ['nothing', []],
  ])('in bytes is passed over with %s', (_, bytes) => {
    expect(readMessage?.(Uint8Array.from(bytes))).toBeUndefined();
  });
});
