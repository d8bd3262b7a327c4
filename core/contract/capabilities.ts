/** What runs the network. */
export type BackendName = 'webgpu' | 'wasm';

/** What the person asked for; `auto` lets the measured capabilities decide. */
export type BackendChoice = 'auto' | BackendName;

/** What the GPU adapter says of itself. */
export interface GpuReport {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
  /** True for an adapter that computes on the CPU (SwiftShader, WARP, llvmpipe): slower than WASM. */
  readonly software: boolean;
  /** True where the device offers `shader-f16`. */
  readonly float16: boolean;
  /** Largest storage-buffer binding in bytes. */
  readonly maxBindingBytes: number;
  /** Largest buffer in bytes. */
  readonly maxBufferBytes: number;
}

/** What the CPU path can use. */
export interface WasmReport {
  /** Threads that the runtime will use; 1 unless the page is cross-origin isolated. */
  readonly threads: number;
  readonly crossOriginIsolated: boolean;
  /** Logical processors that the browser reports. */
  readonly cores: number;
  /** Approximate memory of the machine in GiB where the browser tells it (it caps the figure). */
  readonly memoryGiB?: number;
}

/** Everything measured about the machine before a backend is chosen. */
export interface Capabilities {
  /** Absent where there is no WebGPU or no adapter; `gpuMissing` says which. */
  readonly gpu?: GpuReport;
  readonly gpuMissing?: 'no-webgpu' | 'no-adapter' | 'no-device';
  readonly wasm: WasmReport;
}

/** The backend in use and the reason, for the page to show. */
export interface BackendReport {
  readonly backend: BackendName;
  readonly why:
    | 'hardware-gpu'
    | 'no-webgpu'
    | 'no-adapter'
    | 'no-device'
    | 'software-adapter'
    /** There is one, and pictures failed on it. */
    | 'gpu-failed'
    | 'chosen-by-user';
  readonly capabilities: Capabilities;
}
