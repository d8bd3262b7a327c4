import type { ModelFolder } from '../engine/model-folder.ts';

/**
 * A folder in which some paths are served by others.
 *
 * @param others - by the start of the paths that they serve, such as `controlnet/`; the first that fits counts
 */
export function overlay(
  folder: ModelFolder,
  others: readonly { readonly start: string; readonly folder: ModelFolder }[],
): ModelFolder {
  return {
    label: folder.label,
    open: (path) => (others.find(({ start }) => path.startsWith(start))?.folder ?? folder).open(path),
  };
}
