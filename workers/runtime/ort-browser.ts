import wasmJspi from 'onnxruntime-web/ort-wasm-simd-threaded.jspi.wasm?url';
import wasmAsyncify from 'onnxruntime-web/ort-wasm-simd-threaded.asyncify.wasm?url';
import wasmCpu from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import type { BackendName } from '../../core/contract/index.ts';
import { ArmatureError, failureFrom } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { LoadedOrt, Ort } from './ort.ts';

interface Build {
  readonly load: () => Promise<Ort>;
  /** Address of its WebAssembly file, beside the page. */
  readonly wasm: string;
}

const CPU: Build = { load: () => import('onnxruntime-web/wasm'), wasm: wasmCpu };
const GPU_JSPI: Build = { load: () => import('onnxruntime-web/jspi'), wasm: wasmJspi };
const GPU_ASYNCIFY: Build = { load: () => import('onnxruntime-web/webgpu'), wasm: wasmAsyncify };

/**
 * Loads the build for a backend. JavaScript promise integration is smaller and faster than Asyncify, where the browser
 * has it.
 *
 * @param threads - for CPU operators; the runtime by itself would take half of the processors only
 * @throws ArmatureError `network` when a file of the runtime cannot be fetched
 */
export async function loadOrtForBrowser(backend: BackendName, threads: number): Promise<LoadedOrt> {
  const build = backend === 'wasm' ? CPU : 'Suspending' in WebAssembly ? GPU_JSPI : GPU_ASYNCIFY;
  try {
    const ort = await build.load();
    ort.env.wasm.wasmPaths = { wasm: new URL(build.wasm, import.meta.url).href };
    ort.env.wasm.numThreads = threads;
    ort.env.logLevel = 'error';
    return { ort, threads };
  } catch (error) {
    throw new ArmatureError(
      {
        code: 'network',
        message: words`The inference runtime could not be loaded.`,
        next: words`Check the connection, then try again.`,
        detail: failureFrom(error).message,
      },
      { cause: error },
    );
  }
}
