/** Is this config.json that of diffusers' `AutoencoderTiny`? Otherwise it is taken for an `AutoencoderKL`. */
export function isTinyAutoencoder(config: unknown): boolean {
  return (
    typeof config === 'object' &&
    config !== null &&
    '_class_name' in config &&
    config._class_name === 'AutoencoderTiny'
  );
}
