import { useStore } from 'zustand';
import { type FallbackPolicy, isReady, type BackendFacts } from '../../../core/remote/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { type Services, useServices } from '../../services.ts';
import type { Outlook } from '../actions.ts';
import { orderedBackends } from '../back-ends/readiness.ts';
import { useOutlook } from './use-outlook.ts';

const ALWAYS: readonly FallbackPolicy[] = ['remote'];

/** Where the next picture goes, and what that means. */
export interface NextCall {
  readonly backend: BackendFacts;
  readonly outlook: Outlook;
}

/**
 * Follows which back end is sent to under one of some policies: the first that takes the request as it is, else the first
 * that is switched on, so that it can be told what is in the way. Undefined under the other policies, or where none is on.
 */
export function useNextCall(policies: readonly FallbackPolicy[] = ALWAYS): NextCall | undefined {
  const { stores } = useServices();
  const sends = useStore(stores.remote, ({ policy }) => policies.includes(policy));
  return useOutlook(sends ? nextCall : undefined);
}

function nextCall({ stores, actions }: Services): NextCall | undefined {
  const state = stores.remote.getState();
  const calls = outlooks();
  return calls.find(({ outlook }) => isReady(outlook)) ?? calls[0];

  function outlooks(): NextCall[] {
    try {
      const request = actions.generate.currentRequest();
      return orderedBackends(state)
        .filter(({ id }) => state.setups[id]?.enabled)
        .map((backend) => ({ backend, outlook: actions.remote.outlook(backend.id, request) }));
    } catch (error) {
      // What is wrong with the request is told when it is asked for.
      if (error instanceof ArmatureError) return [];
      throw error;
    }
  }
}
