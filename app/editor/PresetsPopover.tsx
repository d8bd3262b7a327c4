import { Popover } from '@base-ui/react/popover';
import { type ReactNode, useMemo, useState } from 'react';
import {
  drawPose,
  PRESET_LABELS,
  PRESET_NAMES,
  presetPerson,
  type PresetName,
} from '../../core/pose/index.ts';
import { useServices } from '../services.ts';
import { PixelCanvas } from '../ui/PixelCanvas.tsx';

const THUMBNAIL = { width: 256, height: 256 };

/** Starting poses to choose from. */
export function PresetsPopover({ icon }: { readonly icon: ReactNode }): React.JSX.Element {
  const { actions } = useServices();
  const [open, setOpen] = useState(false);
  function choose(name: PresetName): void {
    actions.figure.applyPreset(name);
    setOpen(false);
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button toolbar-poses">{icon} Poses</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start">
          <Popover.Popup className="popup">
            <Popover.Title render={<h2 />}>Starting poses</Popover.Title>
            <div className="presets">
              {PRESET_NAMES.map((name) => (
                <button key={name} type="button" className="preset" onClick={() => choose(name)}>
                  <PresetThumbnail name={name} />
                  {PRESET_LABELS[name]}
                </button>
              ))}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function PresetThumbnail({ name }: { readonly name: PresetName }): React.JSX.Element {
  const image = useMemo(() => drawPose({ ...THUMBNAIL, people: [presetPerson(name, THUMBNAIL)] }), [name]);
  return <PixelCanvas image={image} className="preset-drawing" />;
}
