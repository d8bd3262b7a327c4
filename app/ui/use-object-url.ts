import { useEffect, useState } from 'react';

/** The address of a blob for as long as it is shown; empty until there is one. */
export function useObjectUrl(blob: Blob | undefined): string {
  const [held, setHeld] = useState<{ readonly blob: Blob; readonly url: string }>();
  useEffect(() => {
    if (!blob) return undefined;
    const url = URL.createObjectURL(blob);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- the address lives and dies with the effect
    setHeld({ blob, url });
    return () => URL.revokeObjectURL(url);
  }, [blob]);
  return held?.blob === blob ? (held?.url ?? '') : '';
}
