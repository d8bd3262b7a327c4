import { useEffect, useEffectEvent, useState } from 'react';

/** Seconds that run down to an act. */
export interface Countdown {
  /** Seconds left; 0 while it does not run. */
  readonly left: number;
  readonly start: (seconds: number) => void;
  readonly stop: () => void;
}

/** Makes a countdown that ends with the act, unless it is stopped. */
export function useCountdown(act: () => void): Countdown {
  const [left, setLeft] = useState(0);
  const tick = useEffectEvent(() => {
    setLeft(left - 1);
    if (left === 1) act();
  });
  useEffect(() => {
    if (left === 0) return undefined;
    const timer = setTimeout(() => tick(), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return { left, start: setLeft, stop: () => setLeft(0) };
}
