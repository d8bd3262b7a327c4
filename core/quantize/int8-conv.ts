/** A quantized tensor and what the rounding cost. */
export interface Quantized<Codes, Scales> {
  readonly codes: Codes;
  readonly scales: Scales;
  /** Sum of the squared differences to the given values. */
  readonly squaredError: number;
}

const LARGEST = 127;

/**
 * Quantizes a convolution kernel symmetrically with one scale per output channel: value = code * scale.
 *
 * @param values - float32 `[O, I, kh, kw]`
 * @param outChannels - O
 * @returns int8 codes of the same layout, float32 scales `[O]`
 */
export function quantizeConvInt8(
  values: Float32Array,
  outChannels: number,
): Quantized<Int8Array<ArrayBuffer>, Float32Array<ArrayBuffer>> {
  const codes = new Int8Array(values.length);
  const scales = new Float32Array(outChannels);
  const perChannel = values.length / outChannels;
  let squaredError = 0;
  for (let channel = 0; channel < outChannels; channel++) {
    const start = channel * perChannel;
    const end = start + perChannel;
    let largest = 0;
    for (let i = start; i < end; i++) largest = Math.max(largest, Math.abs(values[i]!));
    // A channel of zeros still needs a scale that can be divided by.
    const scale = Math.fround(largest > 0 ? largest / LARGEST : 1);
    scales[channel] = scale;
    for (let i = start; i < end; i++) {
      const code = Math.max(-LARGEST, Math.min(LARGEST, Math.round(values[i]! / scale)));
      codes[i] = code;
      squaredError += (values[i]! - code * scale) ** 2;
    }
  }
  return { codes, scales, squaredError };
}
