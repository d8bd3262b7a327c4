import { type ReactNode, useState } from 'react';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { LineField } from '../../ui/line-fields.tsx';
import { OfflineNote } from '../../ui/OfflineNote.tsx';
import { opensDialog, PageDialog } from '../../ui/PageDialog.tsx';
import { say } from '../../words/say.ts';

/** Fetches a reference picture from an address. */
export function AddressDialog({ icon }: { readonly icon: ReactNode }): React.JSX.Element {
  const { actions } = useServices();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  return (
    <>
      <Button icon={icon} {...opensDialog(open, () => setOpen(true))}>
        {say`Address`}
      </Button>
      <PageDialog
        open={open}
        title={say`Picture from an address`}
        className="reference-address-dialog"
        onClose={() => setOpen(false)}
      >
        <form
          className="reference-address"
          onSubmit={(event) => {
            event.preventDefault();
            setOpen(false);
            void actions.reference.openAddress(address);
          }}
        >
          <OfflineNote>{say`There is no network. Only pictures on this machine can be fetched.`}</OfflineNote>
          <LineField
            label={say`Address`}
            hint={say`The host must let other pages read its pictures. It learns this page's address, nothing more.`}
            value={address}
            onChange={setAddress}
          />
          <Button type="submit" kind="primary" disabled={address.trim() === ''}>
            {say`Fetch picture`}
          </Button>
        </form>
      </PageDialog>
    </>
  );
}
