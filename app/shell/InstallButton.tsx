import { MonitorDown } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import { say } from '../words/say.ts';

/** Installs the page, where the browser offers it. */
export function InstallButton(): React.JSX.Element | null {
  const { stores, actions } = useServices();
  const installable = useStore(stores.shell, (shell) => shell.installable);
  if (!installable) return null;
  return (
    <IconButton
      label={say`Install Armature on this device`}
      icon={<MonitorDown size={18} />}
      onClick={() => void actions.shell.install()}
    />
  );
}
