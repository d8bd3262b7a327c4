import type { ArmatureOptions } from './api.ts';

/** What the frame may have of what this page has: the clipboard, and threads where this page is isolated. */
const ALLOWED = 'clipboard-read; clipboard-write; cross-origin-isolated';

/** Makes the frame, and tells the origin of the page in it. */
export function makeFrame(options: ArmatureOptions): {
  readonly frame: HTMLIFrameElement;
  readonly origin: string;
} {
  const { title = 'Armature, pose editor', camera = false } = options;
  const address = addressOf(options);
  const frame = document.createElement('iframe');
  frame.src = address.href;
  frame.title = title;
  frame.allow = camera ? `${ALLOWED}; camera` : ALLOWED;
  frame.style.cssText = 'display:block;width:100%;height:100%;border:0';
  return { frame, origin: address.origin };
}

/** What decides how the page begins stands in its address; pose and parameters may be long, and are sent to it. */
function addressOf(options: ArmatureOptions): URL {
  // This module lies in a folder beside the page.
  const here = import.meta.url;
  const address = new URL(options.src ?? new URL('../', here), document.baseURI);
  for (const name of ['panels', 'theme', 'lang', 'backends', 'safety', 'memory'] as const) {
    const value = options[name];
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}
