import { SelectField } from '../ui/fields.tsx';
import { say } from '../words/say.ts';
import type { Camera } from './use-camera.ts';

/** The choice among several cameras, while one is live. */
export function CameraField({ state, devices, open }: Camera): React.JSX.Element | null {
  if (devices.length < 2 || state.status !== 'live') return null;
  return (
    <SelectField
      label={say`Camera`}
      options={devices.map(({ id, label }) => ({ value: id, label }))}
      value={state.id ?? ''}
      onChange={open}
    />
  );
}
