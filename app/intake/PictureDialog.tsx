import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useCallback, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { recipeWords } from './words.ts';
import { IconButton } from '../ui/Button.tsx';

/** Asks what a picture is for that is no skeleton. */
export function PictureDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const pictures = useStore(stores.intake, (intake) => intake.pictures);
  const [picture, ...others] = pictures;
  const told = useStore(stores.intake, ({ recipes }) => recipes.find(({ file }) => file === picture));
  const firstUse = useRef<HTMLButtonElement>(null);
  return (
    <Dialog.Root
      open={picture !== undefined}
      onOpenChange={(open) => {
        if (!open) actions.intake.dropPictures();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog picture-dialog" initialFocus={firstUse}>
          <header className="dialog-head">
            <Dialog.Title render={<h2 />}>What is this picture for?</Dialog.Title>
            <Dialog.Close render={<IconButton label="Close" icon={<X size={18} />} />} />
          </header>
          <Dialog.Description className="hint">
            {picture?.name} shows no skeleton that a pose can be read from.
            {others.length > 0 && ` ${others.length} more to come.`}
          </Dialog.Description>
          {picture && <Thumbnail picture={picture} />}
          <div className="picture-uses">
            {told && (
              <button
                ref={firstUse}
                type="button"
                className="picture-use"
                onClick={() => actions.intake.useRecipe(told)}
              >
                <strong>Use its settings</strong>
                <span>{recipeWords(told.recipe)}</span>
              </button>
            )}
            {actions.intake.pictureUses.map((use, index) => (
              <button
                key={use.label}
                ref={index === 0 && !told ? firstUse : undefined}
                type="button"
                className="picture-use"
                onClick={() => void actions.intake.usePicture(use)}
              >
                <strong>{use.label}</strong>
                <span>{use.description}</span>
              </button>
            ))}
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Thumbnail({ picture }: { readonly picture: File }): React.JSX.Element {
  const show = useCallback(
    (element: HTMLImageElement) => {
      const url = URL.createObjectURL(picture);
      element.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [picture],
  );
  return <img ref={show} className="picture-thumbnail" alt="" />;
}
