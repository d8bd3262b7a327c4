import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { say } from '../words/say.ts';
import { FoundOverlay } from './FoundOverlay.tsx';
import type { Frame } from './read-frame.ts';
import { peopleShown } from './take-over.ts';

/** A still picture with the people who were found in it. */
export function FrameView({ frame }: { readonly frame: Frame }): React.JSX.Element {
  return (
    <>
      <PixelCanvas
        image={frame.image}
        className="detect-picture"
        label={say`${frame.name}, with the skeletons that were found`}
      />
      <FoundHere frame={frame} />
    </>
  );
}

/** The people of a frame, as soon as they are known; of any frame where none is given. */
export function FoundHere({
  frame,
  mirrored = false,
}: {
  readonly frame?: Frame | undefined;
  readonly mirrored?: boolean;
}): React.JSX.Element | null {
  const { stores } = useServices();
  const state = useStore(stores.detect);
  const { seen, threshold } = state;
  if (!seen || (frame && seen.frame !== frame)) return null;
  return (
    <FoundOverlay
      people={peopleShown(seen, state)}
      picture={seen.frame.image}
      threshold={threshold}
      mirrored={mirrored}
    />
  );
}
