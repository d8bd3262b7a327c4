import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import '../remote.css';

/** What can be done about it. */
export const offerPart = lazyPart(async () => (await import('./OfferChoices.tsx')).OfferChoices);

/** Asks before anything is sent, where a picture is not drawn here. */
export function OfferDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const offer = useStore(stores.remote, (state) => state.offer);
  return (
    <AlertDialog.Root
      open={offer !== undefined}
      onOpenChange={(open) => {
        if (!open) actions.remote.answerOffer({ kind: 'no' });
      }}
    >
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="backdrop" />
        <AlertDialog.Popup className="dialog offer">
          <header className="dialog-head">
            <AlertDialog.Title render={<h2 />}>Draw it elsewhere?</AlertDialog.Title>
          </header>
          <AlertDialog.Description>{offer?.reason}</AlertDialog.Description>
          {offer && <offerPart.Part offer={offer} />}
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
