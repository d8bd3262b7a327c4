import { useMemo } from 'react';
import { useServices } from '../../services.ts';
import type { GalleryRecord, PictureDetails } from '../record.ts';
import { useDesk } from './desk-context.ts';
import { createPictureUses, type PictureUses } from './picture-uses.ts';

/** Joins a picture to the rest of the page. */
export function usePictureUses(record: GalleryRecord, details: PictureDetails): PictureUses {
  const services = useServices();
  const desk = useDesk();
  return useMemo(
    () => createPictureUses({ services, desk, record, details }),
    [services, desk, record, details],
  );
}
