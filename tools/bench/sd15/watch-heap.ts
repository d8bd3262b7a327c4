/** Tells how much memory the WebAssembly modules hold that start from now on. It only ever grows. */
export function watchHeap(): { readonly bytes: () => number } {
  const made: WebAssembly.Memory[] = [];
  const Memory = WebAssembly.Memory;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made.push(this);
    }
  };
  return { bytes: () => made.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) };
}
