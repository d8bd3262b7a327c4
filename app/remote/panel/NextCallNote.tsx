import { Send, Settings2 } from 'lucide-react';
import { useStore } from 'zustand';
import { isReady } from '../../../core/remote/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { MisfitNotes } from './MisfitNotes.tsx';
import type { NextCall } from './use-next-call.ts';
import { callPriceWords, overBudgetWords } from '../words.ts';

/** Says beside the Generate button where the next picture goes, and what is in the way. Nothing where it is drawn here. */
export function NextCallNote({ next }: { readonly next: NextCall | undefined }): React.JSX.Element | null {
  const { stores } = useServices();
  const remote = useStore(stores.remote, ({ policy }) => policy === 'remote');
  if (!remote) return null;
  return (
    <section className="next-call" aria-label={say`Where the next picture goes`}>
      {next ? (
        <Destination next={next} />
      ) : (
        <p>{say`No other machine is switched on, so nothing can be drawn.`}</p>
      )}
      {(!next || !isReady(next.outlook)) && (
        <Button
          className="small"
          icon={<Settings2 size={16} />}
          onClick={() => stores.remote.setState({ dialogOpen: true })}
        >
          {say`Set up back ends`}
        </Button>
      )}
    </section>
  );
}

function Destination({ next: { backend, outlook } }: { readonly next: NextCall }): React.JSX.Element {
  const { missing, overBudget, misfits } = outlook;
  return (
    <>
      <p className="next-call-line">
        <Send size={14} aria-hidden /> <span>{backend.label}</span>
        <span className="next-call-price">{callPriceWords(backend, outlook)}</span>
      </p>
      {missing.length > 0 && <p className="field-error">{missing.map((words) => say(words)).join(' ')}</p>}
      {overBudget && <p className="field-error">{overBudgetWords(outlook)}</p>}
      <MisfitNotes misfits={misfits} />
    </>
  );
}
