import { useStore } from 'zustand';
import type { SharedWork } from '../../../core/share/index.ts';
import { useHiddenPicture } from './use-hidden-picture.ts';
import { useServices } from '../../services.ts';
import { projectFile } from '../project-file.ts';

/** What the picture of a project file shows. */
export type ProjectCover = 'picture' | 'skeleton';

/** Makes project files of what is on the page. */
export function useProjectFile(): {
  /** What the picture of the file can show, what it usually shows first. */
  readonly covers: readonly [ProjectCover, ...ProjectCover[]];
  /**
   * @param withTold - with what tells how the picture was made, its prompt among it
   * @throws ArmatureError `network` where the code for it cannot be fetched
   */
  readonly makeFile: (work: SharedWork, withTold: boolean, cover?: ProjectCover) => Promise<File>;
} {
  const { stores } = useServices();
  const { picture, shown } = useStore(stores.job);
  const { width, height } = useStore(stores.form);
  const feet = useStore(stores.settings, ({ drawFeet }) => drawFeet);
  const hidden = useHiddenPicture();
  const usable = picture && !hidden ? { picture, shown } : undefined;
  const covers = usable ? (['picture', 'skeleton'] as const) : (['skeleton'] as const);
  return {
    covers,
    makeFile: (work, withTold, cover = covers[0]) =>
      projectFile(work, {
        size: { width, height },
        feet,
        withTold,
        ...(cover === 'picture' && usable && { drawn: usable }),
      }),
  };
}
