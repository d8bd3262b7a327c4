import { describe, expect, it } from 'vitest';
import { misfitsOf } from '../../../core/remote/index.ts';
import { answer, backend, bodyOf, order } from './orders.ts';

const text = backend('modelslab-text');
const control = backend('modelslab-controlnet');
const PROCESSING = {
  status: 'processing',
  eta: 146.5,
  messege: 'Try to fetch request after given estimated time',
  fetch_result: 'https://stablediffusionapi.com/api/v3/fetch/13902970',
  id: 13902970,
  output: '',
};

describe('the text call of ModelsLab', () => {
  it('is sent as its page shows it: strings, yes and no, and nulls', () => {
    const call = text.create(
      { key: 'K' },
      order({ prompt: 'a photo', negativePrompt: '', seed: null, width: 512, height: 512, steps: 30 }),
    );
    expect(call.url).toBe('https://stablediffusionapi.com/api/v4/dreambooth');
    expect(bodyOf(call)).toEqual({
      key: 'K',
      model_id: 'openpose',
      prompt: 'a photo',
      negative_prompt: null,
      width: '512',
      height: '512',
      samples: '1',
      num_inference_steps: '30',
      guidance_scale: '7.5',
      safety_checker: 'no',
      enhance_prompt: 'yes',
      seed: null,
      webhook: null,
      track_id: null,
    });
  });

  it('says that the pose is not sent', () => {
    expect(text.abilities.pose).toBe('ignored');
  });
});

describe('the ControlNet call of ModelsLab', () => {
  it('sends the finished skeleton and asks for no preprocessor', () => {
    const body = bodyOf(
      control.create({ key: 'K', checkpoint: 'midjourney' }, order({ seed: 5, trackId: 't' })),
    );
    expect(body).toMatchObject({
      model_id: 'midjourney',
      controlnet_model: 'openpose',
      auto_hint: 'no',
      base64: 'yes',
      control_image: 'data:image/png;base64,c2tlbGV0b24=',
      controlnet_conditioning_scale: 0.8,
      seed: '5',
      track_id: 't',
    });
  });

  it.each([
    ['dpmpp_2m', 'karras', 'DPMSolverMultistepScheduler', 'yes'],
    ['uni_pc', 'normal', 'UniPCMultistepScheduler', 'no'],
    ['euler_ancestral', 'normal', 'EulerAncestralDiscreteScheduler', 'no'],
  ] as const)('names %s with %s as its service does', (sampler, scheduler, named, karras) => {
    const body = bodyOf(control.create({ key: 'K' }, order({ sampler, scheduler })));
    expect(body).toMatchObject({ scheduler: named, use_karras_sigmas: karras });
    expect(misfitsOf(order({ sampler, scheduler }).request, control.abilities)).toEqual([]);
  });

  it('says before anything is sent that it has no such sampler or schedule', () => {
    const { request } = order({ sampler: 'dpm_adaptive', scheduler: 'simple' });
    const refused = misfitsOf(request, control.abilities).filter(({ kind }) => kind === 'refused');
    expect(refused.map(({ field }) => field)).toEqual(['sampler', 'scheduler']);
  });
});

describe('answers of ModelsLab', () => {
  it('gives the pictures of a success, with every address they may be had from', () => {
    const state = text.readCreated(
      answer({
        status: 'success',
        id: 1,
        output: ['https://a/1.png'],
        proxy_links: ['https://b/1.png'],
        meta: { seed: 3292243727 },
      }),
      order(),
    );
    expect(state).toEqual({
      state: 'done',
      pictures: [{ kind: 'link', urls: ['https://a/1.png', 'https://b/1.png'] }],
      seed: 3292243727,
    });
  });

  it('takes base64 with and without a prefix', () => {
    const state = control.readCreated(
      answer({ status: 'success', output: ['data:image/png;base64,AAAA', 'BBBB'] }),
      order(),
    );
    expect(state).toMatchObject({
      pictures: [
        { kind: 'base64', data: 'AAAA' },
        { kind: 'base64', data: 'BBBB' },
      ],
    });
  });

  it.each(['', []])('waits while it is processing, whatever its output is (%j)', (output) => {
    expect(text.readCreated(answer({ ...PROCESSING, output }), order())).toEqual({
      state: 'waiting',
      ticket: { id: '13902970', url: PROCESSING.fetch_result },
      etaMs: 146_500,
    });
  });

  it('asks where the service said to ask, with the key in the body', () => {
    const call = text.poll?.({ key: 'K' }, { id: '1', url: PROCESSING.fetch_result });
    expect(call).toMatchObject({ method: 'POST', url: PROCESSING.fetch_result, body: '{"key":"K"}' });
  });

  it.each([
    'https://evil.example/api/v3/fetch/1',
    'https://modelslab.com.evil.example/fetch/1',
    'https://modelslab.com@evil.example/fetch/1',
    'javascript:alert(1)',
  ])('sends the key to nobody else (%s)', (url) => {
    expect(text.poll?.({ key: 'K' }, { id: '7', url }).url).toBe(
      'https://modelslab.com/api/v6/images/fetch/7',
    );
  });

  it('never sends the key in the clear', () => {
    const call = text.poll?.({ key: 'K' }, { id: '7', url: 'http://modelslab.com/api/v3/fetch/7' });
    expect(call?.url).toBe('https://modelslab.com/api/v3/fetch/7');
  });

  it('goes through the relay where there is one', () => {
    const account = { address: 'https://site.example/relay/modelslab/' };
    expect(text.create(account, order()).url).toBe('https://site.example/relay/modelslab/api/v4/dreambooth');
    expect(text.poll?.(account, { id: '1', url: PROCESSING.fetch_result }).url).toBe(
      'https://site.example/relay/modelslab/api/v3/fetch/13902970',
    );
  });

  it.each([
    [200, { status: 'error', message: 'Invalid API key' }, 'bad-key'],
    [200, { status: 'error', messege: 'Insufficient credits. Please add more.' }, 'no-credit'],
    [200, { status: 'failed', message: 'Processing failed: out of memory' }, 'remote-failed'],
    [200, { status: 'error', message: { width: ['The width must be divisible by 8.'] } }, 'bad-request'],
    [401, { status: 'error', message: 'API key required' }, 'bad-key'],
    [402, { status: 'error', message: 'Insufficient credits.' }, 'no-credit'],
    [429, { status: 'error', message: 'Rate limit exceeded.', retry_after: 30 }, 'rate-limited'],
    [503, '<html>', 'remote-failed'],
    [200, '<html>', 'remote-failed'],
    [200, { status: 'success', output: [] }, 'remote-failed'],
    [200, '{"status":"succ', 'remote-failed'],
  ])('tells refusals apart, with the words of the service (%i %j)', (status, body, code) => {
    const words =
      typeof body === 'object' && 'message' in body ? JSON.stringify(body.message).slice(2, 20) : '';
    const read = (): unknown => text.readCreated(answer(body, status), order());
    expect(read).toThrow(expect.objectContaining({ code }) as Error);
    if (/^[A-Z][a-z ]+$/.test(words)) expect(read).toThrow(words);
  });

  it('reads the balance', () => {
    const read = text.readBalance?.(answer({ status: 'success', data: { balance: 43.6, currency: 'USD' } }));
    expect(read).toEqual({ amount: 43.6, unit: 'dollars' });
  });
});
