/*
 * Formats told by their first bytes, before anything is parsed.
 */
import { ArmatureError } from '../../result/index.ts';
import { words, type Words } from '../../words/index.ts';

interface FileFormat {
  /** The bytes that it starts with. */
  readonly magic: readonly number[];
  readonly failure: { readonly message: Words; readonly next: Words };
}

const PICKLE = {
  message: words`holds pickled Python objects, which can run any program when they are opened`,
  next: words`Use the .safetensors file of the same model.`,
};
const SAFETENSORS_ONLY = words`Use the .safetensors file of the model.`;
const ascii = (text: string): number[] => [...new TextEncoder().encode(text)];

const FORMATS: readonly FileFormat[] = [
  // PyTorch's archives since 1.6 are zip files with a pickle in them.
  { magic: ascii('PK'), failure: PICKLE },
  // The opcode PROTO, then the protocol.
  ...[2, 3, 4, 5].map((protocol) => ({ magic: [0x80, protocol], failure: PICKLE })),
  { magic: ascii('GGUF'), failure: { message: words`is in GGUF format`, next: SAFETENSORS_ONLY } },
  {
    // Field 1 of a protobuf, the version of the format, then field 2 or 7.
    magic: [0x08],
    failure: { message: words`looks like an ONNX model, whose graph is fixed`, next: SAFETENSORS_ONLY },
  },
  { magic: [0x89, ...ascii('HDF')], failure: { message: words`is in HDF5 format`, next: SAFETENSORS_ONLY } },
  {
    magic: ascii('version https://git-lfs'),
    failure: {
      message: words`is a pointer of Git LFS that stands for the file, not the file itself`,
      next: words`Download the file itself.`,
    },
  },
  {
    magic: ascii('<'),
    failure: {
      message: words`is a web page`,
      next: words`Download the file itself; its page may ask to log in first.`,
    },
  },
  { magic: [0x1f, 0x8b], failure: { message: words`is compressed`, next: words`Unpack it first.` } },
  { magic: ascii('Rar!'), failure: { message: words`is compressed`, next: words`Unpack it first.` } },
  { magic: ascii('7z'), failure: { message: words`is compressed`, next: words`Unpack it first.` } },
];

const OPENING_BRACE = 0x7b;

/**
 * Refuses what is no safetensors file. A file that passes starts like one; `openSafetensors` checks the rest.
 *
 * @param start - the file's first 32 bytes, or all when it has fewer
 * @param fileName - for messages
 * @throws ArmatureError `unsupported-model`, saying what the file is and what to do
 */
export function recogniseBytes(start: Uint8Array, fileName: string): void {
  // A header's length is a 64-bit number whose upper half is 0, and the header is a JSON object.
  if (start[8] === OPENING_BRACE && start.subarray(4, 8).every((byte) => byte === 0)) return;
  const format = FORMATS.find(({ magic }) => magic.every((byte, i) => start[i] === byte));
  const { message, next } = format?.failure ?? {
    message: words`is no safetensors file`,
    next: SAFETENSORS_ONLY,
  };
  throw new ArmatureError({ code: 'unsupported-model', message: words`${fileName} ${message}.`, next });
}
