import { Sparkles, X } from 'lucide-react';
import { useStore } from 'zustand';
import { keysInWords } from '../editor/keys/wording.ts';
import { AddToQueue } from '../queue/AddToQueue.tsx';
import { QueueDialog } from '../queue/QueueDialog.tsx';
import { NextCallNote } from '../remote/panel/NextCallNote.tsx';
import { useNextCall } from '../remote/panel/use-next-call.ts';
import { serviceName } from '../remote/words.ts';
import { useServices } from '../services.ts';
import { isBusy } from '../state/job.ts';
import { Button } from '../ui/Button.tsx';
import { say } from '../words/say.ts';

/** The button, and under it where the next picture goes unless it is drawn here. */
export function GenerateArea(): React.JSX.Element {
  const next = useNextCall();
  return (
    <>
      <div className="generate-row">
        <GenerateButton words={next ? say`Generate at ${serviceName(next.backend)}` : say`Generate`} />
        <AddToQueue />
      </div>
      <QueueDialog />
      <NextCallNote next={next} />
    </>
  );
}

/** Generate, or Cancel while the engine is at work. */
function GenerateButton({ words }: { readonly words: string }): React.JSX.Element {
  const { stores, actions } = useServices();
  const busy = useStore(stores.job, isBusy);
  const stopping = useStore(stores.job, ({ job }) => job.status === 'stopping');
  if (busy) {
    return (
      <Button className="generate" icon={<X size={18} />} onClick={() => actions.generate.cancel()}>
        {stopping ? say`Stop now` : say`Cancel`}
      </Button>
    );
  }
  return (
    <Button
      className="generate"
      kind="primary"
      icon={<Sparkles size={18} />}
      title={keysInWords('$mod+Enter', navigator.platform)}
      onClick={() => void actions.generate.generate()}
    >
      {words}
    </Button>
  );
}
