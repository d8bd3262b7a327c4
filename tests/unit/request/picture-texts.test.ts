import { describe, expect, it } from 'vitest';
import { parseGenerateRequest, pictureTexts } from '../../../core/request/index.ts';

const request = {
  ...parseGenerateRequest({
    prompt: 'a dancer',
    seed: 7,
    negativePrompt: '',
    width: 512,
    height: 512,
    steps: 20,
    guidance: 7,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    controlStrength: 1,
    control: { kind: 'none' },
  }),
  seed: 7,
};

describe('the texts of a picture from elsewhere', () => {
  it('name the sampler that was asked for, where it was used, and not whose noise it was', () => {
    const { parameters } = pictureTexts(request, 'sd15', {}, { ownSampling: false });
    expect(parameters).toContain('Sampler: DPM++ 2M, Schedule type: Karras');
    expect(parameters).not.toContain('RNG');
  });

  it('name none where the service chose it', () => {
    const texts = pictureTexts(request, 'ModelsLab', {}, { ownSampling: true });
    expect(texts['parameters']).toContain('Steps: 20, CFG scale: 7');
    expect(JSON.stringify(texts)).not.toMatch(/Sampler|Schedule|dpmpp_2m|karras/);
  });
});

it('names the sampler of what was drawn here', () => {
  expect(pictureTexts(request, 'sd15')['parameters']).toMatch(/Sampler: DPM\+\+ 2M.*RNG: CPU/);
});
