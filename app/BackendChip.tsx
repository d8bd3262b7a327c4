import { Cpu, Network } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useStore } from 'zustand';
import type { EngineState } from '../core/contract/index.ts';
import { assertNever } from '../core/result/index.ts';
import { useServices } from './services.ts';
import { say } from './words/say.ts';

/** A button that tells in a word what draws. */
export function BackendChip(props: ComponentProps<'button'>): React.JSX.Element {
  const { stores } = useServices();
  const engine = useStore(stores.engine, (state) => state.engine);
  const elsewhere = useStore(stores.remote, ({ policy }) => policy === 'remote');
  return (
    <button type="button" {...props} className="button backend">
      {elsewhere ? <Network size={16} /> : <Cpu size={16} />} {elsewhere ? say`Elsewhere` : chipWords(engine)}
    </button>
  );
}

function chipWords(engine: EngineState): string {
  switch (engine.status) {
    case 'off':
      return say`Off`;
    case 'probing':
      return say`Starting`;
    case 'loading': {
      const { bytes, totalBytes } = engine.progress ?? { bytes: 0, totalBytes: 1 };
      return say`Loading ${Math.round((100 * bytes) / totalBytes)} %`;
    }
    case 'failed':
      return say`Not running`;
    case 'ready':
      return engine.backend.backend === 'webgpu' ? 'GPU' : 'CPU';
    default:
      return assertNever(engine);
  }
}
