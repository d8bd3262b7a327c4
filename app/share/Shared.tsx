import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageDialog } from '../ui/PageDialog.tsx';
import { say } from '../words/say.ts';
import { forgetLink } from './follow-links.ts';

const openingPart = lazyPart(async () => (await import('./room/OpenShared.tsx')).OpenShared);
const filesPart = lazyPart(async () => (await import('./room/OpenSharedFiles.tsx')).OpenSharedFiles);
const noticePart = lazyPart(async () => (await import('./room/SharedNotice.tsx')).SharedNotice);

/** What is fetched early of this. */
export const sharedParts = [openingPart, filesPart, noticePart];

/** Asks about a link that was opened and about files that were shared, and tells of shared work that is on the page. */
export function Shared(): React.JSX.Element {
  const { stores } = useServices();
  const { incoming, asking, files, taken } = useStore(stores.share);
  // What was opened after it is told in the same place.
  const hasRoom = useStore(
    stores.intake,
    ({ imported, recipes, failures }) => !imported && recipes.length + failures.length === 0,
  );
  const asksLink = incoming !== undefined && asking;
  const waits = incoming !== undefined && !asking;
  return (
    <>
      <PageDialog
        open={asksLink}
        title={say`Open a shared link`}
        className="long"
        onClose={() => forgetLink(window, stores.share)}
      >
        {incoming !== undefined && <openingPart.Part fragment={incoming} />}
      </PageDialog>
      <PageDialog
        open={files !== undefined && !asksLink}
        title={say`Open shared files`}
        onClose={() => stores.share.setState({ files: undefined })}
      >
        {files && <filesPart.Part shared={files} />}
      </PageDialog>
      {hasRoom && (taken !== undefined || waits) && <noticePart.Part />}
    </>
  );
}
