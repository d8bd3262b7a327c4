/*
 * Where the reference picture lies while the page is closed: IndexedDB, the picture apart from its placement,
 * which changes at every move.
 */
import type { IDBPDatabase } from 'idb';
import * as v from 'valibot';
import type { KeptReference, ReferenceShelf } from '../actions/reference.ts';
import { FIRST_PLACEMENT, REFERENCE_FITS, REFERENCE_SCALE } from '../state/reference.ts';
import { nothingWhereForbidden, openDatabase } from './open-database.ts';

const DATABASE = 'armature.reference';
const TABLE = 'reference';

const finite = v.pipe(v.number(), v.finite());
const side = v.pipe(finite, v.integer(), v.minValue(1));

const pictureSchema = v.object({ blob: v.instance(Blob), width: side, height: side });
const placementSchema = v.object({
  opacity: v.pipe(finite, v.minValue(0), v.maxValue(1)),
  fit: v.picklist(REFERENCE_FITS),
  scale: v.pipe(finite, v.minValue(REFERENCE_SCALE.min), v.maxValue(REFERENCE_SCALE.max)),
  offset: v.object({ x: finite, y: finite }),
  locked: v.boolean(),
  visible: v.boolean(),
});

/** Makes the shelf. What another version left there, and this one cannot read, counts as nothing. */
export function createReferenceShelf(): ReferenceShelf {
  let opened: Promise<IDBPDatabase> | undefined;
  function database(): Promise<IDBPDatabase> {
    opened ??= openDatabase(DATABASE, 1, {
      upgrade: (fresh) => void fresh.createObjectStore(TABLE),
    }).catch((error: unknown) => {
      // The next use tries again.
      opened = undefined;
      throw error;
    });
    return opened;
  }
  return {
    async load(): Promise<KeptReference | undefined> {
      const [store] = await database().then((opened) => [opened], nothingWhereForbidden);
      if (!store) return undefined;
      const picture = v.safeParse(pictureSchema, await store.get(TABLE, 'picture'));
      const placement = v.safeParse(placementSchema, await store.get(TABLE, 'placement'));
      if (!picture.success) return undefined;
      return { ...picture.output, placement: placement.success ? placement.output : FIRST_PLACEMENT };
    },
    async savePicture({ blob, width, height }) {
      await (await database()).put(TABLE, { blob, width, height }, 'picture');
    },
    async savePlacement(placement) {
      await (await database()).put(TABLE, placement, 'placement');
    },
    async clear() {
      await (await database()).clear(TABLE);
    },
  };
}
