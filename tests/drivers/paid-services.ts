import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { ServiceDouble } from '../doubles/double.ts';
import { startModelslab } from '../doubles/modelslab.ts';
import { startSegmind } from '../doubles/segmind.ts';
import { type Desk, type DeskOptions, openDesk } from './remote-desk.ts';

/** The doubles of both paid services. */
export interface PaidServices {
  segmind: ServiceDouble;
  modelslab: ServiceDouble;
  /** Opens a page that may send to all of their back ends. */
  open(options?: DeskOptions): Promise<Desk>;
}

/** Key of the person at both. */
export const PAID_KEY = 'SG_0123456789abcdef';

/** Has both services there for the tests of a file, in order at the start of each. */
export function usePaidServices(): PaidServices {
  const services = {
    async open(options: DeskOptions = {}) {
      const { segmind, modelslab } = services;
      const desk = openDesk({ pictures: modelslab.origin, ...options });
      for (const [id, { origin }] of [
        ['segmind', segmind],
        ['segmind-queue', segmind],
        ['modelslab-controlnet', modelslab],
        ['modelslab-text', modelslab],
      ] as const) {
        desk.actions.setUp(id, { enabled: true, address: origin });
      }
      await desk.actions.setKey('segmind', PAID_KEY, { kind: 'tab' });
      await desk.actions.setKey('modelslab-text', PAID_KEY, { kind: 'tab' });
      return desk;
    },
  } as PaidServices;
  beforeAll(async () => {
    const key = PAID_KEY;
    [services.segmind, services.modelslab] = await Promise.all([
      startSegmind({ key }),
      startModelslab({ key }),
    ]);
  });
  afterAll(() => Promise.all([services.segmind.close(), services.modelslab.close()]));
  beforeEach(() => {
    services.segmind.fail();
    services.modelslab.fail();
  });
  return services;
}
