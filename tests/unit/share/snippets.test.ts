/* The lines for other pages: what stands in them stays inside. */
import { describe, expect, it } from 'vitest';
import { frameSnippet, moduleSnippet, shareFragment } from '../../../core/share/index.ts';

const page = 'https://armature.example/';
const fragment = shareFragment({
  prompt: `"></iframe><script>alert(1)</script>'\`\${x}`,
  settings: { steps: 3 },
});

describe('the lines for other pages', () => {
  it('have the work in the address of the frame, and what is shown', () => {
    const lines = frameSnippet({ page, fragment, panels: ['editor', 'prompt'] });
    expect(lines).toContain(`src="https://armature.example/?panels=editor,prompt#${fragment}"`);
    expect(frameSnippet({ page, fragment })).toContain(`src="https://armature.example/#${fragment}"`);
  });

  it('have it in the options of the module', () => {
    const lines = moduleSnippet({ page, fragment });
    expect(lines).toContain('import { createArmature } from "https://armature.example/embed/armature.js";');
    expect(lines).toContain(`src: "https://armature.example/#${fragment}",`);
  });

  it('are the same markup whatever the prompt says', () => {
    const plain = shareFragment({ prompt: 'x' });
    for (const snippet of [frameSnippet, moduleSnippet]) {
      expect(snippet({ page, fragment }).replace(fragment, '')).toBe(
        snippet({ page, fragment: plain }).replace(plain, ''),
      );
    }
  });

  it('do not let an address out of its quotes', () => {
    const hostile = `https://armature.example/"><script>alert(1)</script>'\\/`;
    expect(frameSnippet({ page: hostile, fragment })).not.toMatch(/<script|"><|"[^=]*onload/);
    const script = moduleSnippet({ page: hostile, fragment });
    expect(script.match(/<\/?script/g)).toHaveLength(2);
    const [, literal = ''] = /from (".*");\n/.exec(script) ?? [];
    expect(JSON.parse(literal)).toBe(`${hostile}embed/armature.js`);
  });
});
