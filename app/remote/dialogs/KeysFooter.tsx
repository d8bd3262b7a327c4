import { KeyRound, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { failureFrom } from '../../../core/result/index.ts';
import { useServices } from '../../services.ts';
import { Button } from '../../ui/Button.tsx';
import { say } from '../../words/say.ts';
import { failureWords } from '../words.ts';

/** Forgets all keys at once, wherever they are. */
export function KeysFooter(): React.JSX.Element {
  const { stores, actions } = useServices();
  const some = useStore(stores.remote, ({ keys }) => Object.values(keys).some((state) => state !== 'none'));
  const unopened = useStore(stores.remote, (state) => state.unopened.keys);
  const [forgotten, setForgotten] = useState(false);
  const [problem, setProblem] = useState('');
  async function forget(): Promise<void> {
    setProblem('');
    setForgotten(false);
    try {
      await actions.remote.forgetKeys();
      setForgotten(true);
    } catch (error) {
      setProblem(failureWords(failureFrom(error)));
    }
  }
  return (
    <section className="backends-section" aria-labelledby="backends-keys">
      <h3 id="backends-keys">{say`Keys`}</h3>
      <p className="hint" role="status">
        {forgotten && !some
          ? say`All keys are forgotten.`
          : say`A key goes to its service, or to the address that you give in its place, and into no link, file or report.`}
      </p>
      {unopened && (
        <p className="field-error" role="alert">
          {say`Keys that are kept on this device cannot be read.`} {failureWords(unopened)}{' '}
          <Button
            className="small"
            icon={<RotateCw size={16} />}
            onClick={() => void actions.remote.reread()}
          >
            {say`Try again`}
          </Button>
        </p>
      )}
      <Button
        className="small backends-forget"
        icon={<KeyRound size={16} />}
        // What could not be deleted is not held any more, and still there.
        disabled={!some && problem === ''}
        onClick={() => void forget()}
      >
        {say`Forget all keys`}
      </Button>
      <p className="field-error" role="alert">
        {problem}
      </p>
    </section>
  );
}
