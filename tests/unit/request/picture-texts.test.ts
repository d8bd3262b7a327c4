import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../core/png/index.ts';
import { type Pose, presetPose, readPose, standingAnimal } from '../../../core/pose/index.ts';
import { parseGenerateRequest, pictureTexts, recipeFrom } from '../../../core/request/index.ts';
import { inEnglish } from '../../doubles/in-english.ts';

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

describe('the pose of a picture', () => {
  const canvas = { width: 512, height: 512 };
  const [somebody] = presetPose('standing', canvas).people;
  const pose = { ...canvas, people: [somebody!, somebody!] };
  const drawn = (people?: readonly number[], of: Pose = pose) =>
    pictureTexts({ ...request, control: { kind: 'pose', pose: of, ...(people && { people }) } }, 'sd15');

  it.each([[[1]], [[]]])('tells for whom it counted: %j', (people) => {
    expect(recipeFrom(drawn(people))).toMatchObject({ pose, people, notes: [] });
  });

  it('tells nothing of that where it counted for everybody', () => {
    for (const people of [undefined, [0, 1]]) expect(recipeFrom(drawn(people))).not.toHaveProperty('people');
    const nobody = { body: somebody!.body.map(() => null) };
    const withNobody = { ...canvas, people: [nobody, somebody!] };
    expect(recipeFrom(drawn([1], withNobody))).not.toHaveProperty('people');
  });

  it('counts people as they stand in the record, without whoever has no point', () => {
    const nobody = { body: somebody!.body.map(() => null) };
    const of = { ...canvas, people: [standingAnimal(canvas), nobody, somebody!, somebody!] };
    expect(recipeFrom(drawn([0, 3], of))).toMatchObject({ people: [0, 2] });
  });

  it('is found in the file all the same, with everybody', () => {
    const image = { width: 8, height: 8, data: new Uint8ClampedArray(256).fill(200) };
    expect(readPose(encodePng(image, drawn([1]))).frames[0]).toEqual(pose);
  });

  it.each([[[2]], [[-1]], ['me'], [null]])('counts for everybody where that cannot be read: %j', (told) => {
    const record = JSON.parse(drawn([1])['armature'] ?? '') as object;
    const recipe = recipeFrom({ armature: JSON.stringify({ ...record, posedPeople: told }) });
    expect(recipe).not.toHaveProperty('people');
    expect(recipe?.pose).toEqual(pose);
    expect(inEnglish(recipe?.notes)).toEqual([
      'For whom its pose counted cannot be read: it counts for everybody.',
    ]);
  });
});

describe('the texts of a picture from elsewhere', () => {
  it('name the sampler that was asked for, where it was used, and not whose noise it was', () => {
    const { parameters } = pictureTexts(request, 'sd15', {}, { elsewhere: { ownSampling: false } });
    expect(parameters).toContain('Sampler: DPM++ 2M, Schedule type: Karras');
    expect(parameters).not.toContain('RNG');
  });

  it('name none where the service chose it', () => {
    const texts = pictureTexts(request, 'ModelsLab', {}, { elsewhere: { ownSampling: true } });
    expect(texts['parameters']).toContain('Steps: 20, CFG scale: 7');
    expect(JSON.stringify(texts)).not.toMatch(/Sampler|Schedule|dpmpp_2m|karras/);
  });
});

it('names the sampler of what was drawn here', () => {
  expect(pictureTexts(request, 'sd15')['parameters']).toMatch(/Sampler: DPM\+\+ 2M.*RNG: CPU/);
});

describe('the third picture of four', () => {
  const place = { index: 2, count: 4 };
  const run = { ...request, samples: 4 };
  const drawn = (noise: 'cpu' | 'gpu') => pictureTexts({ ...run, noise }, 'sd15', {}, { index: 2 });

  it.each(['cpu', 'gpu'] as const)(
    'is told as such in our own record, with the seed of its run: %s',
    (noise) => {
      const recipe = recipeFrom(drawn(noise));
      expect(recipe).toMatchObject({ inBatch: place, settings: { seed: 7, samples: 4, noise } });
    },
  );

  it('has in the line for A1111 the seed that gives it alone, where each picture has one', () => {
    const { parameters = '' } = drawn('gpu');
    const recipe = recipeFrom({ parameters });
    expect(recipe).toMatchObject({ settings: { seed: 9, noise: 'gpu' }, notes: [] });
    expect(recipe).not.toHaveProperty('inBatch');
    expect(recipe?.settings).not.toHaveProperty('samples');
  });

  it('has in it the seed of the run and its number, where it is a part of one draw', () => {
    const { parameters = '' } = drawn('cpu');
    expect(parameters).toContain('Seed: 7, Picture in batch: 3 of 4,');
    expect(recipeFrom({ parameters })).toMatchObject({
      ...{ settings: { seed: 7, samples: 4, noise: 'cpu' }, inBatch: place, notes: [] },
    });
    const told = (text: string) => recipeFrom({ parameters: parameters.replace('3 of 4', text) });
    expect(told('5 of 4')).not.toHaveProperty('inBatch');
  });

  it('from elsewhere has the seed that it had there, and no number where that is not known', () => {
    const elsewhere = { ownSampling: false, seedEach: true };
    const line = (origin: object) => pictureTexts(run, 'x', {}, origin)['parameters'];
    expect(line({ elsewhere, index: 2 })).toMatch(/Seed: 9, Size/);
    expect(line({ elsewhere: { ownSampling: false }, index: 2 })).toContain(
      'Seed: 7, Picture in batch: 3 of 4',
    );
    expect(line({ elsewhere: { ownSampling: false } })).toMatch(/Seed: 7, Size/);
    expect(pictureTexts(run, 'x', {}, { elsewhere })['armature']).not.toContain('inBatch');
  });

  it('is none where one is drawn alone', () => {
    expect(JSON.stringify(pictureTexts(request, 'sd15', {}, { index: 0 }))).not.toMatch(/atch/);
  });
});
