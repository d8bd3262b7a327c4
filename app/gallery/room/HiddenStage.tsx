import { EyeOff } from 'lucide-react';
import { hiddenWords } from '../../safety/words.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import '../../safety/safety.css';

/** Says on the stage why a picture of the gallery is blurred, and shows it when it is asked for. */
export function HiddenStage({ id }: { readonly id: string }): React.JSX.Element {
  const { stores } = useServices();
  const { title, text } = hiddenWords({ verdict: 'flagged', withheld: false });
  return (
    <div className="hidden-stage">
      <div className="hidden-picture-card" role="group" aria-label={title}>
        <p className="hidden-picture-title">
          <EyeOff size={18} aria-hidden /> {title}
        </p>
        <p>{text}</p>
        <Button onClick={() => stores.safety.revealKept(id, true)}>Show anyway</Button>
      </div>
    </div>
  );
}
