/*
 * The system's way to hand something to another program (Web Share), which not every browser has.
 */
import { say } from '../words/say.ts';

/** Not every browser has what the library of the DOM says. */
type Sharing = Partial<Pick<Navigator, 'share' | 'canShare'>>;

/** Is there a way to share links? */
export function canShareLinks(browser: Sharing = navigator): boolean {
  return browser.share !== undefined;
}

/** Is there a way to share pictures? */
export function canShareFiles(browser: Sharing = navigator): boolean {
  const probe = new File([new Uint8Array(1)], 'picture.png', { type: 'image/png' });
  return browser.share !== undefined && browser.canShare?.({ files: [probe] }) === true;
}

/**
 * Hands something to the program that the person chooses.
 *
 * @returns what became of it, in a sentence; empty where the person chose none
 */
export async function passOn(data: ShareData, browser: Sharing = navigator): Promise<string> {
  try {
    await browser.share?.(data);
    return say`It was handed over.`;
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') return '';
    return say`The browser did not hand it over. Copy the link instead.`;
  }
}
