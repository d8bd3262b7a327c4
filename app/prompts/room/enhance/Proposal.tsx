import { Check, RefreshCw } from 'lucide-react';
import { Button } from '../../../ui/Button.tsx';
import { say } from '../../../words/say.ts';
import { ChangedText } from '../ChangedText.tsx';

interface ProposalProps {
  readonly before: string;
  readonly after: string;
  /** Said where nothing changes. */
  readonly nothing: string;
  readonly onUse: () => void;
  readonly onAnother: () => void;
}

/** A changed prompt with what can be done with it. */
export function Proposal({ before, after, nothing, onUse, onAnother }: ProposalProps): React.JSX.Element {
  const isSame = before === after;
  return (
    <>
      <ChangedText before={before} after={after} />
      {isSame && <p role="status">{nothing}</p>}
      <div className="words-bar">
        <Button kind="primary" className="small" icon={<Check size={16} />} disabled={isSame} onClick={onUse}>
          {say`Use it`}
        </Button>
        <Button className="small" icon={<RefreshCw size={16} />} onClick={onAnother}>
          {say`Another`}
        </Button>
      </div>
    </>
  );
}
