/*
 * What the dialog lists: the library and the person's own poses as one kind of thing, and which of them are shown.
 */
import { matchesQuery, POSE_CATEGORIES, poseEntries, presetPose, type Pose } from '../../core/pose/index.ts';
import { named, verbatim, words, type Words } from '../../core/words/index.ts';
import type { SavedPose } from '../state/poses.ts';
import { say } from '../words/say.ts';
import { THUMBNAIL } from './thumbnails.ts';

/** A pose in the list. */
export interface PoseItem {
  readonly key: string;
  readonly label: Words;
  readonly category: string;
  readonly searchText: string;
  /** Makes the pose for a canvas. */
  readonly poseFor: (canvas: { readonly width: number; readonly height: number }) => Pose;
  readonly thumbnail: () => Pose;
  /** The person's own pose; undefined for one of the library. */
  readonly own?: SavedPose;
}

/** Which poses are shown: all, the person's own, or one kind. */
export type Shelf = (typeof SHELVES)[number]['id'];

/** Shelves in the order of their chips. */
export const SHELVES = [
  { id: 'all', label: words`All` },
  { id: 'own', label: words`Yours` },
  ...POSE_CATEGORIES.map(({ id, label }) => ({ id, label: named(label) })),
] as const;

/** Kinds that a pose can be filed under, with their labels. */
export const FILING = [
  ...POSE_CATEGORIES.map(({ id, label }) => ({ value: id, label: named(label) })),
  { value: '', label: words`Other` },
];

/** The poses that come with the page. */
export const LIBRARY_ITEMS: readonly PoseItem[] = poseEntries().map(
  ({ id, label, category, searchText }) => ({
    key: id,
    label: named(label),
    category,
    searchText,
    poseFor: (canvas) => presetPose(id, canvas),
    thumbnail: () => presetPose(id, THUMBNAIL),
  }),
);

/** Gives a saved pose as an item. */
function itemOf(own: SavedPose): PoseItem {
  const kind = say(FILING.find(({ value }) => value === own.category)?.label ?? own.category);
  return {
    // A renamed pose keeps its drawing.
    key: `own ${own.id}`,
    label: verbatim(own.name),
    category: own.category,
    searchText: `${own.name} ${kind}`.toLowerCase(),
    poseFor: () => own.pose,
    thumbnail: () => own.pose,
    own,
  };
}

/** Gives what a shelf and a search leave of all poses, the person's own first. */
export function shownItems(saved: readonly SavedPose[], shelf: Shelf, query: string): readonly PoseItem[] {
  const own = saved.map(itemOf);
  const items = shelf === 'own' ? own : [...own, ...LIBRARY_ITEMS];
  const onShelf =
    shelf === 'all' || shelf === 'own' ? items : items.filter(({ category }) => category === shelf);
  return onShelf.filter(({ searchText, label }) =>
    matchesQuery(`${searchText} ${say(label).toLowerCase()}`, query),
  );
}
