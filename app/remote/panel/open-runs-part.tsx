import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { isBusy } from '../../state/job.ts';
import { FailureAlone, lazyPart } from '../../ui/lazy-part.tsx';
import type { OpenRunsProps } from './OpenRuns.tsx';

/** The list itself. */
export const openRunsPart = lazyPart<OpenRunsProps>(
  async () => (await import('./OpenRuns.tsx')).OpenRuns,
  FailureAlone,
);

/** Shows runs whose pictures have not arrived, where there are any and nothing is at work; or tells that it cannot look for them. */
export function WaitingRuns(): React.JSX.Element | null {
  const { stores } = useServices();
  const runs = useStore(stores.remote, ({ openRuns }) => openRuns);
  const unreadable = useStore(stores.remote, ({ unreadableRuns }) => unreadableRuns);
  // Who never had anything drawn elsewhere misses nothing.
  const unopened = useStore(stores.remote, ({ unopened: why, setups, relay }) =>
    relay || Object.keys(setups).length > 0 ? why.runs : undefined,
  );
  const busy = useStore(stores.job, isBusy);
  if (busy || (runs.length + unreadable.length === 0 && !unopened)) return null;
  return <openRunsPart.Part runs={runs} unreadable={unreadable} unopened={unopened} />;
}
