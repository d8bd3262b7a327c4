import { useStore } from 'zustand';
import { spentOn } from '../../../core/remote/index.ts';
import { useServices } from '../../services.ts';
import type { DrawnBy } from '../../state/picture.ts';
import { Fact } from '../../ui/Fact.tsx';
import { say } from '../../words/say.ts';
import { dayOf, serviceOf } from '../back-ends/accounts.ts';
import { balanceWords, dollarWords } from '../words.ts';

/** What a picture cost, and what is left at its service: as the service tells it, else what this page has counted today. */
export function SpendingFacts({ by }: { readonly by: DrawnBy }): React.JSX.Element | null {
  const { stores } = useServices();
  const { balances, spent } = useStore(stores.remote);
  if (by.kind !== 'remote' || by.dollars === undefined || by.dollars === 0) return null;
  const balance = balances[serviceOf(by.backendId)];
  const today = spentOn(spent, dayOf(new Date()));
  return (
    <>
      <Fact name={say`Cost`} value={dollarWords(by.dollars)} />
      {balance ? (
        <Fact name={say`Left there`} value={balanceWords(balance)} />
      ) : (
        <Fact name={say`Spent today, as counted here`} value={dollarWords(today)} />
      )}
    </>
  );
}
