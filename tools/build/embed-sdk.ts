/*
 * Build step: the module with which other sites embed the page, in one file without imports, and its declarations.
 */
import { readFile } from 'node:fs/promises';
import ts from 'typescript';
import { build, type Plugin } from 'vite';

const FOLDER = 'app/embed/sdk';
/** Files whose declarations whoever embeds the page needs; the first is the one that is imported. */
const DECLARED = ['armature', 'api', 'failure'] as const;

/** Makes the files of the folder `embed/` of the build, by name. */
export async function buildEmbedSdk(): Promise<ReadonlyMap<string, string>> {
  const declarations = await Promise.all(DECLARED.map(declarationsOf));
  return new Map([['armature.js', await bundle()], ...declarations]);
}

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [silentPenpal()],
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: { entry: `${FOLDER}/armature.ts`, formats: ['es'] },
      rolldownOptions: {
        // Vite leaves the spaces in modules for others, whose bundlers may want its comments on them.
        output: { minify: true, comments: false },
        treeshake: {
          moduleSideEffects: [{ test: /\/core\//, external: false, sideEffects: false }],
        },
      },
    },
  });
  const chunks = [built].flat().flatMap((output) => ('output' in output ? output.output : []));
  const [chunk, ...others] = chunks;
  if (chunk?.type !== 'chunk' || others.length > 0) throw new Error('The module is not one file.');
  return chunk.code;
}

/** penpal tells of every message, with texts that are made for it, and nobody listens. */
function silentPenpal(): Plugin {
  return {
    name: 'silent-penpal',
    transform(code, id) {
      if (!id.includes('/penpal/')) return null;
      return { code: code.replaceAll(/^\s*log\?\.\([^;]*\);$/gm, ''), map: null };
    },
  };
}

async function declarationsOf(name: (typeof DECLARED)[number]): Promise<readonly [string, string]> {
  const source = await readFile(`${FOLDER}/${name}.ts`, 'utf8');
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(source, {
    fileName: `${name}.ts`,
    compilerOptions: { declaration: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  });
  const [problem] = diagnostics;
  if (problem) throw new Error(ts.flattenDiagnosticMessageText(problem.messageText, '\n'));
  return [`${name}.d.ts`, outputText.replaceAll(/(from '\.\/\w+)\.ts'/g, "$1.js'")];
}

/** Puts the module beside the page, in development as well. */
export function embedSdk(): Plugin {
  return {
    name: 'embed-sdk',
    configureServer(server) {
      server.middlewares.use('/embed/armature.js', (_request, response, next) => {
        buildEmbedSdk().then((files) => {
          response.setHeader('Content-Type', 'text/javascript');
          response.setHeader('Access-Control-Allow-Origin', '*');
          response.end(files.get('armature.js'));
        }, next);
      });
    },
    async generateBundle() {
      for (const [name, source] of await buildEmbedSdk()) {
        this.emitFile({ type: 'asset', fileName: `embed/${name}`, source });
      }
    },
  };
}
