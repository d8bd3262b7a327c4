import { ListPlus } from 'lucide-react';
import { keysInWords } from '../editor/keys/wording.ts';
import { useServices } from '../services.ts';
import { IconButton } from '../ui/Button.tsx';
import './queue.css';
import { say } from '../words/say.ts';

/** Puts what Generate would draw at the end of the queue, also while something is drawn. */
export function AddToQueue(): React.JSX.Element {
  const { actions } = useServices();
  return (
    <IconButton
      className="add-to-queue"
      label={say`Add to the queue`}
      title={say`Add to the queue (${keysInWords('$mod+Shift+Enter', navigator.platform)})`}
      icon={<ListPlus size={20} />}
      onClick={() => void actions.queue.addCurrent()}
    />
  );
}
