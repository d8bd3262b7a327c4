import { EyeOff } from 'lucide-react';
import type { CheckedImage, SafetyNote } from '../../core/contract/index.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import './safety.css';
import { failureSaid } from '../words/failed.ts';
import { say } from '../words/say.ts';

interface SafetyLineProps {
  readonly image: CheckedImage;
  readonly safety: Exclude<SafetyNote, { verdict: 'clear' }>;
}

/** What is to be known of a picture that is shown although it has not passed. */
export function SafetyLine({ image, safety }: SafetyLineProps): React.JSX.Element {
  const { stores } = useServices();
  if (safety.verdict === 'unchecked') {
    return (
      <p className="safety-line" role="status">
        {say`The safety checker could not look at this picture. ${failureSaid(safety.why)}`}
      </p>
    );
  }
  return (
    <div className="safety-line">
      <p>{say`The safety checker flagged this picture.`}</p>
      <Button
        className="small"
        icon={<EyeOff size={16} />}
        onClick={() => stores.safety.reveal(image, false)}
      >
        {say`Hide it`}
      </Button>
    </div>
  );
}
