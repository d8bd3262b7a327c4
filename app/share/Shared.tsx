import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageDialog } from '../ui/PageDialog.tsx';
import { forgetLink } from './follow-links.ts';

const openingPart = lazyPart(async () => (await import('./room/OpenShared.tsx')).OpenShared);
const noticePart = lazyPart(async () => (await import('./room/SharedNotice.tsx')).SharedNotice);

/** Asks about a link that was opened, and tells of shared work that is on the page. */
export function Shared(): React.JSX.Element {
  const { stores } = useServices();
  const { incoming, asking, taken } = useStore(stores.share);
  return (
    <>
      <PageDialog
        open={incoming !== undefined && asking}
        title="Open a shared link"
        className="long"
        onClose={() => forgetLink(window, stores.share)}
      >
        {incoming !== undefined && <openingPart.Part fragment={incoming} />}
      </PageDialog>
      {(taken ?? (incoming !== undefined && !asking)) && <noticePart.Part />}
    </>
  );
}
