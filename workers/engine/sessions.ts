/*
 * Which sessions are alive. A session's shapes are static, so each stage has one at a time, kept for the next picture of
 * the same size and replaced for another.
 */
import type { AuthoredModel } from '../../core/models/index.ts';
import type { Runtime, Session } from '../runtime/index.ts';
import type { Component } from './component.ts';

/** What a stage needs. */
export interface SessionOrder {
  /** One session is kept for each stage. */
  readonly stage:
    'encoder' | 'text' | 'hint' | 'decoder' | `${'unet' | 'controlnet'}${'' | '-text'}${'' | '-unguided'}`;
  /** Everything that shapes the graph. */
  readonly shape: readonly (number | boolean)[];
  readonly weights: Component;
  readonly author: () => AuthoredModel;
  /** Leave outputs on the GPU for the next session. */
  readonly outputsStay?: boolean;
}

/** Sessions by stage. */
export interface SessionPool {
  /** Gives the stage's session, made anew if it has another shape. */
  take(order: SessionOrder): Promise<Session>;
  releaseAll(): Promise<void>;
}

/** Makes an empty pool. */
export function createSessionPool(runtime: Runtime): SessionPool {
  const alive = new Map<SessionOrder['stage'], { readonly key: string; readonly session: Session }>();
  return {
    async take({ stage, shape, weights, author, outputsStay = false }) {
      const key = shape.join(' ');
      const present = alive.get(stage);
      if (present?.key === key) return present.session;
      alive.delete(stage);
      await present?.session.release();
      const session = await runtime.createSession(await weights.sourceFor(author(), { outputsStay }));
      alive.set(stage, { key, session });
      return session;
    },
    async releaseAll() {
      const sessions = [...alive.values()];
      alive.clear();
      for (const { session } of sessions) await session.release();
    },
  };
}
