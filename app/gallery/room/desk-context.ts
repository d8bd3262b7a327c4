import { createContext, useContext } from 'react';
import { invariant } from '../../../core/result/index.ts';
import type { GalleryDesk } from '../desk.ts';

/** Hands the desk to the views of the gallery. */
export const DeskContext = createContext<GalleryDesk | undefined>(undefined);

/** The desk of the gallery. */
export function useDesk(): GalleryDesk {
  const desk = useContext(DeskContext);
  invariant(desk, 'Views of the gallery stand below its desk.');
  return desk;
}
