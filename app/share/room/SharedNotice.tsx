import { Box, ExternalLink, Undo2, X } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { isBusy } from '../../state/job.ts';
import type { TakenWork } from '../../state/share.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { forgetLink } from '../follow-links.ts';
import { undoTaken } from '../take.ts';

/** Tells of work that is on the page now, with the way back; or of a link that waits. */
export function SharedNotice(): React.JSX.Element {
  const { stores } = useServices();
  const taken = useStore(stores.share, (share) => share.taken);
  const waits = useStore(stores.share, ({ incoming, asking }) => incoming !== undefined && !asking);
  return (
    <section className="intake-notice" aria-label={say`Shared work`}>
      {waits ? <Waiting /> : taken && <Taken taken={taken} />}
    </section>
  );
}

function Waiting(): React.JSX.Element {
  const { stores } = useServices();
  return (
    <>
      <p className="intake-words" role="status">
        {say`A shared link waits to be opened.`}
      </p>
      <IconButton
        label={say`Drop the link`}
        icon={<X size={18} />}
        onClick={() => forgetLink(window, stores.share)}
      />
      <div className="intake-choices">
        <Button icon={<ExternalLink size={16} />} onClick={() => stores.share.setState({ asking: true })}>
          {say`Look at it`}
        </Button>
      </div>
    </>
  );
}

function Taken({ taken: { name, notes, wantsModel } }: { readonly taken: TakenWork }): React.JSX.Element {
  const services = useServices();
  const { stores } = services;
  const busy = useStore(stores.job, isBusy);
  return (
    <>
      <div className="intake-words" role="status">
        <p>
          <strong>{name}</strong>
        </p>
        <p className="hint">{say`It is on the page, in place of what was there.`}</p>
        {notes.length > 0 && <p className="hint">{notes.join(' ')}</p>}
      </div>
      <IconButton
        label={say`Dismiss`}
        icon={<X size={18} />}
        onClick={() => stores.share.setState({ taken: undefined })}
      />
      <div className="intake-choices">
        <Button icon={<Undo2 size={16} />} disabled={busy} onClick={() => undoTaken(services)}>
          {say`Undo`}
        </Button>
        {wantsModel && (
          <Button icon={<Box size={16} />} onClick={() => stores.models.setState({ dialogOpen: true })}>
            {say`Models`}
          </Button>
        )}
      </div>
    </>
  );
}
