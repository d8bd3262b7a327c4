import { useEffect, useState } from 'react';
import { failureFrom } from '../../../core/result/index.ts';
import { useObjectUrl } from '../../ui/use-object-url.ts';
import type { PictureDetails } from '../record.ts';
import { useDesk } from './desk-context.ts';

/** A picture with its file. */
export interface Whole {
  readonly details: PictureDetails | undefined;
  /** Address of the file; empty until it is there. */
  readonly url: string;
  readonly problem: string;
}

/** The file of a picture and what only its page shows. */
export function useWhole(id: string): Whole {
  const desk = useDesk();
  const [details, setDetails] = useState<PictureDetails>();
  const [file, setFile] = useState<Blob>();
  const [problem, setProblem] = useState('');
  useEffect(() => {
    let wanted = true;
    const tell = (error: unknown): void => {
      const { message, next = '' } = failureFrom(error, 'storage');
      if (wanted) setProblem(`${message} ${next}`);
    };
    desk.details(id).then((come) => wanted && setDetails(come), tell);
    desk.file(id).then((come) => wanted && setFile(come), tell);
    return () => {
      wanted = false;
    };
  }, [desk, id]);
  return { details, problem, url: useObjectUrl(file) };
}
