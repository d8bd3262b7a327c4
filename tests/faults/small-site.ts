/*
 * The built page with a small model of random weights in the place of its own. A software GPU takes more than a minute for a
 * picture of the built-in model; what becomes of a fault does not hang on what is in the picture.
 */
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SMALL = 'tests/fixtures/models/pipeline';
const MANIFEST = 'models-manifest.json';

interface ManifestFile {
  readonly path: string;
}

interface ManifestModel {
  readonly builtIn?: boolean;
  readonly base?: string;
  readonly files: readonly ManifestFile[];
}

/**
 * Copies a built page and changes its model.
 *
 * @returns the folder of the copy, in the system's folder for temporary files
 */
export async function makeSmallSite(built: string): Promise<string> {
  const site = await mkdtemp(join(tmpdir(), 'armature-small-'));
  await cp(built, site, { recursive: true });
  const manifest = JSON.parse(await readFile(join(site, MANIFEST), 'utf8')) as { models: ManifestModel[] };
  const own = manifest.models.find(({ builtIn, base }) => builtIn === true && base !== undefined);
  if (own?.base === undefined) throw new Error('The manifest has no model that comes with the page.');
  const folder = join(site, own.base);
  await rm(folder, { recursive: true });
  await cp(SMALL, folder, { recursive: true });
  const files = await Promise.all(own.files.map(({ path }) => factsOf(folder, path)));
  const models = manifest.models.map((model) => (model === own ? { ...own, files } : model));
  await writeFile(join(site, MANIFEST), JSON.stringify({ ...manifest, models }));
  await rm(join(site, `${MANIFEST}.gz`), { force: true });
  return site;
}

async function factsOf(folder: string, path: string) {
  const file = join(folder, path);
  const [{ size: bytes }, content] = await Promise.all([stat(file), readFile(file)]);
  return { path, bytes, sha256: createHash('sha256').update(content).digest('hex') };
}
