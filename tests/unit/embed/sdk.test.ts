/* The module for other sites as it is built: small, alone, and typed. */
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

/** What TypeScript says of a host page beside the declarations. */
function complaints(files: ReadonlyMap<string, string>, source: string): string[] {
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
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => texts.get(name) ?? readFile(name);
  host.fileExists = (name) => texts.has(name) || fileExists(name);
  host.directoryExists = () => true;
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, languageVersion, ...rest) => {
    const text = texts.get(name);
    return text === undefined
      ? getSourceFile(name, languageVersion, ...rest)
      : ts.createSourceFile(name, text, languageVersion);
  };
  const program = ts.createProgram(['/site/host.ts'], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
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
});
