import { Download } from 'lucide-react';
import { useStore } from 'zustand';
import { TransferLine } from '../models/TransferLine.tsx';
import { downloadWords } from '../models/words.ts';
import { useServices } from '../services.ts';
import { checkerOf, isComplete } from '../state/models.ts';
import { Button } from '../ui/Button.tsx';
import { NoDownloadNote } from '../ui/OfflineNote.tsx';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

/** Brings the checker to this device, from where it is missed. */
export function CheckerDownload(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const state = useStore(stores.models);
  const entry = checkerOf(state);
  if (!entry) return null;
  if (isComplete(state, entry.id))
    return <p role="status">{say`The checker is here now. Make the picture again.`}</p>;
  const transfer = state.transfers[entry.id];
  if (transfer?.at === 'running') return <TransferLine label={entry.label} progress={transfer.progress} />;
  return (
    <>
      <NoDownloadNote />
      {transfer?.at === 'failed' && (
        <p className="field-error" role="alert">
          {failureSaid(transfer.failure)}
        </p>
      )}
      <Button icon={<Download size={16} />} onClick={() => void actions.library.download(entry.id)}>
        {say`Download it (${downloadWords(entry)})`}
      </Button>
    </>
  );
}
