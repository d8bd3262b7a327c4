/* What is done with reference pictures beside showing them. */
export { createReferenceShelf } from '../../storage/reference-shelf.ts';
export { fetchPicture, readReference } from './read-reference.ts';
