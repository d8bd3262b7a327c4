/*
 * Lines of HTML that show the page with shared work inside another page. docs/embedding.md tells what they can have besides.
 */

/** What stands in the lines. */
export interface SnippetParts {
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** The work, as `shareFragment` writes it. */
  readonly fragment: string;
  /** What is shown of the page, by the names of panels; everything unless given. */
  readonly panels?: readonly string[];
}

const HEIGHT = 720;

/** A frame, without any script. */
export function frameSnippet(parts: SnippetParts): string {
  return `<iframe
  src="${inAttribute(addressOf(parts))}"
  allow="clipboard-read; clipboard-write; cross-origin-isolated"
  title="Armature"
  width="100%"
  height="${HEIGHT}"
></iframe>
`;
}

/** A script that makes the frame and can speak with it. */
export function moduleSnippet(parts: SnippetParts): string {
  return `<div id="armature" style="height: ${HEIGHT}px"></div>
<script type="module">
  import { createArmature } from ${inScript(`${parts.page}embed/armature.js`)};
  const armature = await createArmature(document.getElementById('armature'), {
    src: ${inScript(addressOf(parts))},
  });
</script>
`;
}

function addressOf({ page, fragment, panels }: SnippetParts): string {
  const query = panels ? `?panels=${panels.map(encodeURIComponent).join(',')}` : '';
  return `${page}${query}#${fragment}`;
}

function inAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A string of JavaScript that cannot end the script that it stands in. */
function inScript(text: string): string {
  return JSON.stringify(text).replaceAll('<', '\\u003c');
}
