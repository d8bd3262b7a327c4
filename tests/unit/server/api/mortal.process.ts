/* An engine that dies of seed 13: the contract over the channel of a process, without a model. */
import type { ToWorker } from '../../../../core/contract/index.ts';

process.on('message', ({ call, id, input }: Exclude<ToWorker, { call: 'cancel' }>) => {
  if (call === 'generate' && input.request.seed === 13) process.exit(1);
  process.send?.({ call, id, at: 'done', output: { pid: process.pid } });
});
