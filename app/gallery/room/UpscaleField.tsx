import { Maximize2, X } from 'lucide-react';
import { useStore } from 'zustand';
import { LONGEST_UPSCALED, UPSCALE_FACTORS } from '../../../core/contract/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
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
  if (upscaling?.id === record.id) return <Progress share={upscaling.share} />;
  const tooLarge = UPSCALE_FACTORS.filter((factor) => isTooLarge(record, factor));
  return (
    <div className="picture-buttons" role="group" aria-label={say`Upscale`}>
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

function Progress({ share }: { readonly share: number | undefined }): React.JSX.Element {
  const desk = useDesk();
  const percent = Math.floor(100 * (share ?? 0));
  const text = share === undefined ? say`Preparing the upscaler…` : say`Enlarging: ${percent} %`;
  return (
    <div className="picture-upscaling">
      <div className="progress-line">
        <div
          className="progress"
          role="progressbar"
          aria-label={say`Progress of the upscaling`}
          aria-valuetext={text}
          aria-valuenow={percent}
          aria-valuemin={0}
          aria-valuemax={100}
        >
          <div className="progress-bar" style={{ width: `${percent}%` }} />
        </div>
        <p>{text}</p>
      </div>
      <Button icon={<X size={16} />} onClick={() => desk.cancelUpscale()}>
        {say`Cancel`}
      </Button>
    </div>
  );
}
