import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { PageDialog } from '../../ui/PageDialog.tsx';
import '../remote.css';
import { say } from '../../words/say.ts';

/** What can be done about it. */
export const offerPart = lazyPart(async () => (await import('./OfferChoices.tsx')).OfferChoices);

/** Asks before anything is sent, where a picture is not drawn here. */
export function OfferDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const offer = useStore(stores.remote, (state) => state.offer);
  return (
    <PageDialog
      open={offer !== undefined}
      isQuestion
      title={say`Draw it elsewhere?`}
      className="offer"
      hint={offer?.reason}
      onClose={() => actions.remote.answerOffer({ kind: 'no' })}
    >
      {offer && <offerPart.Part offer={offer} />}
    </PageDialog>
  );
}
