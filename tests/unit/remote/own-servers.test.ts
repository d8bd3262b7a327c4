import { describe, expect, it } from 'vitest';
import { blankImage } from '../../../core/image/index.ts';
import { answer, backend, bodyOf, order } from './orders.ts';

const webui = backend('a1111');
const comfy = backend('comfyui');
const COMFY = {
  address: 'http://127.0.0.1:8188/',
  checkpoint: 'sd15.safetensors',
  controlNet: 'openpose.pth',
};
const init = { image: blankImage(8, 8), strength: 0.6 };

describe('the web UI', () => {
  it('gets the skeleton as a unit of the ControlNet extension', () => {
    const call = webui.create(
      { controlNet: 'control_v11p_sd15_openpose [cab727d4]', key: 'me:pässword' },
      order({ controlMode: 'prompt', controlEnd: 0.5, seed: null, clipSkip: 2 }),
    );
    expect(call.url).toBe('http://127.0.0.1:7860/sdapi/v1/txt2img');
    expect(call.headers['authorization']).toBe(`Basic ${Buffer.from('me:pässword').toString('base64')}`);
    const body = bodyOf(call);
    expect(body).toMatchObject({
      sampler_name: 'DPM++ 2M Karras',
      scheduler: 'Karras',
      cfg_scale: 7.5,
      seed: -1,
      batch_size: 1,
    });
    expect(body['override_settings']).toEqual({ CLIP_stop_at_last_layers: 2 });
    expect(body['alwayson_scripts']).toMatchObject({
      controlnet: {
        args: [
          {
            model: 'control_v11p_sd15_openpose [cab727d4]',
            image: 'c2tlbGV0b24=',
            weight: 0.8,
            guidance_start: 0,
            guidance_end: 0.5,
            control_mode: 'My prompt is more important',
          },
        ],
      },
    });
  });

  it('starts from a picture with a mask by its other call', () => {
    const call = webui.create({}, order({ init }, { init: 'aW5pdA==', mask: 'bWFzaw==' }));
    expect(call.url).toMatch(/img2img$/);
    expect(bodyOf(call)).toMatchObject({
      init_images: ['aW5pdA=='],
      denoising_strength: 0.6,
      mask: 'bWFzaw==',
    });
  });

  it('takes only as many pictures as were asked for: detected maps come after them', () => {
    const body = { images: ['AAAA', 'BBBB', 'bWFw'], info: '{"seed": 12, "all_seeds": [12, 13]}' };
    expect(webui.readCreated(answer(body), order({ samples: 2 }))).toEqual({
      state: 'done',
      pictures: [
        { kind: 'base64', data: 'AAAA' },
        { kind: 'base64', data: 'BBBB' },
      ],
      seed: 12,
    });
  });

  it('passes the words of a validation on', () => {
    const body = { detail: [{ loc: ['body', 'steps'], msg: 'value is not a valid integer' }] };
    expect(() => webui.readCreated(answer(body, 422), order())).toThrow('value is not a valid integer');
  });

  it.each([
    ['euler', 'karras', 'Euler Karras', 'Karras'],
    ['dpmpp_2m_sde', 'exponential', 'DPM++ 2M SDE Exponential', 'Exponential'],
    ['euler_ancestral', 'normal', 'Euler a', 'Normal'],
    ['ddim', 'simple', 'DDIM', 'Simple'],
  ] as const)(
    'names %s with %s so that versions before 1.9 do not replace it',
    (sampler, scheduler, name, own) => {
      const body = bodyOf(webui.create({}, order({ sampler, scheduler })));
      expect([body['sampler_name'], body['scheduler']]).toEqual([name, own]);
    },
  );

  it('does not pass a picture off as posed that was drawn without its extension', () => {
    const info = (extra: object): string => JSON.stringify({ seed: 1, extra_generation_params: extra });
    const read = (extra: object): unknown =>
      webui.readCreated(answer({ images: ['AAAA'], info: info(extra) }), order());
    expect(read({ 'ControlNet 0': 'Module: none' })).toMatchObject({ state: 'done', seed: 1 });
    expect(() => read({})).toThrow('drew without the pose');
  });

  it.each([
    [401, { error: 'HTTPException', detail: 'Incorrect username or password' }, 'bad-key', '--api-auth'],
    [404, { detail: 'Not Found' }, 'remote-failed', '--api'],
    [400, { error: 'HTTPException', detail: 'Sampler not found' }, 'bad-request', 'setting'],
    [500, { error: 'OutOfMemoryError', detail: '', body: '', errors: 'CUDA' }, 'remote-failed', 'later'],
  ])('says what a %i means and what to do', (status, body, code, next) => {
    expect(() => webui.readCreated(answer(body, status), order())).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ code, next: expect.stringContaining(next) as string }) as object,
      }) as Error,
    );
  });

  it('reads how far it is', () => {
    const body = { progress: 0.25, eta_relative: 3.5, current_image: null };
    expect(webui.readProgress?.(answer(body))).toEqual({ share: 0.25, etaMs: 3500 });
  });

  it.each(['127.0.0.1:7860', 'ftp://host', 'http://', 'http://user@host', 'http://host/?a=b'])(
    'refuses %s as an address, with an example',
    (address) => {
      expect(() => webui.create({ address }, order())).toThrow('not the address of a server');
    },
  );
});

