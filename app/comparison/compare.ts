/*
 * One picture for every cell of a comparison.
 */
import { type Grid, gridOf, parseGenerateRequest, type SeededRequest } from '../../core/request/index.ts';
import { ArmatureError, failureFrom } from '../../core/result/index.ts';
import type { GenerateActions } from '../actions/generate.ts';
import type { Allowance } from '../actions/generating/allowance.ts';
import type { PromptActions } from '../prompts/prompts.ts';
import type { RemoteActions } from '../remote/actions.ts';
import type { ComparisonState, ComparisonStore } from '../state/comparison.ts';
import { isBusy, type JobStore } from '../state/job.ts';
import { failureSaid } from '../words/failed.ts';

/** What comparing needs. */
export interface Comparing {
  readonly stores: { readonly comparison: ComparisonStore; readonly job: JobStore };
  readonly actions: {
    readonly generate: Pick<GenerateActions, 'currentRequest' | 'draw'>;
    readonly prompts: Pick<PromptActions, 'wording'>;
    readonly remote: Pick<RemoteActions, 'sent'>;
  };
}

/**
 * The pictures of a comparison, all with one seed.
 *
 * @param request - what is compared
 * @throws ArmatureError `bad-request` where it cannot be made
 */
export function comparisonOf(request: SeededRequest, { x, y }: Pick<ComparisonState, 'x' | 'y'>): Grid {
  const grid = gridOf({ ...request, samples: 1 }, x, y);
  for (const cell of grid.requests) parseGenerateRequest(cell);
  return grid;
}

/**
 * Makes one picture for every cell of the comparison that is set, until done or cancelled. What goes wrong is told in its store.
 *
 * @param row - what may be paid for all of them
 */
export async function compare({ stores, actions }: Comparing, row: Allowance): Promise<void> {
  const { comparison, job } = stores;
  const { generate, prompts, remote } = actions;
  if (isBusy(job.getState()) || comparison.getState().running) return;
  comparison.setState({ running: true });
  try {
    await prompts.wording.ready();
    const grid = comparisonOf(remote.sent(generate.currentRequest()), comparison.getState());
    comparison.setState({ grid, pictures: [], problem: '' });
    for (const cell of grid.requests) {
      const picture = await generate.draw(cell, row);
      const { job: outcome } = job.getState();
      if (outcome.status === 'failed') throw new ArmatureError(outcome.failure);
      if (!picture) return;
      const [image] = picture.images;
      comparison.setState(({ pictures }) => ({ pictures: [...pictures, image] }));
    }
  } catch (error) {
    comparison.setState({ problem: failureSaid(failureFrom(error)) });
  } finally {
    comparison.setState({ running: false });
  }
}
