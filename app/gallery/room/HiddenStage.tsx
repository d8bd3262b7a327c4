import { HiddenCard } from '../../safety/HiddenCard.tsx';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';

/** Says on the stage why a picture of the gallery is blurred, and shows it when it is asked for. */
export function HiddenStage({ id }: { readonly id: string }): React.JSX.Element {
  const { stores } = useServices();
  return (
    <div className="hidden-stage">
      <HiddenCard safety={{ verdict: 'flagged', withheld: false }}>
        <Button onClick={() => stores.safety.revealKept(id, true)}>{say`Show anyway`}</Button>
      </HiddenCard>
    </div>
  );
}
