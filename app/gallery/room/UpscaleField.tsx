import { Maximize2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { LONGEST_UPSCALED, UPSCALE_FACTORS } from '../../../core/contract/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { hasLostFocus } from '../../ui/lost-focus.ts';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { say } from '../../words/say.ts';
import type { GalleryRecord } from '../record.ts';
import { isTooLarge } from '../upscaling.ts';
import { useDesk } from './desk-context.ts';

interface UpscaleFieldProps {
  readonly record: GalleryRecord;
}

/** Makes a larger picture of this one, or tells how far that is. */
export function UpscaleField({ record }: UpscaleFieldProps): React.JSX.Element {
  const { stores } = useServices();
  const desk = useDesk();
  const upscaling = useStore(stores.gallery, (state) => state.upscaling);
  const running = upscaling?.id === record.id;
  const place = useKeptFocus(running);
  const tooLarge = UPSCALE_FACTORS.filter((factor) => isTooLarge(record, factor));
  if (running) {
    return (
      <div ref={place}>
        <Progress share={upscaling.share} />
      </div>
    );
  }
  return (
    <div ref={place} className="picture-buttons" role="group" aria-label={say`Upscale`}>
      {UPSCALE_FACTORS.map((factor) => (
        <Button
          key={factor}
          icon={<Maximize2 size={16} />}
          disabled={upscaling !== undefined || tooLarge.includes(factor)}
          onClick={() => void desk.upscale(record, factor)}
        >
          {say`Upscale ×${factor}`}
        </Button>
      ))}
      {tooLarge.length > 0 && (
        <p className="hint picture-buttons-note">
          {say`Pictures are enlarged to ${LONGEST_UPSCALED} px on a side at most.`}
        </p>
      )}
      {upscaling && <p className="hint picture-buttons-note">{say`Another picture is being enlarged.`}</p>}
    </div>
  );
}

/** The pressed button gives way to another one, which takes the focus. */
function useKeptFocus(running: boolean): React.RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(running);
  useEffect(() => {
    if (before.current === running) return;
    before.current = running;
    if (hasLostFocus(place.current))
      place.current?.querySelector<HTMLButtonElement>('button:enabled')?.focus();
  }, [running]);
  return place;
}

function Progress({ share }: { readonly share: number | undefined }): React.JSX.Element {
  const desk = useDesk();
  const percent = Math.floor(100 * (share ?? 0));
  const text = share === undefined ? say`Preparing the upscaler…` : say`Enlarging: ${percent} %`;
  return (
    <div className="picture-upscaling">
      <div className="progress-line">
        <ProgressBar label={say`Progress of the upscaling`} words={text} value={percent} />
        <p>{text}</p>
      </div>
      <Button icon={<X size={16} />} onClick={() => desk.cancelUpscale()}>
        {say`Cancel`}
      </Button>
    </div>
  );
}
