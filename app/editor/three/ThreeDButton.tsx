import { Box } from 'lucide-react';
import { type ComponentType, useRef, useState } from 'react';
import { useServices } from '../../services.ts';
import { selectionOfPeople } from '../../state/selection.ts';
import { Button } from '../../ui/Button.tsx';
import type { Pose } from '../../../core/pose/index.ts';
import { say } from '../../words/say.ts';
import { CommandBarItem } from '../CommandBar.tsx';
import type { TakenOver } from './scene/take-over.ts';
import type { ThreeDialogProps } from './ThreeDialog.tsx';

interface Opened {
  readonly Dialog: ComponentType<ThreeDialogProps>;
  readonly pose: Pose;
  readonly people: readonly number[];
}

/** Opens the 3D posing mode, whose code is fetched at the first press. */
export function ThreeDButton({
  onFailure,
}: {
  readonly onFailure: (message: string) => void;
}): React.JSX.Element {
  const { stores, actions } = useServices();
  const [opened, setOpened] = useState<Opened>();
  const [isLoading, setLoading] = useState(false);
  const [last, setLast] = useState<TakenOver>();
  const button = useRef<HTMLButtonElement>(null);

  async function open(): Promise<void> {
    setLoading(true);
    try {
      const { ThreeDialog } = await import('./ThreeDialog.tsx');
      const { pose, selection } = stores.figure.getState();
      const people = selection.people.length > 0 ? selection.people : [0];
      setOpened({ Dialog: ThreeDialog, pose, people });
      onFailure('');
    } catch {
      onFailure(say`The 3D mode could not be fetched. Check the connection and press 3D again.`);
    }
    setLoading(false);
  }

  function takeOver(taken: TakenOver): void {
    actions.figure.edit(
      () => taken.pose,
      say`Posed in 3D`,
      () => selectionOfPeople(taken.people),
    );
    setLast(taken);
    close();
  }

  function close(): void {
    setOpened(undefined);
    button.current?.focus();
  }

  return (
    <>
      <CommandBarItem>
        <Button
          ref={button}
          className="toolbar-poses"
          icon={<Box size={18} />}
          aria-haspopup="dialog"
          aria-busy={isLoading}
          title={say`Pose in 3D`}
          onClick={() => void open()}
        >
          3D
        </Button>
      </CommandBarItem>
      {opened && (
        <opened.Dialog
          pose={opened.pose}
          people={opened.people}
          last={last}
          onTakeOver={takeOver}
          onClose={close}
        />
      )}
    </>
  );
}
