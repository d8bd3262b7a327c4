import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { type FallbackPolicy, isReady, type RemoteBackend } from '../../core/remote/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { type Services, useServices } from '../services.ts';
import type { Outlook } from './actions.ts';
import { orderedBackends } from './readiness.ts';

/** Where the next picture goes, and what that means. */
export interface NextCall {
  readonly backend: RemoteBackend;
  readonly outlook: Outlook;
}

/** A pose changes with every move of the pointer; what is told of it may lag behind a little. */
const LAG_MS = 120;

/**
 * Follows which back end is sent to under one of some policies: the first that takes the request as it is, else the first
 * that is switched on, so that it can be told what is in the way. Undefined under the other policies, or where none is on.
 */
export function useNextCall(policies: readonly FallbackPolicy[]): NextCall | undefined {
  const services = useServices();
  const sends = useStore(services.stores.remote, ({ policy }) => policies.includes(policy));
  const [next, setNext] = useState<NextCall>();
  useEffect(() => {
    if (!sends) return;
    const { form, figure, start, models, remote: state } = services.stores;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = (): void => setNext(nextCall(services));
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(look, LAG_MS);
    };
    timer = setTimeout(look);
    const stops = [form, figure, start, models, state].map((store) => store.subscribe(later));
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [sends, services]);
  return sends ? next : undefined;
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
