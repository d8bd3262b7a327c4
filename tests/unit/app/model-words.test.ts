import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { downloadWords, gradeWords } from '../../../app/models/words.ts';
import { type DetectorEntry, parseManifest } from '../../../core/manifest/index.ts';

const manifest = parseManifest(
  JSON.parse(readFileSync(new URL('../../../models-manifest.json', import.meta.url), 'utf8')),
);

function detector(id: string): DetectorEntry {
  const found = manifest.detectors.find((entry) => entry.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
}

describe('before a download', () => {
  it('files are named whose digest nobody has published', () => {
    expect(gradeWords(detector('rtmpose-m'))).toContain(
      'digest, which is learnt at the first download: pose.onnx.',
    );
    expect(gradeWords(detector('vitpose-base-simple'))).toContain('first download: pose.onnx.');
    expect(gradeWords(detector('rtmo-t'))).not.toContain('digest');
    expect(gradeWords(detector('dwpose'))).toBe('');
  });

  it('a size is told as far as it is known', () => {
    expect(downloadWords(detector('rtmpose-m'))).toBe('271 MB');
    expect(downloadWords(detector('vitpose-base-simple'))).toBe(
      '217 MB and one file whose size is learnt at the first download',
    );
    expect(detector('vitpose-base-simple').description).toContain('560 MB');
  });

  it('the documents name all that comes without a digest', () => {
    const told = readFileSync(new URL('../../../docs/models.md', import.meta.url), 'utf8');
    const { models, addons, detectors, upscalers } = manifest;
    const trusted = [...models, ...addons, ...detectors, ...upscalers]
      .filter(({ files }) => files.some(({ sha256 }) => sha256 === undefined))
      .map(({ id }) => id);
    expect(trusted).toEqual([
      'stable-diffusion-1.5',
      'fooocus-expansion',
      'rtmpose-m',
      'vitpose-base-simple',
    ]);
    for (const name of ['ControlNet 1.1', 'Fooocus expansion', 'RTMPose-m', 'ViTPose']) {
      expect(told.split('have no published digest')[1]).toContain(name);
    }
  });
});
