import { Popover } from '@base-ui/react/popover';
import { useStore } from 'zustand';
import type { TokenCount } from '../../../core/contract/index.ts';
import type { PromptWords } from '../../../core/prompt/index.ts';
import { REQUEST_LIMITS } from '../../../core/request/index.ts';
import { useServices } from '../../services.ts';
import { failureSaid } from '../../words/failed.ts';
import { say } from '../../words/say.ts';
import { useTokenCount } from './use-token-count.ts';

const MOST_CHUNKS = REQUEST_LIMITS.promptChunks.max;

/** How many tokens a field takes, of how many that the text encoder takes at once; it opens what they are. */
export function TokenCounter({ field }: { readonly field: keyof PromptWords }): React.JSX.Element | null {
  const counted = useTokenCount(field);
  if (counted.at === 'unknown') return null;
  if (counted.at === 'failed') {
    const told = failureSaid(counted.failure);
    return <CountPopover words={say`Not counted`} label={say`Tokens are not counted`} body={<p>{told}</p>} />;
  }
  const { tokens, room, chunks } = counted.count;
  const filled = room * chunks.length;
  const state = chunks.length > MOST_CHUNKS ? 'refused' : chunks.length > 1 ? 'long' : 'fits';
  return (
    <CountPopover
      words={say`${tokens}/${filled}`}
      label={say`${tokens} of ${filled} tokens`}
      state={state}
      body={<CountDetails count={counted.count} field={field} />}
    />
  );
}

interface CountPopoverProps {
  readonly words: string;
  readonly label: string;
  readonly state?: 'fits' | 'long' | 'refused';
  readonly body: React.JSX.Element;
}

function CountPopover({ words, label, state, body }: CountPopoverProps): React.JSX.Element {
  return (
    <Popover.Root>
      <Popover.Trigger className="token-count" aria-label={label} title={label} data-state={state}>
        {words}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="end">
          <Popover.Popup className="popup token-popup">
            <Popover.Title render={<h2 />}>{say`Tokens`}</Popover.Title>
            {body}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

interface CountDetailsProps {
  readonly count: TokenCount;
  readonly field: keyof PromptWords;
}

function CountDetails({ count, field }: CountDetailsProps): React.JSX.Element {
  const { stores } = useServices();
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  const wild = useStore(stores.form, (form) => form[field].includes('__'));
  const { chunks, room } = count;
  return (
    <>
      <p>
        {chunks.length === 1
          ? say`All of it goes to the model at once, which takes up to ${room} tokens.`
          : say`The model takes ${room} tokens at once. This text goes to it in ${chunks.length} parts, and the words of one part know nothing of the others.`}
      </p>
      {chunks.length > 1 && (
        <ol className="token-chunks">
          {chunks.map(({ tokens, text }, index) => (
            <li key={index} data-beyond={index >= MOST_CHUNKS}>
              <strong>{say`${tokens} of ${room}`}</strong> {text}
            </li>
          ))}
        </ol>
      )}
      {chunks.length > MOST_CHUNKS && (
        <p className="field-error">
          {say`A prompt may have ${MOST_CHUNKS} parts. Shorten it by what stands in the last ones.`}
        </p>
      )}
      {chunks.length > 1 && elsewhere && (
        <p className="hint">{say`The service that draws may leave out everything after the first part.`}</p>
      )}
      {wild && (
        <p className="hint">{say`Wildcards count as they are written, not as what they will stand for.`}</p>
      )}
      <p className="hint">
        {say`Ctrl with the up and down arrows weighs the words at the caret, with Shift in small steps. BREAK begins a new part.`}
      </p>
    </>
  );
}
