import { Download } from 'lucide-react';
import { useStore } from 'zustand';
import type { AddonEntry } from '../../core/manifest/index.ts';
import { useServices } from '../services.ts';
import {
  activeModel,
  controlNetSources,
  fittingLoras,
  isReady,
  type ModelsState,
  presetAddons,
  presetInUse,
} from '../state/models.ts';
import { Button } from '../ui/Button.tsx';
import { SelectField, SliderField } from '../ui/fields.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { shortDownloadWords } from './words.ts';

const WEIGHTS = { min: -2, max: 2, step: 0.05 };
const OWN_CONTROLNET = 'own';

/** What the model in use draws with: its speed, LoRAs and ControlNet. */
export function AddonsSection(): React.JSX.Element {
  const { stores } = useServices();
  const state = useStore(stores.models);
  const engine = useStore(stores.engine, (mirror) => mirror.engine);
  return (
    <section className="models-section" aria-labelledby="addons-title">
      <h3 id="addons-title">{say`Drawing with ${activeModel(state).label}`}</h3>
      {presetAddons(state).length > 0 && <PresetRadios state={state} />}
      <Loras state={state} />
      <ControlNets state={state} />
      {engine.status === 'failed' && (
        <p className="field-error" role="alert">
          {failureSaid(engine.failure)}
        </p>
      )}
    </section>
  );
}

function PresetRadios({ state }: { readonly state: ModelsState }): React.JSX.Element {
  const { actions } = useServices();
  const used = presetInUse(state);
  const weight = state.loras.find(({ id }) => id === used?.id)?.weight;
  return (
    <fieldset className="presets-field">
      <legend className="field-label">{say`Quality or speed`}</legend>
      <label className="check">
        <input
          type="radio"
          name="preset"
          checked={!used}
          onChange={() => actions.choice.usePreset(undefined)}
        />
        {say`Full quality`}
      </label>
      {presetAddons(state).map(({ id, preset, ...addon }) => (
        <div key={id} className="preset-row">
          <label className="check">
            <input
              type="radio"
              name="preset"
              checked={used?.id === id}
              disabled={!isReady(state, id)}
              onChange={() => actions.choice.usePreset(id)}
            />
            {say`${preset.label}, ${preset.steps} steps`}
          </label>
          {!isReady(state, id) && <PresetDownload id={id} label={preset.label} files={addon.files} />}
        </div>
      ))}
      {used && weight !== undefined && (
        <SliderField
          label={say`Weight of ${used.label}`}
          range={WEIGHTS}
          value={weight}
          onChange={(value) => actions.choice.setLora(used.id, value)}
        />
      )}
    </fieldset>
  );
}

interface PresetDownloadProps extends Pick<AddonEntry, 'id' | 'files'> {
  readonly label: string;
}

/** A preset is of no use before its LoRA is here. */
function PresetDownload({ id, label, files }: PresetDownloadProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const running = useStore(stores.models, ({ transfers }) => transfers[id]?.at === 'running');
  if (running) return <span className="hint">{say`Downloading, see below`}</span>;
  return (
    <Button
      className="small"
      icon={<Download size={14} />}
      aria-label={say`Download what ${label} needs`}
      onClick={() => void actions.library.download(id)}
    >
      {say`Download ${shortDownloadWords({ files })}`}
    </Button>
  );
}

/** LoRAs without a preset: switched on one by one, with a weight. */
function Loras({ state }: { readonly state: ModelsState }): React.JSX.Element | null {
  const { actions } = useServices();
  const loras = fittingLoras(state).filter(({ id, preset }) => !preset && isReady(state, id));
  if (loras.length === 0) return null;
  return (
    <fieldset className="presets-field">
      <legend className="field-label">{say`LoRAs`}</legend>
      {loras.map(({ id, label }) => {
        const used = state.loras.find((lora) => lora.id === id);
        return (
          <div key={id} className="lora">
            <label className="check">
              <input
                type="checkbox"
                checked={used !== undefined}
                onChange={(event) =>
                  event.currentTarget.checked ? actions.choice.setLora(id, 1) : actions.choice.removeLora(id)
                }
              />
              {label}
            </label>
            {used && (
              <SliderField
                label={say`Weight of ${label}`}
                range={WEIGHTS}
                value={used.weight}
                onChange={(weight) => actions.choice.setLora(id, weight)}
              />
            )}
          </div>
        );
      })}
    </fieldset>
  );
}

function ControlNets({ state }: { readonly state: ModelsState }): React.JSX.Element | null {
  const { actions } = useServices();
  const stored = activeModel(state).builtIn ? [] : controlNetSources(state);
  if (stored.length === 0) return null;
  const own = activeModel(state).files.some(({ path }) => path.startsWith('controlnet/'));
  return (
    <SelectField
      label={say`ControlNet for the pose`}
      options={[
        { value: OWN_CONTROLNET, label: own ? say`The model's own` : say`None: the pose does not count` },
        ...stored.map(({ id, label, kind }) => ({
          value: id,
          label: kind === 'model' ? say`That of ${label}` : label,
        })),
      ]}
      value={state.controlNet ?? OWN_CONTROLNET}
      onChange={(id) => actions.choice.chooseControlNet(id === OWN_CONTROLNET ? undefined : id)}
    />
  );
}
