import { useStore } from 'zustand';
import { useServices } from '../services.ts';

/** What will happen, in one sentence. */
export function usePolicySentence(): string {
  const { stores } = useServices();
  const { policy } = useStore(stores.remote);
  return `Policy: ${policy}.`;
}
