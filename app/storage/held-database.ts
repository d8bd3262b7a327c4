/*
 * A database that is opened when it is first asked, held from then on, and opened anew after a failure.
 */
import type { IDBPDatabase, OpenDBCallbacks } from 'idb';
import type { ArmatureError } from '../../core/result/index.ts';
import { givingWay, openDatabase } from './open-database.ts';

/** What is held. */
export interface HeldDatabase<Schema> {
  readonly name: string;
  readonly version: number;
  readonly upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>;
  /** Makes words of what a browser throws; errors that have words already pass through it, too. */
  readonly errorOf: (error: unknown) => ArmatureError;
}

/** Gives the database to some work. */
export type UseDatabase<Schema> = <T>(work: (database: IDBPDatabase<Schema>) => Promise<T>) => Promise<T>;

/** Makes what gives the database to work; its promises reject with what `errorOf` makes. */
export function heldDatabase<Schema>({
  name,
  version,
  upgrade,
  errorOf,
}: HeldDatabase<Schema>): UseDatabase<Schema> {
  let opened: Promise<IDBPDatabase<Schema>> | undefined;
  const forget = (): void => {
    opened = undefined;
  };
  return async (work) => {
    try {
      opened ??= openDatabase<Schema>(name, version, { upgrade, ...givingWay<Schema>(forget) });
      return await work(await opened);
    } catch (error) {
      forget();
      throw errorOf(error);
    }
  };
}
