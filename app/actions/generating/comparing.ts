/*
 * One picture for every cell of a comparison.
 */
import { type Grid, gridOf, parseGenerateRequest, type SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError, failureFrom } from '../../../core/result/index.ts';
import type { ComparisonStore } from '../../state/comparison.ts';
import { isBusy, type JobStore } from '../../state/job.ts';
import { failureSaid } from '../../words/failed.ts';
import { type AskingDependencies, requestFrom } from './asking.ts';

/** What comparing needs. */
export interface ComparingDependencies extends AskingDependencies {
  readonly comparison: ComparisonStore;
  readonly job: JobStore;
}

/**
 * The pictures of the comparison that is set.
 *
 * @throws ArmatureError `bad-request`
 */
export function comparisonOf(dependencies: Omit<ComparingDependencies, 'job'>): Grid {
  const { x, y } = dependencies.comparison.getState();
  const grid = gridOf({ ...requestFrom(dependencies), samples: 1 }, x, y);
  for (const cell of grid.requests) parseGenerateRequest(cell);
  return grid;
}

/** Draws cell after cell until done or cancelled; what goes wrong is told in the store. */
export async function compare(
  dependencies: ComparingDependencies,
  draw: (request: SeededRequest) => Promise<unknown>,
): Promise<void> {
  const { comparison, job } = dependencies;
  if (isBusy(job.getState())) return;
  try {
    await dependencies.wording.ready();
    const grid = comparisonOf(dependencies);
    comparison.setState({ grid, pictures: [], problem: '' });
    for (const cell of grid.requests) {
      await draw(cell);
      const { job: outcome, picture } = job.getState();
      if (outcome.status === 'failed') throw new ArmatureError(outcome.failure);
      if (outcome.status !== 'done' || !picture) return;
      const [image] = picture.images;
      comparison.setState(({ pictures }) => ({ pictures: [...pictures, image] }));
    }
  } catch (error) {
    const told = failureSaid(failureFrom(error));
    comparison.setState({ problem: told });
  }
}
