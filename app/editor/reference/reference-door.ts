/*
 * The door to what reads and keeps reference pictures, for the first view.
 */
import { words } from '../../../core/words/index.ts';
import type { ReferenceHost } from '../../actions/reference.ts';
import { deskDoor, roomCode } from '../../desk-door.ts';

export const fetchReferenceTools = roomCode(
  () => import('./reference-tools.ts'),
  words`The part of the page that reads and keeps reference pictures could not be fetched.`,
);

/** Makes what reads references and keeps them. All calls may fail with an ArmatureError `network`. */
export function createReferenceDoor(): Pick<ReferenceHost, 'read' | 'fetchPicture' | 'shelf'> {
  const tools = deskDoor(fetchReferenceTools, ({ createReferenceShelf, ...readers }) => ({
    ...readers,
    shelf: createReferenceShelf(),
  }));
  return {
    read: async (picture) => (await tools()).readReference(picture),
    fetchPicture: async (address) => (await tools()).fetchPicture(address),
    shelf: {
      load: async () => (await tools()).shelf.load(),
      savePicture: async (picture) => (await tools()).shelf.savePicture(picture),
      savePlacement: async (placement) => (await tools()).shelf.savePlacement(placement),
      clear: async () => (await tools()).shelf.clear(),
    },
  };
}

const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** Keeps nothing, for a page that is embedded: what the person poses by elsewhere stays as it is. */
export const PASSING_SHELF: ReferenceHost['shelf'] = {
  load: nothing,
  savePicture: nothing,
  savePlacement: nothing,
  clear: nothing,
};
