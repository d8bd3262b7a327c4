import { useStore } from 'zustand';
import { counted, words } from '../../../core/words/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { useDesk } from './desk-context.ts';
import { bytesWords } from './words.ts';
import { keptBytes } from '../kept-bytes.ts';

/** How many pictures there are, and what they take on this device. */
export function StorageLine({ shown }: { readonly shown: number }): React.JSX.Element {
  const { stores } = useServices();
  const desk = useDesk();
  const { items, use } = useStore(stores.gallery);
  const pictures = words`${counted(items.size, { one: '# picture', other: '# pictures' })}`;
  const count = shown === items.size ? pictures : words`${shown} of ${pictures}`;
  return (
    <footer className="gallery-foot">
      <p role="status">
        {items.size === 0 ? say(count) : say`${count}, ${bytesWords(keptBytes(items.values()))}`}
      </p>
      {use && (
        <p>
          {say`${bytesWords(use.used)} of ${bytesWords(use.quota)} used, models included. ${use.persistent ? say`Nothing is deleted unasked.` : say`The browser may clear it when space runs short.`}`}
        </p>
      )}
      {use && !use.persistent && items.size > 0 && (
        <Button className="gallery-persist" onClick={() => void desk.askToPersist()}>
          {say`Ask the browser to keep them`}
        </Button>
      )}
    </footer>
  );
}
