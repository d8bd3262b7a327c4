import { FilePlus2, X } from 'lucide-react';
import { useRef } from 'react';
import { useStore } from 'zustand';
import { counted } from '../../core/words/index.ts';
import { useServices } from '../services.ts';
import { allAddons, allModels, type FileImport, type ModelsState } from '../state/models.ts';
import { Button } from '../ui/Button.tsx';
import { FileInput } from '../ui/FileInput.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';
import { EntryCard } from './EntryCard.tsx';
import { TransferLine } from './TransferLine.tsx';

/** Files that the person brings, and what became of them. */
export function OwnFiles(): React.JSX.Element {
  const { stores, actions } = useServices();
  const state = useStore(stores.models);
  const file = useRef<HTMLInputElement>(null);
  const working = state.imports.some(({ at }) => at === 'waiting' || at === 'running');
  return (
    <section className="models-section" aria-labelledby="own-title">
      <h3 id="own-title">{say`Your own files`}</h3>
      <p className="hint">
        {say`Checkpoints, ControlNets, LoRAs and preview decoders of Stable Diffusion 1.x as .safetensors. You can also drop them anywhere on the page. They stay on this device.`}
      </p>
      <div className="entry-buttons">
        <Button icon={<FilePlus2 size={16} />} onClick={() => file.current?.click()}>
          {say`Open files`}
        </Button>
        {working && (
          <Button icon={<X size={16} />} onClick={() => actions.library.cancelImport()}>
            {say`Stop`}
          </Button>
        )}
      </div>
      <FileInput
        ref={file}
        label={say`Model files`}
        accept=".safetensors"
        multiple
        onFiles={(files) => void actions.library.import(files)}
      />
      {state.imports.length > 0 && (
        <ul className="imports" aria-label={say`Files taken in`}>
          {state.imports.map((outcome, index) => (
            <ImportLine key={index} outcome={outcome} />
          ))}
        </ul>
      )}
      <OwnAddons state={state} />
    </section>
  );
}

function OwnAddons({ state }: { readonly state: ModelsState }): React.JSX.Element | null {
  const listed = new Set(state.manifest.addons.map(({ id }) => id));
  const own = allAddons(state).filter(({ id }) => !listed.has(id));
  if (own.length === 0) return null;
  return (
    <ul className="entries" aria-label={say`Your own addons`}>
      {own.map((entry) => (
        <EntryCard key={entry.id} entry={entry} own />
      ))}
    </ul>
  );
}

function ImportLine({ outcome }: { readonly outcome: FileImport }): React.JSX.Element {
  return (
    <li className="import" role={outcome.at === 'failed' ? 'alert' : 'status'}>
      <p>
        <strong>{outcome.name}</strong>
        {outcome.at === 'waiting' && say` waits for the file before it.`}
      </p>
      {outcome.at === 'running' && <TransferLine label={outcome.name} progress={outcome.progress} />}
      {outcome.at === 'failed' && <p className="field-error">{failureSaid(outcome.failure)}</p>}
      {outcome.at === 'done' && <Done outcome={outcome} />}
    </li>
  );
}

function Done({
  outcome: { report },
}: {
  readonly outcome: Extract<FileImport, { at: 'done' }>;
}): React.JSX.Element {
  const { stores } = useServices();
  const isModel = useStore(stores.models, (state) =>
    allModels(state).some(({ id }) => id === report.item.entry.id),
  );
  const { unused, what } = report;
  return (
    <>
      <p>
        {what}. {isModel ? say`It is among the models above.` : say`It is among your addons below.`}
      </p>
      {unused.length > 0 && (
        <details className="stored">
          <summary>
            {say`${counted(unused.length, { one: 'One tensor of it is', other: '# tensors of it are' })} not used`}
          </summary>
          <pre className="unused">{unused.join('\n')}</pre>
        </details>
      )}
    </>
  );
}
