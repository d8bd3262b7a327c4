/*
 * What the owner lets be spent in a day. Money is reserved before a call is sent and, where a file keeps the books, written
 * down before, too: neither calls at the same time nor a restart can spend it twice.
 */
import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { ArmatureError } from '../../core/result/index.ts';
import { Refusal } from './refusal.ts';

/** A part of the budget that a call has taken. */
export interface Reservation {
  /** Gives it back: the call was refused and cost nothing. */
  release(): Promise<void>;
}

/** The budget of all visitors together. */
export interface Budget {
  /**
   * @param dollars - that the call may cost
   * @throws Refusal 402 when that is no longer there, 500 when it cannot be written down
   */
  reserve(dollars: number): Promise<Reservation>;
  /** US dollars left today. */
  left(): number;
  /** When the next day of the budget begins, in ms since 1970. */
  renewsAt(): number;
}

/** Where the spending is kept. */
export interface Books {
  read(): Spending | undefined;
  write(spending: Spending): Promise<void>;
}

/** What was spent on one day. */
export interface Spending {
  /** UTC, as 2026-01-31. */
  readonly day: string;
  /** In millionths of a dollar, which add up without rounding. */
  readonly micros: number;
}

const DAY_MS = 86_400_000;
const MICROS = 1e6;

/**
 * Makes the budget.
 *
 * @param now - milliseconds since 1970
 * @throws ArmatureError `storage` if the books cannot be read
 */
export function createBudget(dollarsPerDay: number, now: () => number, books?: Books): Budget {
  const most = Math.round(dollarsPerDay * MICROS);
  let spending = books?.read() ?? { day: '', micros: 0 };
  let writing: Promise<unknown> = Promise.resolve();
  const today = (): Spending => {
    const day = new Date(now()).toISOString().slice(0, 10);
    return spending.day === day ? spending : (spending = { day, micros: 0 });
  };
  const add = (micros: number): void => {
    spending = { day: today().day, micros: Math.max(today().micros + micros, 0) };
  };
  /** One write after the other, each with all that is known by then. */
  const keep = (): Promise<unknown> =>
    (writing = writing.catch(() => undefined).then(() => books?.write(spending)));
  return {
    left: () => Math.max(most - today().micros, 0) / MICROS,
    renewsAt: () => (Math.floor(now() / DAY_MS) + 1) * DAY_MS,
    async reserve(dollars) {
      const micros = Math.round(dollars * MICROS);
      const { day } = today();
      if (today().micros + micros > most) throw usedUp();
      add(micros);
      const giveBack = (): void => {
        if (today().day === day) add(-micros);
      };
      try {
        await keep();
      } catch {
        giveBack();
        throw unkept();
      }
      return {
        async release() {
          giveBack();
          // If this fails, the file counts too much and never too little; the next reservation tells of it.
          await keep().catch(() => undefined);
        },
      };
    },
  };
}

function usedUp(): Refusal {
  return new Refusal(402, {
    code: 'no-credit',
    message: "Today's budget of this server for pictures is used up.",
    next: 'Come back tomorrow, or draw in the page itself.',
  });
}

function unkept(): Refusal {
  return new Refusal(500, {
    code: 'storage',
    message: 'This server cannot write down what it spends, so it spends nothing.',
    next: 'Tell its owner; the page itself can draw meanwhile.',
  });
}

const spendingSchema = v.object({
  day: v.pipe(v.string(), v.isoDate()),
  micros: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
});

/** Books in a JSON file, replaced as a whole at each write. One server at a time may use it. */
export function fileBooks(path: string): Books {
  return {
    read: () => (existsSync(path) ? readSpending(path) : undefined),
    async write(spending) {
      await writeFile(`${path}.new`, JSON.stringify(spending));
      await rename(`${path}.new`, path);
    },
  };
}

function readSpending(path: string): Spending {
  try {
    return v.parse(spendingSchema, JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    throw new ArmatureError(
      {
        code: 'storage',
        message: `${path} does not say what was spent today.`,
        next: 'Repair the file, or delete it to begin the day at nothing.',
        detail: String(cause),
      },
      { cause },
    );
  }
}
