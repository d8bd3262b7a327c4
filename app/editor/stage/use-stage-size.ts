import { type RefObject, useLayoutEffect } from 'react';
import { useServices } from '../../services.ts';

/** Keeps the store told of how large the stage is. */
export function useStageSize(stage: RefObject<HTMLElement | null>): void {
  const { actions } = useServices();
  useLayoutEffect(() => {
    const element = stage.current;
    if (!element) return undefined;
    const measure = (): void =>
      actions.view.setStage({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [actions, stage]);
}
