import './embed.css';
import { Check, Send } from 'lucide-react';
import { useStore } from 'zustand';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { say } from '../words/say.ts';

/** The way back to the page around, where it waits for the pose. */
export function EmbedBar(): React.JSX.Element | null {
  const { stores } = useServices();
  const { send, sent } = useStore(stores.embed);
  const expanded = useStore(stores.editor, (editor) => editor.expanded);
  if (!send) return null;
  return (
    <div className="embed-bar" inert={expanded}>
      <p role="status">{sent ? say`The pose was sent.` : ''}</p>
      <Button kind="primary" icon={sent ? <Check size={18} /> : <Send size={18} />} onClick={send}>
        {say`Send pose`}
      </Button>
    </div>
  );
}
