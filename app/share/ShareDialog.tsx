import { Share2 } from 'lucide-react';
import { useStore } from 'zustand';
import { CommandBarItem } from '../editor/CommandBar.tsx';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import { say } from '../words/say.ts';

/** The ways to pass work on. */
export const sharePart = lazyPart(async () => (await import('./room/ShareRoom.tsx')).ShareRoom);

/** Passes pose and settings on, where the page around leaves it in. */
export function ShareDialog(): React.JSX.Element | null {
  const { stores } = useServices();
  const open = useStore(stores.share, ({ dialogOpen }) => dialogOpen);
  const isShown = useStore(stores.embed, ({ panels }) => panels.includes('share'));
  const show = (dialogOpen: boolean): void => stores.share.setState({ dialogOpen });
  if (!isShown) return null;
  return (
    <>
      <CommandBarItem>
        <IconButton label={say`Share`} icon={<Share2 size={18} />} {...opensDialog(open, () => show(true))} />
      </CommandBarItem>
      <PageDialog open={open} title={say`Share`} className="long" onClose={() => show(false)}>
        <sharePart.Part />
      </PageDialog>
    </>
  );
}
