import { useEffect, useState } from 'react';
import { type Services, useServices } from '../../services.ts';

/** A pose changes with every move of the pointer; what is told of it may lag behind a little. */
const LAG_MS = 120;

/**
 * Follows what the next pictures will come to, as form, figure, models and back ends change.
 *
 * @param look - how it is told; undefined where nothing is to be told. It must stay the same while its meaning does.
 */
export function useOutlook<Told>(
  look: ((services: Services) => Told | undefined) | undefined,
): Told | undefined {
  const services = useServices();
  const [told, setTold] = useState<Told>();
  useEffect(() => {
    if (!look) return;
    const { form, figure, start, models, remote, comparison } = services.stores;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tell = (): void => setTold(() => look(services));
    const later = (): void => {
      clearTimeout(timer);
      timer = setTimeout(tell, LAG_MS);
    };
    timer = setTimeout(tell);
    const stops = [form, figure, start, models, remote, comparison].map((store) => store.subscribe(later));
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [look, services]);
  return look && told;
}
