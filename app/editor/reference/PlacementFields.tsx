import { Eye, EyeOff, Lock, LockOpen, Move, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { words, type Words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import type { ReferenceFit, ReferenceImage } from '../../state/reference.ts';
import { REFERENCE_SCALE } from '../../state/reference.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { NumberField, SelectField, SliderField } from '../../ui/fields.tsx';
import { say } from '../../words/say.ts';

const SIZE = 16;
const OPACITY = { min: 0, max: 1, step: 0.05 } as const;
const PERCENT = { min: REFERENCE_SCALE.min * 100, max: REFERENCE_SCALE.max * 100, step: 1 } as const;
const OFFSET = { min: -8192, max: 8192, step: 1 } as const;

const FITS: readonly { readonly value: ReferenceFit; readonly label: Words }[] = [
  { value: 'contain', label: words`Whole picture` },
  { value: 'cover', label: words`Fill the canvas` },
  { value: 'stretch', label: words`Stretch` },
];

/** How the reference picture stands on the canvas. */
export function PlacementFields({ image }: { readonly image: ReferenceImage }): React.JSX.Element {
  const { stores, actions } = useServices();
  const { opacity, fit, scale, offset, locked, visible } = useStore(stores.reference);
  const { place, remove, resetPlacement } = actions.reference;
  return (
    <>
      <div className="reference-head">
        <img className="reference-thumbnail" src={image.url} alt={say`Reference`} />
        <IconButton
          label={visible ? say`Hide reference` : say`Show reference`}
          icon={visible ? <Eye size={SIZE} /> : <EyeOff size={SIZE} />}
          onClick={() => place({ visible: !visible })}
        />
        <IconButton
          label={locked ? say`Unlock reference, to move it` : say`Lock reference`}
          icon={locked ? <Lock size={SIZE} /> : <LockOpen size={SIZE} />}
          onClick={() => place({ locked: !locked })}
        />
        <IconButton
          label={say`Remove reference`}
          icon={<Trash2 size={SIZE} />}
          onClick={() => void remove()}
        />
      </div>
      {!locked && (
        <p className="hint">
          <Move size={14} aria-hidden /> {say`Drag it on the canvas, scale it with the wheel or two fingers.`}
        </p>
      )}
      <SliderField
        label={say`Opacity`}
        range={OPACITY}
        value={opacity}
        onChange={(value) => place({ opacity: value })}
      />
      <SelectField label={say`Fit`} options={FITS} value={fit} onChange={(value) => place({ fit: value })} />
      <div className="panel-triple">
        <NumberField
          label={say`Scale, %`}
          range={PERCENT}
          value={Math.round(scale * 100)}
          onChange={(value) => place({ scale: value / 100 })}
        />
        <NumberField
          label={say`Offset x`}
          range={OFFSET}
          value={Math.round(offset.x)}
          onChange={(x) => place({ offset: { ...offset, x } })}
        />
        <NumberField
          label={say`Offset y`}
          range={OFFSET}
          value={Math.round(offset.y)}
          onChange={(y) => place({ offset: { ...offset, y } })}
        />
      </div>
      <Button className="small" onClick={() => resetPlacement()}>
        {say`Back to the middle`}
      </Button>
    </>
  );
}
