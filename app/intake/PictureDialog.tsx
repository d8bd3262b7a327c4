import { useCallback, useRef } from 'react';
import { useStore } from 'zustand';
import type { Recipe } from '../../core/request/index.ts';
import { useServices } from '../services.ts';
import { say } from '../words/say.ts';
import { recipeWords } from './words.ts';
import { PageDialog } from '../ui/PageDialog.tsx';

/** Asks what a picture is for that is no skeleton. */
export function PictureDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const pictures = useStore(stores.intake, (intake) => intake.pictures);
  const [picture, ...others] = pictures;
  const told = useStore(stores.intake, ({ recipes }) => recipes.find(({ file }) => file === picture));
  const firstUse = useRef<HTMLButtonElement>(null);
  return (
    <PageDialog
      open={picture !== undefined}
      title={say`What is this picture for?`}
      className="picture-dialog"
      hint={pictureWords(picture?.name ?? '', others.length)}
      initialFocus={firstUse}
      onClose={() => actions.intake.dropPictures()}
    >
      {picture && <Thumbnail picture={picture} safety={told?.recipe.safety} />}
      <div className="picture-uses">
        {told && (
          <button
            ref={firstUse}
            type="button"
            className="picture-use"
            onClick={() => void actions.intake.useRecipe(told)}
          >
            <strong>{say`Use its settings`}</strong>
            <span>{recipeWords(told.recipe)}</span>
          </button>
        )}
        {actions.intake.pictureUses.map((use, index) => (
          <button
            key={index}
            ref={index === 0 && !told ? firstUse : undefined}
            type="button"
            className="picture-use"
            onClick={() => void actions.intake.usePicture(use)}
          >
            <strong>{say(use.label)}</strong>
            <span>{say(use.description)}</span>
          </button>
        ))}
      </div>
    </PageDialog>
  );
}

interface ThumbnailProps {
  readonly picture: File;
  /** What the picture's file tells of the safety checker. */
  readonly safety: Recipe['safety'];
}

/** The picture itself, unless it is flagged: nobody has asked yet to see it. */
export function Thumbnail({ picture, safety }: ThumbnailProps): React.JSX.Element {
  const show = useCallback(
    (element: HTMLImageElement) => {
      const url = URL.createObjectURL(picture);
      element.src = url;
      return () => URL.revokeObjectURL(url);
    },
    [picture],
  );
  if (safety === 'flagged') return <p className="hint">{say`Hidden by the safety checker`}</p>;
  return <img ref={show} className="picture-thumbnail" alt="" />;
}

function pictureWords(name: string, more: number): string {
  return more > 0
    ? say`${name} shows no skeleton that a pose can be read from. ${more} more to come.`
    : say`${name} shows no skeleton that a pose can be read from.`;
}
