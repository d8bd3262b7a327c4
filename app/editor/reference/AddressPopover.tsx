import { Popover } from '@base-ui/react/popover';
import { type ReactNode, useState } from 'react';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { LineField } from '../../ui/line-fields.tsx';

/** Fetches a reference picture from an address. */
export function AddressPopover({ icon }: { readonly icon: ReactNode }): React.JSX.Element {
  const { actions } = useServices();
  const [open, setOpen] = useState(false);
  const [address, setAddress] = useState('');
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger className="button">{icon} Address</Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner className="menu-positioner" sideOffset={6}>
          <Popover.Popup className="popup">
            <form
              className="reference-address"
              onSubmit={(event) => {
                event.preventDefault();
                setOpen(false);
                void actions.reference.openAddress(address);
              }}
            >
              <Popover.Title render={<h2 />}>Picture from an address</Popover.Title>
              <LineField
                label="Address"
                hint="The host must let other pages read its pictures. It learns this page's address, nothing more."
                value={address}
                onChange={setAddress}
              />
              <Button type="submit" kind="primary" disabled={address.trim() === ''}>
                Fetch picture
              </Button>
            </form>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
