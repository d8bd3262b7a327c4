/* Answers that no service gives while it is well. */
import { describe, expect, it } from 'vitest';
import { type HttpAnswer, REMOTE_BACKENDS, baseAddress, waitAsked } from '../../../core/remote/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { backend, order } from './orders.ts';

const answer = (text: string, headers: Record<string, string> = {}): HttpAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: new TextEncoder().encode(text),
});
const created = (id: string, text: string, headers?: Record<string, string>) =>
  backend(id).readCreated(answer(text, headers), order());

describe('every back end', () => {
  it.each(REMOTE_BACKENDS.map(({ id }) => id))('refuses lists that are nested without end: %s', (id) => {
    expect(() => created(id, '['.repeat(20_000) + ']'.repeat(20_000))).toThrow(ArmatureError);
  });

  it.each(REMOTE_BACKENDS.map(({ id }) => id))('says no more than a sentence: %s', (id) => {
    const words = 'no '.repeat(10_000);
    const errors = { 4: { class_type: words, errors: [{ message: words, details: words }] } };
    const refusal = {
      ...answer(JSON.stringify({ error: words, detail: words, node_errors: errors })),
      status: 400,
    };
    const read = () => backend(id).readCreated(refusal, order());
    expect(read).toThrow(ArmatureError);
    try {
      read();
    } catch (error) {
      expect((error as ArmatureError).message.length).toBeLessThan(500);
    }
  });
});

describe('numbers that JSON writes and nothing holds', () => {
  it('are no estimates, seeds or amounts', () => {
    expect(created('modelslab-text', '{"status":"processing","id":1,"eta":1e999}')).toEqual({
      state: 'waiting',
      ticket: { id: '1' },
    });
    const done = created(
      'modelslab-text',
      '{"status":"success","output":["https://a.example/x.png"],"meta":{"seed":1e999}}',
    );
    expect(done).not.toHaveProperty('seed');
    const bill = created('segmind', '{"image":"AAAA","metrics":{"cost":1e999}}', {
      'x-remaining-credits': '9'.repeat(400),
    });
    expect(bill).toMatchObject({ bill: {} });
    expect(backend('a1111').readProgress?.(answer('{"progress":0.5,"eta_relative":1e999}'))).toEqual({
      share: 0.5,
    });
    expect(
      backend('comfyui').readMessage?.('{"type":"progress","data":{"value":1e999,"max":1e999}}'),
    ).toBeUndefined();
  });

  it('are no time to wait', () => {
    const late = { ...answer(''), status: 429, headers: { 'retry-after': '9'.repeat(400) } };
    expect(waitAsked(late, 0)).toBeUndefined();
  });
});

describe('names', () => {
  it('of runs are not those that every object has', () => {
    const ticket = { id: 'constructor' };
    expect(backend('comfyui').readPolled?.(answer('{}'), ticket, {})).toEqual({ state: 'waiting', ticket });
  });

  it.each(['segmind-queue', 'comfyui'])('that cannot stand in an address are none: %s', (id) => {
    const text = '{"status":"QUEUED","request_id":"\\ud800","prompt_id":"\\ud800"}';
    expect(() => created(id, text)).toThrow(ArmatureError);
  });
});

it('takes as many pictures as anybody asks for', () => {
  const links = JSON.stringify(Array.from({ length: 5000 }, (_, i) => `https://images.segmind.com/${i}.png`));
  for (const id of ['segmind', 'modelslab-text']) {
    const state = created(id, `{"status":"success","output":${links}}`);
    expect(state.state === 'done' && state.pictures.length).toBe(16);
  }
});

it('reads an address of any length in the time of its length', () => {
  expect(() => baseAddress(`http://a${'/'.repeat(200_000)}b`)).toThrow('is not the address of a server');
  expect(baseAddress(`http://a/b${'/'.repeat(200_000)}`)).toBe('http://a/b');
});
