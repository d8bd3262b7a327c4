import { Download, Sparkles, X } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { AddonEntry } from '../../../../core/manifest/index.ts';
import { named } from '../../../../core/words/index.ts';
import { useServices } from '../../../services.ts';
import { isComplete } from '../../../state/models.ts';
import { Button } from '../../../ui/Button.tsx';
import { NoDownloadNote } from '../../../ui/OfflineNote.tsx';
import { failureSaid } from '../../../words/failed.ts';
import { say } from '../../../words/say.ts';
import type { WordsPartProps } from '../../WordsDialog.tsx';
import { Proposal } from './Proposal.tsx';
import { type ExpansionState, useExpansion } from './use-expansion.ts';

interface ByModelProps extends WordsPartProps {
  readonly expander: AddonEntry;
}

/** Enhances by a language model on this device. */
export function ByModel({ expander, onDone }: ByModelProps): React.JSX.Element {
  const { stores, actions } = useServices();
  const present = useStore(stores.models, (state) => isComplete(state, expander.id));
  const known = useStore(stores.models, ({ stored }) => stored !== undefined);
  useEffect(() => {
    if (!known) void actions.library.refresh();
  }, [actions, known]);
  if (!present) return <Offer expander={expander} />;
  return <Expanding expander={expander} onDone={onDone} />;
}

/** What is not on this device is fetched where all models are. */
function Offer({ expander }: { readonly expander: AddonEntry }): React.JSX.Element {
  const { stores, actions } = useServices();
  const transfer = useStore(stores.models, ({ transfers }) => transfers[expander.id]);
  return (
    <>
      <p>{say`${expander.label} goes on with what you wrote, in the words that people often use. It runs on this device once it is downloaded.`}</p>
      <p className="hint">{say(named(expander.description))}</p>
      <NoDownloadNote />
      {transfer?.at === 'failed' && (
        <p className="field-error" role="alert">
          {failureSaid(transfer.failure)}
        </p>
      )}
      <div className="words-bar">
        <Button
          kind="primary"
          className="small"
          icon={<Download size={16} />}
          disabled={transfer?.at === 'running'}
          onClick={() => void actions.library.download(expander.id)}
        >
          {transfer?.at === 'running' ? say`Downloading …` : say`Download`}
        </Button>
      </div>
    </>
  );
}

function Expanding({ expander, onDone }: ByModelProps): React.JSX.Element {
  const { state, start, stop } = useExpansion(expander);
  if (state.at === 'done') {
    const { before, after } = state;
    return (
      <Proposal
        before={before}
        after={after}
        nothing={say`The model had nothing to add this time.`}
        onUse={() => onDone({ prompt: after })}
        onAnother={start}
      />
    );
  }
  return (
    <>
      <p className="hint">{say`${expander.label} goes on with what you wrote. What you wrote stays as it is.`}</p>
      {state.at === 'failed' && (
        <p className="field-error" role="alert">
          {failureSaid(state.failure)}
        </p>
      )}
      {state.at === 'running' ? (
        <div className="words-bar">
          <p role="status">{progressWords(state)}</p>
          <Button className="small" icon={<X size={16} />} onClick={stop}>
            {say`Cancel`}
          </Button>
        </div>
      ) : (
        <div className="words-bar">
          <Button kind="primary" className="small" icon={<Sparkles size={16} />} onClick={start}>
            {say`Write`}
          </Button>
        </div>
      )}
    </>
  );
}

function progressWords({ progress }: Extract<ExpansionState, { at: 'running' }>): string {
  if (progress.at === 'preparing') return say`The model is being prepared …`;
  return say`Writing: ${progress.tokens} of up to ${progress.most} tokens`;
}
