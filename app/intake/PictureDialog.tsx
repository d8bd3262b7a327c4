import { useCallback, useRef } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { recipeWords } from './words.ts';
import { PageDialog } from '../ui/PageDialog.tsx';

/** Asks what a picture is for that is no skeleton. */
export function PictureDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const pictures = useStore(stores.intake, (intake) => intake.pictures);
  const [picture, ...others] = pictures;
  const told = useStore(stores.intake, ({ recipes }) => recipes.find(({ file }) => file === picture));
  const firstUse = useRef<HTMLButtonElement>(null);
  const more = others.length > 0 ? ` ${others.length} more to come.` : '';
  return (
    <PageDialog
      open={picture !== undefined}
      title="What is this picture for?"
      className="picture-dialog"
      hint={`${picture?.name} shows no skeleton that a pose can be read from.${more}`}
      initialFocus={firstUse}
      onClose={() => actions.intake.dropPictures()}
    >
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
    </PageDialog>
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
