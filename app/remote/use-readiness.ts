import { useStore } from 'zustand';
import type { RemoteBackend } from '../../core/remote/index.ts';
import { useServices } from '../services.ts';

/** Whether a back end could draw now. */
interface Readiness {
  /** What has to be set up first, in sentences. */
  readonly missing: readonly string[];
  /** Does this page's own server reach it for the person? */
  readonly relayed: boolean;
}

/** Follows whether a back end could draw now. */
export function useReadiness({ id, needs }: RemoteBackend): Readiness {
  const { stores } = useServices();
  const { keys, setups } = useStore(stores.remote);
  const setup = setups[id];
  const key = keys[id] ?? 'none';
  const missing = [
    ...(needs.includes('key') && key === 'none' ? ['It needs a key.'] : []),
    ...(key === 'locked' ? ['Its key is locked.'] : []),
    ...(needs.includes('checkpoint') && !setup?.checkpoint ? ['Choose a checkpoint.'] : []),
    ...(needs.includes('controlNet') && !setup?.controlNet ? ['Choose a ControlNet.'] : []),
  ];
  return { missing, relayed: false };
}
