import { BackendChip } from './BackendChip.tsx';
import { lazyControl } from './ui/lazy-control.tsx';

/** The button with what is behind it: which backend draws, why, and the choice of another. */
export const backendPopover = lazyControl(
  async () => (await import('./settings-popover.tsx')).BackendPopover,
  ({ onClick }) => <BackendChip aria-haspopup="dialog" onClick={onClick} />,
);
