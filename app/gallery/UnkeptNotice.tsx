import { Download, RotateCw, X } from 'lucide-react';
import { useStore } from 'zustand';
import { counted } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { failureSaid, messageSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** Tells of pictures that are on the page alone, with the ways to save them. */
export function UnkeptNotice(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const unkept = useStore(stores.gallery, (state) => state.unkept);
  const why = useStore(stores.gallery, (state) => state.whyUnkept);
  if (unkept.length === 0 || !why) return null;
  const unsaved = unkept.filter(({ isSaved }) => !isSaved);
  const save = (): void => {
    for (const { picture, index } of unsaved) void actions.save.save(picture, index);
  };
  return (
    <div className="notice" role="alert">
      <h3>
        {say`${counted(unkept.length, { one: 'A picture is not kept', other: '# pictures are not kept' })}`}
      </h3>
      <p>{unsaved.length > 0 ? failureSaid(why) : `${messageSaid(why)} ${savedWords(unkept.length)}`}</p>
      <div className="notice-actions">
        {unsaved.length > 0 && (
          <Button icon={<Download size={18} />} onClick={save}>
            {saveWords(unsaved.length, unkept.length)}
          </Button>
        )}
        <Button icon={<RotateCw size={18} />} onClick={() => void actions.gallery.keepAgain()}>
          {say`Try again`}
        </Button>
        {unsaved.length === 0 && (
          <Button icon={<X size={18} />} onClick={() => actions.gallery.dismissSaved()}>
            {say`Dismiss`}
          </Button>
        )}
      </div>
    </div>
  );
}

function savedWords(count: number): string {
  return say`${counted(count, { one: 'It is saved as a file.', other: 'All of them are saved as files.' })}`;
}

function saveWords(unsaved: number, unkept: number): string {
  if (unsaved < unkept) return say`Save the rest as files`;
  return unkept === 1 ? say`Save it as a file` : say`Save them as files`;
}
