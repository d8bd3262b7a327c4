/*
 * The choices of remote work as they are remembered. What does not pass is forgotten, each choice by itself.
 */
import * as v from 'valibot';
import { BACKEND_FACTS } from '../../core/remote/index.ts';
import type { BackendSetup, RemoteChoices, RemoteState } from '../state/remote.ts';
import { fieldsThatPass } from './fields-that-pass.ts';

const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const text = v.pipe(v.string(), v.maxLength(2000));
const setupSchema = v.object({
  enabled: v.boolean(),
  address: v.exactOptional(text),
  checkpoint: v.exactOptional(text),
  controlNet: v.exactOptional(text),
});

const ids = BACKEND_FACTS.map(({ id }) => id);
const isKnown = (id: string): boolean => ids.includes(id);

/** All back ends, those that were not there yet at the end. */
const orderSchema = v.pipe(
  v.array(v.string()),
  v.transform((order) => [...new Set([...order.filter(isKnown), ...ids])]),
);
const setupsSchema = v.pipe(
  v.record(v.string(), v.unknown()),
  v.transform((setups) =>
    Object.fromEntries(
      Object.entries(setups).flatMap(([id, setup]): [string, BackendSetup][] => {
        const parsed = v.safeParse(setupSchema, setup);
        return parsed.success && isKnown(id) ? [[id, parsed.output]] : [];
      }),
    ),
  ),
);

const FIELDS = {
  policy: v.picklist(['ask', 'local-first', 'remote']),
  order: orderSchema,
  setups: setupsSchema,
  dollarsPerDay: v.nullable(amount),
  spent: v.object({ day: v.pipe(v.string(), v.isoDate()), dollars: amount }),
  enhancePrompt: v.boolean(),
  safetyChecker: v.boolean(),
};

/** Reads what was remembered of remote work. */
export function knownChoices(stored: unknown): Partial<RemoteChoices> {
  return fieldsThatPass(FIELDS, stored);
}

/** The choices among the state: no key, no run, nothing that a server told. */
export function choicesIn(state: RemoteState): RemoteChoices {
  const { policy, order, setups, dollarsPerDay, spent, enhancePrompt, safetyChecker } = state;
  return { policy, order, setups, dollarsPerDay, spent, enhancePrompt, safetyChecker };
}
