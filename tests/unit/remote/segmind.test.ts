import { describe, expect, it } from 'vitest';
import { answer, backend, bodyOf, order, PNG } from './orders.ts';

const direct = backend('segmind');
const queued = backend('segmind-queue');

describe('the call of Segmind', () => {
  it('has every parameter of its page, and the key in a header', () => {
    const call = direct.create({ key: 'SG_1' }, order({ guidance: 7, scheduler: 'sgm_uniform' }));
    expect(call).toMatchObject({
      url: 'https://api.segmind.com/v1/sd3-med-pose',
      headers: { 'x-api-key': 'SG_1', 'content-type': 'application/json' },
    });
    expect(bodyOf(call)).toEqual({
      prompt: 'a dancer',
      negative_prompt: 'blurry',
      image: 'c2tlbGV0b24=',
      num_inference_steps: 20,
      guidance_scale: 7,
      seed: 698845,
      samples: 1,
      strength: 0.8,
      sampler: 'dpmpp_2m',
      scheduler: 'sgm_uniform',
      base64: false,
    });
  });

  it('leaves an open seed out, and asks for JSON where one picture is not enough', () => {
    const body = bodyOf(direct.create({ key: 'K' }, order({ seed: null, samples: 3 })));
    expect(body).not.toHaveProperty('seed');
    expect(body).toMatchObject({ samples: 3, base64: true });
  });

  it('offers the 27 samplers and 6 schedulers of its list', () => {
    expect(direct.abilities.samplers).toHaveLength(27);
    expect(direct.abilities.samplers).toContain('euler_pp');
    expect(direct.abilities.samplers).not.toContain('euler_cfg_pp');
    expect(direct.abilities.schedulers).toHaveLength(6);
  });
});

describe('answers of Segmind', () => {
  it('takes the picture by its bytes, even under a wrong content type', () => {
    const headers = {
      'content-type': 'text/plain',
      'x-cost': '0.017',
      'x-remaining-credits': '4.2',
      'x-seed-value': '9',
    };
    expect(direct.readCreated(answer(PNG, 200, headers), order())).toEqual({
      state: 'done',
      pictures: [{ kind: 'bytes', bytes: PNG }],
      seed: 9,
      bill: { dollars: 0.017, left: { amount: 4.2, unit: 'credits' } },
    });
  });

  it('takes base64 out of JSON', () => {
    expect(direct.readCreated(answer({ image: ['AAAA', 'BBBB'] }), order())).toMatchObject({
      pictures: [
        { kind: 'base64', data: 'AAAA' },
        { kind: 'base64', data: 'BBBB' },
      ],
      bill: {},
    });
  });

  it('waits for a queued run and finds it again by its id', () => {
    const ticket = { id: 'r1', url: 'https://api.segmind.com/v2/requests/r1' };
    const body = { request_id: 'r1', status: 'QUEUED', response_url: ticket.url };
    expect(queued.readCreated(answer(body), order())).toEqual({ state: 'waiting', ticket });
    expect(queued.poll?.({ key: 'K' }, ticket)).toMatchObject({
      method: 'GET',
      url: ticket.url,
      headers: { 'x-api-key': 'K' },
    });
    const finished = { request_id: 'r1', status: 'COMPLETED', output: ['https://images.segmind.com/1.png'] };
    expect(queued.readPolled?.(answer(finished), ticket, {})).toMatchObject({
      state: 'done',
      pictures: [{ kind: 'link', urls: ['https://images.segmind.com/1.png'] }],
    });
  });

  it('sends the key to no other host', () => {
    const call = queued.poll?.({ key: 'K' }, { id: 'r/1', url: 'https://evil.example/v2/requests/r1' });
    expect(call?.url).toBe('https://api.segmind.com/v2/requests/r%2F1');
  });

  it.each([
    [400, { error: 'num_inference_steps must be at most 100' }, 'bad-request', 'num_inference_steps'],
    [401, { error: 'Unauthorized. API key is invalid' }, 'bad-key', 'API key is invalid'],
    [403, { error: 'no' }, 'bad-key', 'no'],
    [404, { error: 'Request not found' }, 'remote-failed', 'Request not found'],
    [406, { error: 'Insufficient credits' }, 'no-credit', 'Insufficient credits'],
    [406, { error: 'Invalid content type' }, 'bad-request', 'Invalid content type'],
    [404, { error: 'No credits found for the user' }, 'no-credit', 'No credits'],
    [429, { error: 'slow down' }, 'rate-limited', 'slow down'],
    [500, { error: 'Internal server error' }, 'remote-failed', 'Internal server error'],
    [502, '<html>bad gateway</html>', 'remote-failed', 'Segmind'],
    [504, '', 'remote-failed', 'Segmind'],
    [200, '<html>', 'remote-failed', 'no picture'],
    [200, '', 'remote-failed', 'no picture'],
  ])('says what a refusal means, %i %j', (status, body, code, words) => {
    const headers = { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json' };
    const read = (): unknown => direct.readCreated(answer(body, status, headers), order());
    expect(read).toThrow(expect.objectContaining({ code }) as Error);
    expect(read).toThrow(words);
  });

  it('tells why a queued run failed', () => {
    const failed = { request_id: 'r1', status: 'FAILED', error: 'Prompt is Mandatory and must be string' };
    expect(() => queued.readPolled?.(answer(failed), { id: 'r1' }, {})).toThrow('Prompt is Mandatory');
  });

  it('does not wait for the picture of a run that is finished without one', () => {
    const empty = { request_id: 'r1', status: 'COMPLETED', output: [] };
    expect(() => queued.readPolled?.(answer(empty), { id: 'r1' }, {})).toThrow('has no picture in it');
  });

  it('reads the credits', () => {
    expect(direct.readBalance?.(answer({ credits: 4210.19 }))).toEqual({ amount: 4210.19, unit: 'credits' });
  });
});
