import { useStore } from 'zustand';
import { isHidden } from '../../safety/store.ts';
import { useServices } from '../../services.ts';

/** Is the picture on the page one that is not to be seen, and so not to be passed on? */
export function useHiddenPicture(): boolean {
  const { stores } = useServices();
  const { picture, shown } = useStore(stores.job);
  const image = picture && (picture.images[shown] ?? picture.images[0]);
  return useStore(stores.safety, (state) => image !== undefined && isHidden(image, state));
}
