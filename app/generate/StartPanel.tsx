import { Brush, Eraser, ImageUp, Trash2, WandSparkles } from 'lucide-react';
import { useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { RgbaImage } from '../../core/image/index.ts';
import { REQUEST_LIMITS } from '../../core/request/index.ts';
import { failureFrom } from '../../core/result/index.ts';
import type { FieldMark } from '../remote/panel/field-marks.ts';
import { isHidden } from '../safety/store.ts';
import { useServices } from '../services.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { SliderField } from '../ui/fields.tsx';
import { FileInput } from '../ui/FileInput.tsx';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** The picture to start from, with the part of it that is painted anew. */
export function StartPanel({ mark }: { readonly mark: FieldMark }): React.JSX.Element {
  const { stores, actions } = useServices();
  const { image, strength } = useStore(stores.start);
  const { width, height } = useStore(stores.form);
  const { picture, shown } = useStore(stores.job);
  const result = picture?.images[shown];
  const hidden = useStore(stores.safety, (safety) => result !== undefined && isHidden(result, safety));
  const file = useRef<HTMLInputElement>(null);
  const [failure, setFailure] = useState('');

  async function open(chosen: File): Promise<void> {
    try {
      await actions.start.open(chosen, { width, height });
      setFailure('');
    } catch (error) {
      const told = failureSaid(failureFrom(error, 'bad-image'));
      setFailure(told);
    }
  }

  return (
    <details className="fine start">
      <summary>{say`Start from a picture`}</summary>
      <div className="fine-fields">
        <div className="picture-actions">
          <Button icon={<ImageUp size={18} />} onClick={() => file.current?.click()}>
            {say`Open picture`}
          </Button>
          <Button
            icon={<WandSparkles size={18} />}
            disabled={!result || hidden}
            onClick={() => result && actions.start.use(result)}
          >
            {say`Use result`}
          </Button>
        </div>
        <FileInput
          ref={file}
          label={say`Picture to start from`}
          accept="image/*"
          onFiles={([chosen]) => void open(chosen)}
        />
        {failure !== '' && (
          <p className="field-error" role="alert">
            {failure}
          </p>
        )}
        {image && mark.note !== '' && <p className="hint">{mark.note}</p>}
        {image && <MaskPainter image={image} />}
        {image && (
          <SliderField
            label={say`Change`}
            range={REQUEST_LIMITS.strength}
            value={strength}
            onChange={(value) => stores.start.setState({ strength: value })}
          />
        )}
      </div>
    </details>
  );
}

/** Brush sizes, as shares of the picture's shorter side. */
const BRUSH = { min: 0.02, max: 0.3, step: 0.01 };

/** The picture with a brush on it. */
function MaskPainter({ image }: { readonly image: RgbaImage }): React.JSX.Element {
  const { stores, actions } = useServices();
  const mask = useStore(stores.start, (state) => state.mask);
  const [brush, setBrush] = useState(0.1);
  const [paint, setPaint] = useState(true);
  const last = useRef<readonly [number, number]>(undefined);

  function place(event: React.PointerEvent): readonly [number, number] {
    const box = event.currentTarget.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * image.width,
      ((event.clientY - box.top) / box.height) * image.height,
    ];
  }

  function stroke(event: React.PointerEvent): void {
    const to = place(event);
    const radius = (brush * Math.min(image.width, image.height)) / 2;
    actions.start.stroke({ from: last.current ?? to, to, radius, paint });
    last.current = to;
  }

  return (
    <>
      <div
        className="mask"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          stroke(event);
        }}
        onPointerMove={(event) => {
          if (last.current) stroke(event);
        }}
        onPointerUp={() => (last.current = undefined)}
        onPointerCancel={() => (last.current = undefined)}
      >
        <PixelCanvas image={image} className="picture-pixels" label={say`Picture to start from`} />
        {mask && <PixelCanvas image={tinted(mask)} className="picture-pixels mask-paint" />}
      </div>
      <div className="mask-tools">
        <IconButton
          label={say`Paint what should change`}
          icon={<Brush size={18} />}
          aria-pressed={paint}
          onClick={() => setPaint(true)}
        />
        <IconButton
          label={say`Take paint away`}
          icon={<Eraser size={18} />}
          aria-pressed={!paint}
          onClick={() => setPaint(false)}
        />
        <IconButton
          label={say`Remove the picture`}
          icon={<Trash2 size={18} />}
          onClick={() => actions.start.remove()}
        />
        <Button disabled={!mask} onClick={() => actions.start.clearMask()}>
          {say`Change all of it`}
        </Button>
      </div>
      <SliderField label={say`Brush`} range={BRUSH} value={brush} onChange={setBrush} />
      <p className="hint">
        {mask
          ? say`Only what is painted changes.`
          : say`All of it may change. Paint on it to change a part alone.`}
      </p>
    </>
  );
}

/** The paint that shows a mask. */
function tinted({ width, height, data }: RgbaImage): RgbaImage {
  const paint = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 4) {
    if (data[i] !== 0) paint.set([240, 120, 40, 150], i);
  }
  return { width, height, data: paint };
}
