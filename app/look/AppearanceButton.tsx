import { Contrast } from 'lucide-react';
import { IconButton } from '../ui/Button.tsx';
import { lazyControl } from '../ui/lazy-control.tsx';
import { say } from '../words/say.ts';

/** The button with what is behind it: theme, contrast and language of the page. */
export const appearancePopover = lazyControl(
  async () => (await import('./AppearancePopover.tsx')).AppearancePopover,
  ({ onClick }) => (
    <IconButton
      label={say`Appearance`}
      aria-haspopup="dialog"
      icon={<Contrast size={18} />}
      onClick={onClick}
    />
  ),
);
