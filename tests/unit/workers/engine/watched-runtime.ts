import type { BackendName } from '../../../../core/contract/index.ts';
import { createRuntime, type Runtime } from '../../../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../../../workers/runtime/ort-node.ts';

/** The CPU runtime, and what was done with it. */
export interface WatchedRuntime {
  readonly runtime: Runtime;
  /** `+name` for a session that was made, `-name` for one that was released. */
  readonly events: string[];
  /** Names of the sessions that are alive. */
  readonly alive: () => readonly string[];
  /** The largest sets that were alive together: each after a session was made. */
  readonly together: () => readonly (readonly string[])[];
}

/**
 * Watches a runtime.
 *
 * @param backend - that it says it is; it computes on the CPU all the same
 */
export function watchedRuntime(backend: BackendName): WatchedRuntime {
  const inner = createRuntime({ loaded: loadOrtForNode(1), clock: () => performance.now() });
  const events: string[] = [];
  const living: string[] = [];
  const sets: string[][] = [];
  const runtime: Runtime = {
    ...inner,
    backend,
    async createSession(source) {
      const session = await inner.createSession(source);
      events.push(`+${source.name}`);
      living.push(source.name);
      sets.push(living.toSorted());
      return {
        ...session,
        async release() {
          events.push(`-${source.name}`);
          living.splice(living.indexOf(source.name), 1);
          await session.release();
        },
      };
    },
  };
  return { runtime, events, alive: () => living.toSorted(), together: () => sets };
}
