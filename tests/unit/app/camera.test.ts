import { describe, expect, it } from 'vitest';
import { cameraFailure } from '../../../app/camera/camera.ts';

describe('a camera that is not to be had', () => {
  it.each([
    ['NotAllowedError', 'may not use'],
    ['NotFoundError', 'no camera'],
    ['OverconstrainedError', 'not there any more'],
    ['NotReadableError', 'another program'],
    ['TypeError', 'could not be opened'],
  ])('%s is told in words, with the next step and the cause', (name, words) => {
    const error = Object.assign(new Error('refused'), { name });
    const failure = cameraFailure(error);
    expect(failure).toMatchObject({ code: 'camera', detail: `${name}: refused` });
    expect(failure.message).toContain(words);
    expect(failure.next).toMatch(/\w/);
  });
});
