import { Box } from 'lucide-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { activeModel } from '../state/models.ts';
import { Button } from '../ui/Button.tsx';
import { lazyPart } from '../ui/lazy-part.tsx';
import { opensDialog, PageDialog } from '../ui/PageDialog.tsx';
import './models.css';
import { say } from '../words/say.ts';

/** The lists of the dialog. */
export const modelsPart = lazyPart(async () => (await import('./ModelLists.tsx')).ModelLists);

/** The model that draws, and all that can be drawn with. */
export function ModelsDialog(): React.JSX.Element {
  const { stores, actions } = useServices();
  const open = useStore(stores.models, ({ dialogOpen }) => dialogOpen);
  const { label } = useStore(stores.models, activeModel);
  const { library } = actions;
  useEffect(() => {
    // Other tabs fetch and remove, too.
    if (open) void library.refresh();
  }, [open, library]);
  const show = (dialogOpen: boolean): void => stores.models.setState({ dialogOpen, note: '' });
  return (
    <>
      <Button
        className="model-button"
        icon={<Box size={16} />}
        aria-label={say`Model: ${label}`}
        {...opensDialog(open, () => show(true))}
      >
        <span>{label}</span>
      </Button>
      <PageDialog
        open={open}
        title={say`Models`}
        className="long models"
        hint={say`A model is downloaded once and kept on this device. From then on it works without a network.`}
        onClose={() => show(false)}
      >
        <modelsPart.Part />
      </PageDialog>
    </>
  );
}
