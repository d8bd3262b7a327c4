import { type ReactNode, useCallback, useState } from 'react';
import type { SeededRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';
import { counted } from '../../../core/words/index.ts';
import { type Services, useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import type { Quote } from '../placing/quote.ts';
import { useOutlook } from './use-outlook.ts';
import { dollarWords, quoteWords, rowEndWords } from '../words.ts';
import '../remote.css';

interface RowStartProps {
  /** What the button says. */
  readonly words: string;
  readonly icon: ReactNode;
  readonly kind?: 'plain' | 'primary';
  readonly disabled?: boolean;
  /** Does it come back to whoever has just said no to something else? */
  readonly autoFocus?: boolean;
  /** May it end before its last picture? */
  readonly atMost?: boolean;
  /** The pictures in their order; may throw an ArmatureError. It must stay the same while its meaning does. */
  readonly requests: (services: Services) => readonly SeededRequest[];
  /** @param dollars - US dollars that the person has agreed to pay for all of them */
  readonly onStart: (dollars: number) => void;
  /** Buttons beside it. */
  readonly children?: ReactNode;
}

/** Starts a row of pictures. What it costs stands below the button; where that is something, it is asked for first. */
export function RowStart(props: RowStartProps): React.JSX.Element {
  const {
    words,
    icon,
    kind = 'plain',
    disabled = false,
    autoFocus = false,
    atMost = false,
    requests,
    onStart,
    children,
  } = props;
  const services = useServices();
  const look = useCallback((all: Services) => quoteOf(all, requests), [requests]);
  const quote = useOutlook(look);
  const [asked, setAsked] = useState<Quote>();
  const [declined, setDeclined] = useState(false);
  function press(): void {
    const now = quoteOf(services, requests);
    setDeclined(false);
    if (now && now.possibleDollars > 0) setAsked(now);
    else onStart(0);
  }
  function agree({ possibleDollars }: Quote): void {
    setAsked(undefined);
    onStart(possibleDollars);
  }
  function decline(): void {
    setAsked(undefined);
    setDeclined(true);
  }
  const told = asked ?? quote;
  return (
    <div className="row-start">
      {asked ? (
        <PriceQuestion quote={asked} atMost={atMost} onYes={() => agree(asked)} onNo={decline} />
      ) : (
        <div className="picture-actions">
          <Button
            kind={kind}
            icon={icon}
            // Whoever said no is back where they came from.
            autoFocus={declined || autoFocus}
            disabled={disabled || quote?.possible === 0}
            onClick={press}
          >
            {words}
          </Button>
          {children}
        </div>
      )}
      {told && <RowPrice quote={told} atMost={atMost} />}
    </div>
  );
}

/** Undefined where nothing is sent away, or the pictures cannot be made; why not is told when they are asked for. */
function quoteOf(services: Services, requests: RowStartProps['requests']): Quote | undefined {
  if (services.stores.remote.getState().policy !== 'remote') return undefined;
  try {
    return services.actions.remote.quote(requests(services));
  } catch (error) {
    if (error instanceof ArmatureError) return undefined;
    throw error;
  }
}

interface PriceProps {
  readonly quote: Quote;
  readonly atMost: boolean;
}

function RowPrice({ quote, atMost }: PriceProps): React.JSX.Element {
  const end = rowEndWords(quote);
  return (
    <div role="status">
      {quote.parts.length > 0 && <p className="hint">{quoteWords(quote, atMost)}</p>}
      {end !== '' && <p className="field-error">{end}</p>}
    </div>
  );
}

interface PriceQuestionProps extends PriceProps {
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** What many pictures cost is paid by nobody who did not mean to. */
function PriceQuestion({ quote, atMost, onYes, onNo }: PriceQuestionProps): React.JSX.Element {
  const { possible, possibleDollars } = quote;
  const most = atMost ? say`up to ` : '';
  return (
    <div className="question" role="group" aria-label={say`Before it is paid for`}>
      <p>
        {say`This sends ${most}${counted(possible, { one: '# picture', other: '# pictures' })} away and may cost ${most}${dollarWords(possibleDollars)}.`}
      </p>
      <div className="entry-buttons">
        <Button kind="primary" onClick={onYes}>
          {say`Pay ${most}${dollarWords(possibleDollars)}`}
        </Button>
        <Button autoFocus onClick={onNo}>
          {say`Not now`}
        </Button>
      </div>
    </div>
  );
}
