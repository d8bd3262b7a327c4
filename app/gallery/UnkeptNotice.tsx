import { Download, RotateCw } from 'lucide-react';
import { useStore } from 'zustand';
import { counted } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import type { UnkeptPicture } from './store.ts';

/** Tells of pictures that are on the page alone, with the ways to save them. */
export function UnkeptNotice(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const unkept = useStore(stores.gallery, (state) => state.unkept);
  const why = useStore(stores.gallery, (state) => state.whyUnkept);
  if (unkept.length === 0 || !why) return null;
  const save = async (picture: UnkeptPicture): Promise<void> => {
    if (await actions.save.save(picture.picture, picture.index)) actions.gallery.tellSaved(picture);
  };
  return (
    <div className="notice" role="alert">
      <h3>
        {say`${counted(unkept.length, { one: 'A picture is not kept', other: '# pictures are not kept' })}`}
      </h3>
      <p>{failureSaid(why)}</p>
      <div className="notice-actions">
        <Button icon={<Download size={18} />} onClick={() => void Promise.all(unkept.map(save))}>
          {unkept.length === 1 ? say`Save it as a file` : say`Save them as files`}
        </Button>
        <Button icon={<RotateCw size={18} />} onClick={() => void actions.gallery.keepAgain()}>
          {say`Try again`}
        </Button>
      </div>
    </div>
  );
}
