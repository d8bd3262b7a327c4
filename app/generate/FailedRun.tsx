import { useStore } from 'zustand';
import type { FallbackPolicy } from '../../core/remote/index.ts';
import type { Failure, FailureCode } from '../../core/result/index.ts';
import { type NextCall, useNextCall } from '../remote/panel/use-next-call.ts';
import { costWords, serviceName } from '../remote/words.ts';
import { useServices } from '../services.ts';
import { Button } from '../ui/Button.tsx';
import { say } from '../words/say.ts';
import { FailureNotice } from './FailureNotice.tsx';

const SENDING: readonly FallbackPolicy[] = ['local-first', 'remote'];
/** What is put right where back ends are set up. */
const ABOUT_BACK_ENDS: readonly FailureCode[] = ['bad-key', 'no-credit', 'rate-limited', 'remote-failed'];

/** Why there is no picture. A new try that may be billed says so before it is pressed. */
export function FailedRun({ failure }: { readonly failure: Failure }): React.JSX.Element {
  const { stores, actions } = useServices();
  const policy = useStore(stores.remote, (state) => state.policy);
  const next = useNextCall(SENDING);
  return (
    <FailureNotice
      failure={failure}
      retryWords={retryWords(policy, next)}
      onRetry={() => void actions.generate.generate()}
    >
      {ABOUT_BACK_ENDS.includes(failure.code) && (
        <Button onClick={() => stores.remote.setState({ dialogOpen: true })}>{say`Back ends`}</Button>
      )}
    </FailureNotice>
  );
}

function retryWords(policy: FallbackPolicy, next: NextCall | undefined): string {
  if (!next) return say`Try again`;
  const { backend, outlook } = next;
  const cost = costWords(outlook);
  if (policy === 'remote') return say`Try again at ${serviceName(backend)}${cost}`;
  return cost === '' ? say`Try again` : say`Try again, here or at ${serviceName(backend)}${cost}`;
}
