import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import type { GalleryRecord } from '../record.ts';
import { useThumbnail, useThumbnails } from './use-thumbnails.ts';
import type { Whole } from './use-whole.ts';

/** A picture as it may be seen. */
export interface Shown {
  /** Address of its file, or of the small blur that lists show; empty until it is there. */
  readonly url: string;
  /** Is it the blur? */
  readonly hidden: boolean;
}

/** Keeps a flagged picture hidden until the person asks for it. */
export function useShown(record: GalleryRecord | undefined, { url }: Pick<Whole, 'url'>): Shown {
  const { stores } = useServices();
  const asked = useStore(stores.safety, ({ ids }) => record !== undefined && ids.has(record.id));
  const hidden = record?.safety === 'flagged' && !asked;
  const blur = useThumbnail(useThumbnails(), record?.id ?? '');
  return { url: hidden ? blur : url, hidden };
}
