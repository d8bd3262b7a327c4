import type { StoreLocks } from '../../workers/store/lock.ts';

/** Where there is one tab only. */
export const noLocks: StoreLocks = {
  writing: ({ emit }, work) => work(emit),
  using: () => Promise.resolve(() => undefined),
  removing: (_id, work) => work(),
  unlessUsed: (_id, work) => work(),
  making: (_id, _signal, work) => work(),
};
