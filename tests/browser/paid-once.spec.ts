/* A paid call and a connection that breaks: a browser repeats calls by itself, which a page has to prevent. */
import { expect, type Page, test } from '@playwright/test';
import type { Protocol, ServiceDouble } from '../doubles/double.ts';
import { startSegmind } from '../doubles/segmind.ts';
import { openElsewhere } from '../drivers/elsewhere.ts';

const KEY = 'sg-7f3a91c0d2';
// The doubles' certificates are made for the test and trusted by nobody.
test.use({ ignoreHTTPSErrors: true });

async function open(page: Page, protocol: Protocol): Promise<ServiceDouble> {
  const double = await startSegmind({ key: KEY, protocol });
  await openElsewhere(page, 'segmind', double, { key: KEY });
  return double;
}

test('it arrives once, though the browser would repeat it', async ({ page }) => {
  const double = await open(page, 'h2');
  // Over HTTP/2 every call shares one connection: the paid one finds it used.
  const generate = page.getByRole('button', { name: 'Generate at Segmind' });
  await generate.click();
  await expect(page.locator('.picture[data-status="done"]')).toBeVisible();
  expect(double.creating()).toBe(1);
  expect(double.calls[0]?.headers['content-length']).toBeUndefined();

  double.fail('reset', /sd3/);
  await generate.click();
  const alert = page.getByRole('alert').filter({ hasText: 'The service failed' });
  await expect(alert).toContainText('may have drawn and billed');
  expect(double.creating()).toBe(2);

  // What is prevented: the same call with a text for a body.
  double.fail();
  const post = (url: string): Promise<string> =>
    page.evaluate(
      (target) =>
        fetch(target, { method: 'POST', body: '{}', credentials: 'omit' }).then(
          () => 'answered',
          () => 'broken',
        ),
      url,
    );
  expect(await post(`${double.origin}/v1/sd3-med-pose`)).toBe('answered');
  double.fail('reset', /sd3/);
  const before = double.creating();
  expect(await post(`${double.origin}/v1/sd3-med-pose`)).toBe('broken');
  expect(double.creating() - before).toBe(2);
  await double.close();
});

test('it arrives at a server that speaks HTTP/1.1 alone, which takes no streams', async ({ page }) => {
  const double = await open(page, 'https');
  await page.getByRole('button', { name: 'Generate at Segmind' }).click();
  await expect(page.locator('.picture[data-status="done"]')).toBeVisible();
  expect(double.creating()).toBe(1);
  expect(Number(double.calls[0]?.headers['content-length'])).toBeGreaterThan(1000);
  await double.close();
});