const OURS = [1, 'p1', {}, { client_id: 'run-1' }, ['save']];
const ALIEN = [2, 'p2', {}, { client_id: 'somebody' }, ['save']];

describe('ComfyUI', () => {
  it('uploads the pictures under names of the run', () => {
    const [upload] = comfy.uploads(COMFY, order());
    expect(upload).toEqual({
      of: 'control',
      call: {
        method: 'POST',
        url: 'http://127.0.0.1:8188/upload/image',
        headers: {},
        body: [
          { name: 'image', value: { pngBase64: 'c2tlbGV0b24=', fileName: 'armature-run-1-control.png' } },
          { name: 'type', value: 'input' },
          { name: 'overwrite', value: 'true' },
        ],
      },
    });
    expect(comfy.readUpload(answer({ name: 'a.png', subfolder: 'poses', type: 'input' }))).toBe(
      'poses/a.png',
    );
  });

  it('queues a graph whose links all lead to nodes', () => {
    const uploads = { control: 'pose.png', init: 'init.png', mask: 'mask.png' };
    const asked = order({ init: { ...init, mask: blankImage(8, 8) }, clipSkip: 2, samples: 2 }, { uploads });
    const graph = bodyOf(comfy.create(COMFY, asked))['prompt'] as Record<
      string,
      { inputs: Record<string, unknown> }
    >;
    const links = Object.values(graph).flatMap(({ inputs }) => Object.values(inputs).filter(Array.isArray));
    expect(links.length).toBeGreaterThan(14);
    for (const [name] of links) expect(Object.keys(graph)).toContain(name);
    expect(graph['sampler']?.inputs).toMatchObject({
      positive: ['control', 0],
      negative: ['control', 1],
      latent_image: ['latents', 0],
      denoise: 0.6,
      cfg: 7.5,
      sampler_name: 'dpmpp_2m',
    });
    expect(graph['control']?.inputs).toMatchObject({ strength: 0.8, start_percent: 0, end_percent: 1 });
    expect(graph['positive']?.inputs['clip']).toEqual(['clip', 0]);
    expect(graph['latents']?.inputs).toEqual({ samples: ['masked', 0], amount: 2 });
  });

  it('tells a union ControlNet that the picture is a skeleton', () => {
    const asked = order({}, { uploads: { control: 'pose.png' } });
    const graph = bodyOf(
      comfy.create({ ...COMFY, controlNet: 'xinsir-union-sdxl-promax.safetensors' }, asked),
    )['prompt'] as Record<string, { inputs: unknown }>;
    expect(graph['union']).toEqual({
      class_type: 'SetUnionControlNetType',
      inputs: { control_net: ['controlnet', 0], type: 'openpose' },
    });
    expect(graph['control']?.inputs).toMatchObject({ control_net: ['union', 0] });
  });

  it('leaves the ControlNet out without a skeleton', () => {
    const graph = bodyOf(comfy.create(COMFY, order()))['prompt'] as Record<string, { inputs: unknown }>;
    expect(graph).not.toHaveProperty('control');
    expect(graph['sampler']?.inputs).toMatchObject({ positive: ['positive', 0], denoise: 1 });
  });

  it('asks for a checkpoint before anything is sent', () => {
    expect(() => comfy.create({}, order())).toThrow('No checkpoint of ComfyUI is chosen.');
  });

  it('waits until the history knows the run, then gives its saved pictures', () => {
    const ticket = { id: 'p1' };
    expect(comfy.readCreated(answer({ prompt_id: 'p1', number: 3, node_errors: {} }), order())).toEqual({
      state: 'waiting',
      ticket,
    });
    expect(comfy.readPolled?.(answer({}), ticket, COMFY)).toEqual({ state: 'waiting', ticket });
    const images = [{ filename: 'armature 1&.png', subfolder: '', type: 'output' }];
    const run = {
      status: { status_str: 'success', completed: true, messages: [] },
      outputs: { save: { images } },
    };
    expect(comfy.readPolled?.(answer({ p1: run }), ticket, COMFY)).toEqual({
      state: 'done',
      pictures: [
        {
          kind: 'link',
          urls: ['http://127.0.0.1:8188/view?filename=armature%201%26.png&subfolder=&type=output'],
        },
      ],
    });
  });

  it('tells which node refused what', () => {
    const errors = [{ message: 'Value not in list', details: "ckpt_name: 'sd15' not in []" }];
    const body = {
      error: { type: 'prompt_outputs_failed_validation', message: 'Prompt outputs failed validation' },
      node_errors: { checkpoint: { class_type: 'CheckpointLoaderSimple', errors } },
    };
    expect(() => comfy.readCreated(answer(body, 400), order())).toThrow(
      /CheckpointLoaderSimple: Value not in list/,
    );
  });

  it('tells what a node said when it failed', () => {
    const messages = [
      ['execution_start', {}],
      ['execution_error', { exception_message: 'CUDA out of memory\n' }],
    ];
    const run = { status: { status_str: 'error', completed: false, messages }, outputs: {} };
    expect(() => comfy.readPolled?.(answer({ p1: run }), { id: 'p1' }, COMFY)).toThrow('CUDA out of memory');
  });

  it.each([
    ['waits', { queue_running: [ALIEN], queue_pending: [OURS] }, [['/queue', { delete: ['p1'] }]]],
    ['is at work', { queue_running: [OURS], queue_pending: [ALIEN] }, [['/interrupt', { prompt_id: 'p1' }]]],
    ['is over', { queue_running: [ALIEN], queue_pending: [] }, []],
  ])('stops only what is ours where the run %s', (_, queue, expected) => {
    const byId = comfy.cancel?.(COMFY, { id: 'p1' }, { queue: answer(queue) }) ?? [];
    const byClient = comfy.cancel?.(COMFY, undefined, { queue: answer(queue), runId: 'run-1' });
    expect(byId.map((call) => [call.url.slice(21), bodyOf(call)])).toEqual(expected);
    expect(byClient).toEqual(byId);
  });

  it('says with which option it has to be started where it refuses the page', () => {
    const refused = (): unknown => comfy.readCreated(answer('', 403, {}), order());
    expect(refused).toThrow('does not allow this page to ask');
    expect(refused).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ next: CORS_HINT }) as object }) as Error,
    );
  });
});

const CORS_HINT = 'Start it with --enable-cors-header and the address of this page.';
