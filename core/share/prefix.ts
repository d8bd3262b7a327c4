/** What stands before the work in an address, after the `#`. */
export const SHARE_PREFIX = 'share=';

/**
 * Does the fragment of an address hold shared work, or what was meant to be some?
 *
 * @param fragment - with or without its `#`
 */
export function isShareFragment(fragment: string): boolean {
  return fragment.replace(/^#/, '').startsWith(SHARE_PREFIX);
}
