import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Books, createBudget, fileBooks } from '../../../server/relay/budget.ts';

const folder = mkdtempSync(join(tmpdir(), 'armature-budget-'));
afterAll(() => rmSync(folder, { recursive: true }));

const NOON = Date.UTC(2026, 0, 31, 12);
const DAY = 86_400_000;

describe('the budget', () => {
  it('is spent to its end and not beyond, without rounding', async () => {
    const budget = createBudget(0.3, () => NOON);
    for (let i = 0; i < 3; i++) await budget.reserve(0.1);
    expect(budget.left()).toBe(0);
    await expect(budget.reserve(0.000001)).rejects.toMatchObject({ status: 402, code: 'no-credit' });
  });

  it('is not passed by reservations of one moment, however slow the books are', async () => {
    const books: Books = {
      read: () => undefined,
      write: () => new Promise((resolve) => setTimeout(resolve, 5)),
    };
    const budget = createBudget(0.5, () => NOON, books);
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => budget.reserve(0.1)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
    expect(budget.left()).toBe(0);
  });

  it('gives back what cost nothing, to the day it came from', async () => {
    let now = NOON;
    const budget = createBudget(1, () => now);
    const reservation = await budget.reserve(0.6);
    await reservation.release();
    expect(budget.left()).toBe(1);
    const late = await budget.reserve(0.6);
    now += DAY;
    await budget.reserve(0.5);
    await late.release();
    expect(budget.left()).toBe(0.5);
  });

  it('begins anew at midnight, UTC', async () => {
    let now = NOON;
    const budget = createBudget(1, () => now);
    await budget.reserve(1);
    expect(budget.renewsAt()).toBe(Date.UTC(2026, 1, 1));
    now = budget.renewsAt() - 1;
    expect(budget.left()).toBe(0);
    now += 1;
    expect(budget.left()).toBe(1);
  });

  it('spends nothing when zero', async () => {
    await expect(createBudget(0, () => NOON).reserve(0.01)).rejects.toMatchObject({ status: 402 });
  });
});

describe('the books', () => {
  it('outlive a restart, and are written before the money is spent', async () => {
    const path = join(folder, 'state.json');
    const budget = createBudget(1, () => NOON, fileBooks(path));
    await budget.reserve(0.25);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ day: '2026-01-31', micros: 250_000 });
    await Promise.all(Array.from({ length: 10 }, () => budget.reserve(0.05)));
    const again = createBudget(1, () => NOON, fileBooks(path));
    expect(again.left()).toBe(0.25);
    expect(createBudget(1, () => NOON + DAY, fileBooks(path)).left()).toBe(1);
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  it('that cannot be written let nothing be spent, until they can', async () => {
    let full = true;
    const books: Books = {
      read: () => undefined,
      write: () => (full ? Promise.reject(new Error('ENOSPC')) : Promise.resolve()),
    };
    const budget = createBudget(1, () => NOON, books);
    await expect(budget.reserve(0.1)).rejects.toMatchObject({ status: 500, code: 'storage' });
    expect(budget.left()).toBe(1);
    full = false;
    await budget.reserve(0.1);
    expect(budget.left()).toBe(0.9);
  });

  it.each(['', '{"day":', '{"day":"today","micros":1}', '{"day":"2026-01-31","micros":-5}'])(
    'that say "%s" are not taken for an empty day',
    (text) => {
      const path = join(folder, 'broken.json');
      writeFileSync(path, text);
      expect(() => createBudget(1, () => NOON, fileBooks(path))).toThrow(/does not say what was spent/);
    },
  );
});
