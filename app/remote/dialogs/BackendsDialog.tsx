import { useStore } from 'zustand';
import { useServices } from '../../services.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { PageDialog } from '../../ui/PageDialog.tsx';
import '../remote.css';
import { say } from '../../words/say.ts';

/** What stands in the dialog. */
export const backendsPart = lazyPart(async () => (await import('./BackendList.tsx')).BackendList);

/** Other machines that can draw: when they are asked, and how they are reached. */
export function BackendsDialog(): React.JSX.Element {
  const { stores } = useServices();
  const open = useStore(stores.remote, ({ dialogOpen }) => dialogOpen);
  return (
    <PageDialog
      open={open}
      title={say`Back ends`}
      className="long"
      hint={say`Pictures are drawn on this device. Where that is too slow or cannot be, another machine can draw them: your own, or one that you pay for. Nothing is sent anywhere until you switch it on here.`}
      onClose={() => stores.remote.setState({ dialogOpen: false })}
    >
      <backendsPart.Part />
    </PageDialog>
  );
}
