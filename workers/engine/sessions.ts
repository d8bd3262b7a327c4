/*
 * Which sessions are alive. A session's shapes are static, so each stage has one at a time, kept for the next picture of
 * the same size and replaced for another. A large model's sessions do not fit into memory together: they are made when
 * their stage comes and retired after it.
 */
import type { AuthoredModel } from '../../core/models/index.ts';
import type { Runtime, Session } from '../runtime/index.ts';
import { throwIfCancelled } from './cancel.ts';
import type { Component } from './component.ts';

/** What a stage needs. */
export interface SessionOrder {
  /** One session is kept for each stage. */
  readonly stage:
    | 'encoder'
    | 'text'
    | 'hint'
    | 'decoder'
    | 'preview'
    | `${'unet' | 'controlnet'}${'' | '-text'}${'' | '-unguided'}`;
  /** Everything that shapes the graph. */
  readonly shape: readonly (number | boolean | string)[];
  readonly weights: Component;
  readonly author: () => AuthoredModel;
  /** Leave outputs on the GPU for the next session. */
  readonly outputsStay?: boolean;
}

/** `keep`: every session stays for the next picture. `frugal`: only those of the stage at work are alive. */
export type SessionPolicy = 'keep' | 'frugal';

/** Sessions by stage. */
export interface SessionPool {
  readonly policy: SessionPolicy;
  /** Gives the stage's session, made anew if it has another shape. */
  take(order: SessionOrder): Promise<Session>;
  /** Says that stages are over; a frugal pool gives their sessions' memory back. */
  retire(orders: readonly (SessionOrder | undefined)[]): Promise<void>;
  releaseAll(): Promise<void>;
}

/** Makes an empty pool. */
export function createSessionPool(runtime: Runtime, policy: SessionPolicy): SessionPool {
  const alive = new Map<string, { readonly key: string; readonly session: Session }>();
  const slotOf = policy === 'keep' ? ({ stage }: SessionOrder): string => stage : frugalSlot;
  const release = async (slot: string): Promise<void> => {
    const present = alive.get(slot);
    alive.delete(slot);
    await present?.session.release();
  };
  return {
    policy,
    async take(order) {
      const { shape, weights, author, outputsStay = false } = order;
      const slot = slotOf(order);
      const key = shape.join(' ');
      const present = alive.get(slot);
      if (present?.key === key) return present.session;
      await release(slot);
      const session = await runtime.createSession(await weights.sourceFor(author(), { outputsStay }));
      alive.set(slot, { key, session });
      return session;
    },
    async retire(orders) {
      if (policy === 'keep') return;
      for (const order of orders) if (order) await release(slotOf(order));
    },
    async releaseAll() {
      for (const slot of [...alive.keys()]) await release(slot);
    },
  };
}

/** The networks of guided and unguided steps take each other's place. Those of the text are small, and both in use. */
function frugalSlot({ stage }: SessionOrder): string {
  return stage === 'unet-unguided' || stage === 'controlnet-unguided'
    ? stage.replace('-unguided', '')
    : stage;
}

/**
 * Makes sessions ahead of their use, the largest first: its making takes the most memory beside the sessions themselves.
 *
 * @throws ArmatureError `cancelled`, or what the runtime reports
 */
export async function takeAll(
  sessions: SessionPool,
  orders: readonly SessionOrder[],
  signal: AbortSignal | undefined,
): Promise<void> {
  for (const order of orders.toSorted((a, b) => b.weights.bytes - a.weights.bytes)) {
    throwIfCancelled(signal);
    await sessions.take(order);
  }
}
