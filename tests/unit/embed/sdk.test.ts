/* The module for other sites as it is built: small, alone, and typed. */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildEmbedSdk } from '../../../tools/build/embed-sdk.ts';

const MOST_BYTES = 5000;

/** A page of somebody else, as strict as it gets. */
const HOST_PAGE = `
import { type Armature, ArmatureFailure, createArmature, type Result } from './armature.js';
export async function embed(element: Element): Promise<Result> {
  const armature: Armature = await createArmature(element, { panels: ['editor'], parameters: { steps: 4 } });
  // @ts-expect-error -- there is no such panel
  await armature.setPanels(['kitchen']);
  // @ts-expect-error -- it is a number
  await armature.setParameters({ steps: '4' });
  const stop = armature.on('progress', ({ share = 0, preview }) => console.log(share, preview?.width));
  armature.on('failure', ({ failure }) => console.log(failure.code === 'cancelled'));
  const pose = await armature.getPose();
  await armature.setPose({ ...pose, canvas_width: 512 });
  const found: number = (await armature.detect(new Blob(), { place: 'none' })).people;
  stop();
  try {
    return await armature.generate({ trackId: String(found), parameters: { sampler: 'euler', seed: null } });
  } catch (error) {
    if (error instanceof ArmatureFailure) console.log(error.code, error.next);
    throw error;
  }
}
`;

/** Where nobody has written types. */
const JAVASCRIPT: ts.CompilerOptions = { noImplicitAny: false, useUnknownInCatchVariables: false };

/** The standard library takes seconds to read. */
const library = new Map<string, ts.SourceFile | undefined>();

/** What TypeScript says of a host page beside the declarations. */
function complaints(
  files: ReadonlyMap<string, string>,
  source: string,
  leniency: ts.CompilerOptions = {},
): string[] {
  const texts = new Map([...files, ['host.ts', source]].map(([name, text]) => [`/site/${name}`, text]));
  const options: ts.CompilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    skipDefaultLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    ...leniency,
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.directoryExists = () => true;
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = texts.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, languageVersion);
    if (!library.has(name)) library.set(name, getSourceFile(name, languageVersion, ...rest));
    return library.get(name);
  };
  const program = ts.createProgram(['/site/host.ts'], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

/** The demo takes the module from an address that it is told; its own elements are not what is looked at here. */
function typed(demo: string): string {
  const loading = "const { createArmature } = await import(new URL('embed/armature.js', address).href);";
  expect(demo).toContain(loading);
  const own = "import { createArmature } from './armature.js';\nconst document: any = globalThis.document;";
  return demo.replace(loading, own);
}

describe('armature.js', () => {
  let files: ReadonlyMap<string, string>;
  let code = '';
  beforeAll(async () => {
    files = await buildEmbedSdk();
    code = files.get('armature.js') ?? '';
  });

  it('is at most 5 kB as it is sent', () => {
    expect(gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(MOST_BYTES);
  });

  it('stands alone, and offers what it declares', () => {
    expect(code).not.toMatch(/\bimport\s*[({"'`]|\bfrom\s*["'`]/);
    const exported = [...code.matchAll(/\bas (\w+)[,}]/g)].map(([, name]) => name);
    expect(exported.toSorted()).toEqual(['ArmatureFailure', 'createArmature']);
  });

  it('posts to no other origin than the page’s', () => {
    expect(code).not.toMatch(/["'`]\*["'`]/);
  });

  it('has declarations that take what the page takes, and refuse what it refuses', () => {
    expect(complaints(files, HOST_PAGE)).toEqual([]);
  });

  it('has what the demo uses of it', async () => {
    const demo = typed(await readFile('docs/embed-demo/demo.js', 'utf8'));
    expect(complaints(files, demo, JAVASCRIPT)).toEqual([]);
    const slips = { detect: 'find', "'webgpu'": "'opengl'", trackId: 'orderId', "'progress'": "'step'" };
    let wrong = demo;
    for (const [right, slip] of Object.entries(slips)) wrong = wrong.replace(right, slip);
    const said = complaints(files, wrong, JAVASCRIPT).join();
    for (const slip of Object.values(slips)) expect(said).toContain(slip.replaceAll("'", ''));
  });

  it('finds the elements of the demo', async () => {
    const demo = await readFile('docs/embed-demo/demo.js', 'utf8');
    const page = await readFile('docs/embed-demo/index.html', 'utf8');
    const used = [...demo.matchAll(/(?:element|onPress)\('(\w+)'/g)].map(([, id]) => id);
    expect(used.length).toBeGreaterThan(8);
    const there = [...page.matchAll(/\bid="(\w+)"/g)].map(([, id]) => id);
    expect(used.filter((id) => !there.includes(id))).toEqual([]);
    expect(page).toContain('<script type="module" src="demo.js"></script>');
  });
});
