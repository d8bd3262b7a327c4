import { Popover } from '@base-ui/react/popover';
import { Network } from 'lucide-react';
import { useStore } from 'zustand';
import type {
  BackendChoice,
  BackendReport,
  Capabilities,
  EngineState,
  LoadedModel,
} from '../core/contract/index.ts';
import { assertNever } from '../core/result/index.ts';
import { counted, verbatim, words } from '../core/words/index.ts';
import { sentenceFor } from './remote/back-ends/readiness.ts';
import { BackendChip } from './BackendChip.tsx';
import { useServices } from './services.ts';
import type { OpeningProps } from './ui/lazy-control.tsx';
import { type Choice, RadioChoices } from './ui/RadioChoices.tsx';
import { messageSaid } from './words/failed.ts';
import { say } from './words/say.ts';

const CHOICES: readonly Choice<BackendChoice>[] = [
  { value: 'auto', label: words`Automatic` },
  { value: 'webgpu', label: verbatim('GPU (WebGPU)') },
  { value: 'wasm', label: verbatim('CPU (WASM)') },
];

/** Which backend draws, why, and the choice of another. */
export function BackendPopover({ defaultOpen }: OpeningProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const engine = useStore(stores.engine, (state) => state.engine);
  const choice = useStore(stores.settings, ({ backend }) => backend);
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  const allowed = useStore(stores.embed, ({ backends }) => backends);
  const mayLeave = useStore(stores.remote, (remote) => remote.allowed?.length !== 0);
  const choices = CHOICES.filter(({ value }) => isAllowed(value, allowed));
  return (
    <Popover.Root defaultOpen={defaultOpen}>
      <Popover.Trigger render={<BackendChip />} />
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end">
          <Popover.Popup className="popup backend-popup">
            <Popover.Title render={<h2 />}>{say`What draws the picture`}</Popover.Title>
            <p>
              {elsewhere
                ? say`Pictures are drawn elsewhere. This is for those that are drawn here.`
                : explain(engine)}
            </p>
            <fieldset>
              <legend className="visually-hidden">{say`Backend`}</legend>
              <RadioChoices
                name="backend"
                choices={choices}
                chosen={choice}
                onChoose={(backend) => {
                  stores.settings.setState({ backend });
                  actions.generate.reload();
                }}
              />
            </fieldset>
            {mayLeave && <RemoteChoice />}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** May it be chosen, where whoever embeds the page has named the back ends? Automatic chooses between both. */
function isAllowed(choice: BackendChoice, names: readonly string[] | undefined): boolean {
  const needed = choice === 'auto' ? ['webgpu', 'wasm'] : [choice];
  return !names || needed.every((name) => names.includes(name));
}

/** What is drawn elsewhere, and the way to change it. */
function RemoteChoice(): React.JSX.Element {
  const { stores } = useServices();
  const sentence = useStore(stores.remote, sentenceFor);
  return (
    <div className="backend-remote">
      <p>{sentence}</p>
      <Popover.Close className="button small" onClick={() => stores.remote.setState({ dialogOpen: true })}>
        <Network size={16} /> {say`Back ends`}
      </Popover.Close>
    </div>
  );
}

function explain(engine: EngineState): string {
  switch (engine.status) {
    case 'off':
      return say`The engine starts with the next picture.`;
    case 'probing':
    case 'loading':
      return say`The engine is starting.`;
    case 'failed':
      return messageSaid(engine.failure);
    case 'ready':
      return `${reason(engine.backend)} ${precisionWords(engine)} ${describeMachine(engine.backend.capabilities)}`;
    default:
      return assertNever(engine);
  }
}

function reason({ why }: BackendReport): string {
  switch (why) {
    case 'hardware-gpu':
      return say`Running on the GPU.`;
    case 'software-adapter':
      return say`Running on the CPU: this browser has only a software GPU, which would be slower.`;
    case 'no-webgpu':
      return say`Running on the CPU: this browser has no WebGPU.`;
    case 'no-adapter':
      return say`Running on the CPU: no GPU was found.`;
    case 'no-device':
      return say`Running on the CPU: the GPU gave no device.`;
    case 'gpu-failed':
      return say`Running on the CPU, because the GPU failed. Choose a backend to try it again.`;
    case 'chosen-by-user':
      return say`Running as you chose.`;
    default:
      return assertNever(why);
  }
}

function precisionWords({ precision, fellBack }: Pick<LoadedModel, 'precision' | 'fellBack'>): string {
  if (fellBack)
    return say`The steps are computed in 32-bit floats: 16-bit ones were too narrow for this model.`;
  return precision === 'float16'
    ? say`The steps are computed in 16-bit floats, which takes half the memory.`
    : say`The steps are computed in 32-bit floats.`;
}

function describeMachine({ gpu, wasm }: Capabilities): string {
  const threads = say`${counted(wasm.threads, { one: '# thread', other: '# threads' })}`;
  const isolated = wasm.crossOriginIsolated
    ? ''
    : say` (the host does not isolate the page, so there is only one)`;
  const cpu = `CPU: ${threads}${isolated}.`;
  if (!gpu) return say`GPU: none usable. ${cpu}`;
  const name = gpu.description || [gpu.vendor, gpu.architecture].filter(Boolean).join(' ') || 'unnamed';
  const half = gpu.float16 ? say`with 16-bit floats` : say`without 16-bit floats`;
  return `GPU: ${name}, ${gpu.software ? 'software, ' : ''}${half}. ${cpu}`;
}
