import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { CANVAS_LIMITS, CANVAS_PRESETS, type CanvasSize } from '../../../core/pose/index.ts';
import { named, words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { IconButton } from '../../ui/Button.tsx';
import { SelectField } from '../../ui/fields.tsx';
import { say } from '../../words/say.ts';
import { CommitNumber } from './CommitNumber.tsx';
import { PanelSection } from './PanelSection.tsx';

const HOW = [
  { value: 'fit', label: words`Scale them with it` },
  { value: 'keep', label: words`Leave them in place` },
] as const;

/** The size of the canvas, and what becomes of the people when it changes. */
export function CanvasPanel(): React.JSX.Element {
  const { stores, actions } = useServices();
  const width = useStore(stores.figure, ({ pose }) => pose.width);
  const height = useStore(stores.figure, ({ pose }) => pose.height);
  const drawFeet = useStore(stores.settings, (settings) => settings.drawFeet);
  const [how, setHow] = useState<'fit' | 'keep'>('fit');
  const resize = (size: CanvasSize): void => actions.figure.setCanvas(size, how);
  return (
    <PanelSection title={say`Canvas`} aside={say`${width} × ${height}`}>
      <PresetField size={{ width, height }} onChange={resize} />
      <div className="canvas-sides">
        <CommitNumber
          label={say`Canvas width`}
          shortLabel={say`Width, px`}
          value={width}
          {...CANVAS_LIMITS}
          step={8}
          onCommit={(side) => resize({ width: side, height })}
        />
        <IconButton
          label={say`Swap width and height`}
          icon={<ArrowLeftRight size={16} />}
          disabled={width === height}
          onClick={() => resize({ width: height, height: width })}
        />
        <CommitNumber
          label={say`Canvas height`}
          shortLabel={say`Height, px`}
          value={height}
          {...CANVAS_LIMITS}
          step={8}
          onCommit={(side) => resize({ width, height: side })}
        />
      </div>
      <SelectField label={say`People, when the size changes`} options={HOW} value={how} onChange={setHow} />
      <label className="check">
        <input
          type="checkbox"
          checked={drawFeet}
          onChange={(event) => stores.settings.setState({ drawFeet: event.currentTarget.checked })}
        />
        {say`Draw feet`}
      </label>
      <p className="hint">
        {say`Feet are drawn here and in exported pictures. The models are not trained on them.`}
      </p>
    </PanelSection>
  );
}

interface PresetFieldProps {
  readonly size: CanvasSize;
  readonly onChange: (size: CanvasSize) => void;
}

function PresetField({ size, onChange }: PresetFieldProps): React.JSX.Element {
  const { stores } = useServices();
  const width = useStore(stores.form, (form) => form.width);
  const height = useStore(stores.form, (form) => form.height);
  const presets = [{ label: say`As the picture`, width, height }, ...CANVAS_PRESETS];
  const options = presets.map((preset) => ({
    value: keyOf(preset),
    label: say`${named(preset.label)}, ${preset.width} × ${preset.height}`,
  }));
  const own = keyOf(size);
  const isListed = options.some(({ value }) => value === own);
  const unique = options.filter(
    ({ value }, at) => options.findIndex((other) => other.value === value) === at,
  );
  return (
    <SelectField
      label={say`Size`}
      options={
        isListed ? unique : [{ value: own, label: say`Own size, ${size.width} × ${size.height}` }, ...unique]
      }
      value={own}
      onChange={(chosen) => {
        const preset = presets.find((candidate) => keyOf(candidate) === chosen);
        if (preset) onChange({ width: preset.width, height: preset.height });
      }}
    />
  );
}

function keyOf({ width, height }: CanvasSize): string {
  return `${width}x${height}`;
}
