/* What every back end has beside its calls. Each message tells where to add what is missing. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../../../app/embed/sdk/api.ts';
import { BACKEND_FACTS, REMOTE_BACKENDS } from '../../../core/remote/index.ts';
import { FAULTY_SERVICES } from '../../drivers/remote-faults.ts';

const idsOf = (backends: readonly { readonly id: string }[]): string[] => backends.map(({ id }) => id);

/** The compiler holds it to be all of the type. */
const TYPED: Readonly<Record<Backend, true>> = {
  webgpu: true,
  wasm: true,
  a1111: true,
  comfyui: true,
  segmind: true,
  'segmind-queue': true,
  'modelslab-controlnet': true,
  'modelslab-text': true,
};

describe('every back end', () => {
  it('has facts and calls, in the same order', () => {
    expect(
      idsOf(REMOTE_BACKENDS),
      'List it in BACKEND_FACTS of core/remote/index.ts and in REMOTE_BACKENDS of remote-backends.ts, at the same place.',
    ).toEqual(idsOf(BACKEND_FACTS));
  });

  it('is driven through the faults of its service', () => {
    expect(
      Object.keys(FAULTY_SERVICES).toSorted(),
      'Give it a double in tests/doubles and a row in FAULTY_SERVICES of tests/drivers/remote-faults.ts.',
    ).toEqual(idsOf(BACKEND_FACTS).toSorted());
  });

  it('can be named by hosts that are typed', () => {
    expect(
      Object.keys(TYPED).toSorted(),
      'Name it in Backend of app/embed/sdk/api.ts, and in the table of this test.',
    ).toEqual(['webgpu', 'wasm', ...idsOf(BACKEND_FACTS)].toSorted());
  });

  it.each(BACKEND_FACTS.map(({ label }) => label))('stands in the guide: %s', (label) => {
    expect(
      readFileSync('docs/backends.md', 'utf8').includes(`\n| ${label}`),
      `Add a row that begins with "${label}" to the table of docs/backends.md.`,
    ).toBe(true);
  });
});
