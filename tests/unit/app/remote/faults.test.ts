/*
 * Every back end through every fault of its service, over real HTTP: what the person is told, that the call which may cost
 * is sent once, and that a run which has a name or pictures can be fetched when the service is well again.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { fetchPictures } from '../../../../app/remote/runs/run-files.ts';
import { fetchAgain, startRun } from '../../../../app/remote/runs/run-remote.ts';
import { failureFrom } from '../../../../core/result/index.ts';
import type { Fault, ServiceDouble } from '../../../doubles/double.ts';
import { servicePicture } from '../../../doubles/picture.ts';
import {
  creatingCalls,
  FAULTY_SERVICES,
  type FaultyService,
  faultsOf,
  type Stage,
  toldOf,
} from '../../../drivers/remote-faults.ts';
import { order } from '../../remote/orders.ts';
import { runOn } from './runs.ts';

const PICTURE = new Uint8Array(servicePicture());
const ids = Object.keys(FAULTY_SERVICES);

function serviceOf(id: string): FaultyService {
  return FAULTY_SERVICES[id]!;
}

const doubles = new Map<string, ServiceDouble>();
async function doubleOf(id: string): Promise<ServiceDouble> {
  const double = doubles.get(id) ?? (await serviceOf(id).start('https://page.example'));
  doubles.set(id, double);
  return double;
}
afterAll(async () => {
  for (const double of doubles.values()) await double.close();
});

/** Runs into the fault; `made` counts the creating calls of this run. */
async function meet(id: string, stage: Stage, fault: Fault) {
  const double = await doubleOf(id);
  const before = double.creating();
  double.fail(fault, serviceOf(id).stages[stage]);
  const started = runOn(id, double, serviceOf(id).account);
  const failure = await startRun(started.run, order()).then(
    () => undefined,
    (error: unknown) => failureFrom(error),
  );
  double.fail();
  return { double, started, failure, made: () => double.creating() - before };
}

type Row = readonly [id: string, fault: Fault];
const rowsAt = (stage: Stage): Row[] =>
  ids
    .filter((id) => serviceOf(id).stages[stage])
    .flatMap((id) => faultsOf(id, stage).map((fault): Row => [id, fault]));

function expectTold(failure: unknown, id: string, stage: Stage, fault: Fault): void {
  const told = toldOf(id, stage, fault);
  if (!told) {
    expect(failure).toBeUndefined();
    return;
  }
  const message = expect.stringMatching(told.words) as string;
  expect(failure).toMatchObject({
    code: told.code,
    message,
    next: expect.stringMatching(/\.|https?:/) as string,
  });
  // A page of a proxy is not what a person wants to read.
  expect((failure as { message: string }).message).not.toContain('<');
}

describe('the call that starts a run', () => {
  it.each(rowsAt('create'))('of %s, met by %s, is not repeated where it may be billed', async (id, fault) => {
    const { failure, made, started } = await meet(id, 'create', fault);
    expectTold(failure, id, 'create', fault);
    expect(made()).toBe(creatingCalls('create', fault));
    if (failure) expect(started.tickets).toEqual([]);
  });

  it.each(ids)('of %s may take its time', async (id) => {
    const double = await doubleOf(id);
    const before = double.creating();
    double.fail('slow', serviceOf(id).stages.create);
    const started = runOn(id, double, serviceOf(id).account);
    const attempt = startRun(started.run, order());
    await started.until(({ at }) => at === 'sent');
    setTimeout(() => double.fail(), 50);
    expect((await attempt).files).toEqual([PICTURE]);
    expect(double.creating() - before).toBe(1);
  });
});

describe.each(['poll', 'view'] as const)('a run that was started', (stage) => {
  it.each(rowsAt(stage))(
    `at %s is not started again when %s hits its ${stage}, and can be fetched later`,
    async (id, fault) => {
      const { double, started, failure, made } = await meet(id, stage, fault);
      expectTold(failure, id, stage, fault);
      const { run } = runOn(id, double, serviceOf(id).account);
      const [ticket] = started.tickets;
      const files = ticket
        ? (await fetchAgain(run, ticket)).files
        : (await fetchPictures(run, started.links[0]!)).files;
      expect(files).toEqual([PICTURE]);
      expect(made()).toBe(1);
    },
  );
});
