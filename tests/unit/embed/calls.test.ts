import { describe, expect, it } from 'vitest';
import {
  answerSchema,
  checkCall,
  EMBED_EVENTS,
  type EmbedCallName,
  olderReply,
  readConnect,
  readOlderMessage,
} from '../../../core/embed/index.ts';
import { openPoseJsonFrom, readPoseText, standingPerson } from '../../../core/pose/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import * as v from 'valibot';

const CANVAS = { width: 256, height: 512 };
const POSE = openPoseJsonFrom({ ...CANVAS, people: [standingPerson(CANVAS)] });

describe('calls of a host', () => {
  it('are taken as they are, with what was left out', () => {
    expect(() => checkCall('getPose', undefined)).not.toThrow();
    expect(checkCall('setParameters', { steps: 4, prompt: undefined, seed: null })).toEqual({
      steps: 4,
      seed: null,
    });
    expect(checkCall('generate', {})).toEqual({ parameters: {} });
    expect(checkCall('generate', { trackId: 'a', parameters: { samples: 2 } })).toEqual({
      trackId: 'a',
      parameters: { samples: 2 },
    });
    expect(checkCall('setPanels', ['editor'])).toEqual(['editor']);
    const bytes = new Uint8Array([1]);
    expect(checkCall('detect', { bytes })).toEqual({ bytes, place: 'replace', maxPeople: 5, threshold: 0.3 });
  });

  it.each<[EmbedCallName, unknown, RegExp]>([
    ['setPose', { people: [] }, /^setPose: its input: /],
    ['setParameters', { steps: 0 }, /^setParameters: steps: /],
    ['setParameters', { steps: '4' }, /^setParameters: steps: /],
    ['setParameters', { control: { kind: 'none' } }, /^setParameters: control: /],
    ['setParameters', 'steps=4', /^setParameters: its input: /],
    ['setParameters', null, /^setParameters: its input: /],
    ['generate', { parameters: { sampler: 'toString' } }, /^generate: parameters\.sampler: /],
    ['generate', { trackId: 'x'.repeat(201) }, /^generate: trackId: /],
    ['generate', { trackid: 'x' }, /^generate: trackid: /],
    ['detect', { bytes: [1, 2] }, /^detect: bytes: /],
    ['detect', { bytes: new Uint8Array(1), maxPeople: 0 }, /^detect: maxPeople: /],
    ['setTheme', 'pink', /^setTheme: its input: /],
    ['setPanels', [], /^setPanels: its input: /],
    ['setPanels', ['kitchen'], /^setPanels: 0: /],
    ['cancel', 1, /^cancel: its input: /],
  ])('%s does not take %j', (name, input, words) => {
    const attempt = (): unknown => checkCall(name, input);
    expect(attempt).toThrow(ArmatureError);
    expect(attempt).toThrow(words);
  });

  it('are not repeated at length', () => {
    expect(() => checkCall('setTheme', 'x'.repeat(100_000))).toThrow(/^.{1,310}$/s);
  });
});

describe('other messages', () => {
  it('begin with a version', () => {
    expect(readConnect({ type: 'armature:connect', version: 1 })).toEqual({
      type: 'armature:connect',
      version: 1,
    });
    for (const other of [undefined, null, 'armature:connect', { type: 'armature:connect' }, { version: 1 }]) {
      expect(readConnect(other)).toBeUndefined();
    }
  });

  it('are answers with a failure that has a code and words, or with none', () => {
    expect(v.is(answerSchema, { value: 1 })).toBe(true);
    expect(v.is(answerSchema, {})).toBe(true);
    expect(v.is(answerSchema, { failure: { code: 'cancelled', message: 'x' } })).toBe(true);
    for (const other of [undefined, 'x', { failure: 'x' }, { failure: { message: 'x' } }]) {
      expect(v.is(answerSchema, other)).toBe(false);
    }
  });

  it('are events of the shape that their names stand for', () => {
    expect(v.is(EMBED_EVENTS.pose, POSE)).toBe(true);
    expect(v.is(EMBED_EVENTS.pose, { ...POSE, people: [1] })).toBe(false);
    expect(v.is(EMBED_EVENTS.progress, { stage: 'denoising', step: 1 })).toBe(true);
    expect(v.is(EMBED_EVENTS.progress, { stage: 'denoising', step: '1' })).toBe(false);
    expect(v.is(EMBED_EVENTS.result, { images: [new Uint8Array(1)] })).toBe(false);
  });
});

describe('older hosts', () => {
  it('are understood by the id of their dialog', () => {
    expect(readOlderMessage({ modalId: 0, poses: POSE })).toEqual({ modalId: 0, poses: POSE });
    expect(readOlderMessage({ modalId: 'a', poseURL: null })).toEqual({ modalId: 'a', poseURL: null });
    for (const other of [undefined, 'x', {}, { poses: POSE }, { modalId: {} }, { modalId: 1, poseURL: 1 }]) {
      expect(readOlderMessage(other)).toBeUndefined();
    }
  });

  it('get the pose both ways, as their readers want it', () => {
    const reply = olderReply('a', POSE, (bytes) => Buffer.from(bytes).toString('base64'));
    expect(reply.modalId).toBe('a');
    expect(reply.poses).toEqual({ ...POSE, animals: [] });
    const [prefix, base64 = ''] = reply.poseURL.split(',');
    expect(prefix).toBe('data:application/json;base64');
    const text = Buffer.from(base64, 'base64').toString();
    expect(JSON.parse(text)).toEqual(reply.poses);
    expect(readPoseText(text).frames[0]).toMatchObject(CANVAS);
  });
});
