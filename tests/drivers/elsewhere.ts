/*
 * The page as one whose every picture is drawn at one back end.
 */
import type { Page } from '@playwright/test';
import type { Account } from '../../core/remote/index.ts';
import type { ServiceDouble } from '../doubles/double.ts';
import { MODELSLAB_PICTURES } from '../doubles/modelslab.ts';
import { ArmaturePage } from './page.ts';

/** Opens the page with a back end set up, whose service is the double. */
export async function openElsewhere(
  page: Page,
  backendId: string,
  double: ServiceDouble,
  { key = '', ...names }: Account,
): Promise<ArmaturePage> {
  const stored = {
    remote: {
      policy: 'remote',
      setups: { [backendId]: { enabled: true, address: double.origin, ...names } },
      dollarsPerDay: null,
    },
    // Whether a pose was followed is another question.
    settings: { checkPose: false },
  };
  const service = backendId.split('-')[0]!;
  await page.addInitScript(
    ([local, name, secret]) => {
      for (const [item, value] of Object.entries(local))
        localStorage.setItem(`armature.${item}.1`, JSON.stringify(value));
      if (secret !== '') sessionStorage.setItem(`armature.key.${name}`, secret);
    },
    [stored, service, key] as const,
  );
  if (service === 'modelslab') await leadPictures(page, double);
  const armature = new ArmaturePage(page);
  await page.goto('/');
  return armature;
}

/** The pictures of ModelsLab are on a host of their own. */
async function leadPictures(page: Page, { origin }: ServiceDouble): Promise<void> {
  await page.route(`${MODELSLAB_PICTURES}/**`, async (route) => {
    const url = route.request().url().replace(MODELSLAB_PICTURES, origin);
    await route
      .fetch({ url, maxRedirects: 0 })
      .then((response) => route.fulfill({ response }))
      .catch(() => route.abort());
  });
}
