import { useEffect, useState } from 'react';
import { failureFrom } from '../../../core/result/index.ts';
import { useObjectUrl } from '../../ui/use-object-url.ts';
import { failureSaid } from '../../words/failed.ts';
import type { PictureDetails } from '../record.ts';
import { useDesk } from './desk-context.ts';

/** A picture with its file. */
export interface Whole {
  readonly details: PictureDetails | undefined;
  /** Address of the file; empty until it is there. */
  readonly url: string;
  readonly problem: string;
}

interface Known extends Partial<Pick<Whole, 'problem'>> {
  readonly id: string;
  readonly details?: PictureDetails;
  readonly file?: Blob;
}

/** The file of a picture and what only its page shows. */
export function useWhole(id: string): Whole {
  const desk = useDesk();
  const [known, setKnown] = useState<Known>({ id });
  useEffect(() => {
    let wanted = true;
    const take = (part: Partial<Known>): void => {
      if (wanted) setKnown((before) => ({ ...(before.id === id && before), ...part, id }));
    };
    const tell = (error: unknown): void => {
      const told = failureSaid(failureFrom(error, 'storage'));
      take({ problem: told });
    };
    desk.details(id).then((details) => take({ details }), tell);
    desk.file(id).then((file) => take({ file }), tell);
    return () => {
      wanted = false;
    };
  }, [desk, id]);
  // What is known of the picture before is nothing.
  const current: Known = known.id === id ? known : { id };
  const { details, file, problem = '' } = current;
  return { details, problem, url: useObjectUrl(file) };
}
