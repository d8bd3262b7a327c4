/*
 * The icons of the installed page, drawn from public/icons/mark.svg: `npm run icons`. Needs a Chromium; writes public/icons.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright';
import { findChromium } from './cli/find-chromium.ts';

const OUT = 'public/icons';
/** Platforms cut maskable icons to circles, of which the inner 80 % are safe: the figure's hands must lie in there. */
const MASKABLE_SHARE = 0.8;

const ICONS = [
  { name: 'any-192', size: 192, share: 1, ground: 'transparent' },
  { name: 'any-512', size: 512, share: 1, ground: 'transparent' },
  { name: 'maskable-512', size: 512, share: MASKABLE_SHARE, ground: '#1c1917' },
] as const;

const mark = await readFile(`${OUT}/mark.svg`, 'utf8');
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
for (const { name, size, share, ground } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0;background:${ground};display:grid;place-content:center;height:100vh">` +
      `<div style="width:${size * share}px">${mark}</div>`,
  );
  await writeFile(`${OUT}/${name}.png`, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
