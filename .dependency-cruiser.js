/* The import directions of ARCHITECTURE.md. Types count: a type import is a dependency, too. */

const CORE_ORDER = [
  ['words'],
  ['result'],
  ['image', 'noise', 'weights', 'png', 'space'],
  ['pose', 'onnx'],
  ['quantize', 'checkpoints', 'prompt', 'pose3d', 'detect', 'adherence'],
  ['models', 'sampling'],
  ['request', 'manifest'],
  ['remote', 'share'],
  ['contract'],
  ['embed'],
];

/** In core, a room may use only rooms of earlier rows. */
const coreOrder = CORE_ORDER.map((rooms, row) => {
  const later = CORE_ORDER.slice(row).flat();
  const own = `^core/(${rooms.join('|')})/`;
  return {
    name: `core-order-${rooms[0]}`,
    comment: `core/${rooms.join(', core/')} come before these rooms in core's order.`,
    severity: 'error',
    from: { path: own },
    to: { path: `^core/(${later.join('|')})/`, pathNot: '^core/$1/' },
  };
});

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

export default {
  forbidden: [
    forbid('no-cycles', 'Cut the cycle: move what both need below them.', {}, { circular: true }),
    forbid(
      'core-alone',
      'core uses nothing of the other rooms.',
      { path: '^core/' },
      { path: '^(app|workers|server|tools|tests)/' },
    ),
    forbid(
      'core-packages',
      'core uses these packages only: pure computation, no DOM, no runtime, no network.',
      { path: '^core/' },
      { path: 'node_modules/', pathNot: 'node_modules/(valibot|fast-png|fflate|@bufbuild/protobuf)/' },
    ),
    forbid(
      'core-no-host',
      'core has no host: take a port.',
      { path: '^core/' },
      { dependencyTypes: ['core'] },
    ),
    ...coreOrder,
    forbid(
      'core-through-index',
      "Another room's index is its door.",
      { path: '^(app|workers|server)/' },
      { path: '^core/[^/]+/', pathNot: '^core/[^/]+/index[.]ts$' },
    ),
    forbid(
      'core-room-through-index',
      "Another room's index is its door.",
      { path: '^core/([^/]+)/' },
      { path: '^core/[^/]+/', pathNot: ['^core/[^/]+/index[.]ts$', '^core/$1/'] },
    ),
    forbid(
      'app-from-workers',
      'app and workers meet in core/contract.',
      { path: '^app/' },
      { path: '^(workers|server|tools|tests)/' },
    ),
    forbid(
      'workers-from-app',
      'app and workers meet in core/contract.',
      { path: '^workers/' },
      { path: '^(app|server|tools|tests)/' },
    ),
    forbid(
      'server-from-core',
      'server uses core alone.',
      { path: '^server/' },
      { path: '^(app|workers|tools|tests)/' },
    ),
    forbid(
      'one-runtime-door',
      'Only workers/runtime names the inference runtime.',
      { path: '^(app|core|server|workers|tools)/', pathNot: '^workers/runtime/' },
      { path: 'node_modules/onnxruntime-' },
    ),
    forbid(
      'one-transformers-door',
      'Only workers/transformers.ts names the transformers package.',
      { path: '^(app|core|server|workers|tools)/', pathNot: '^workers/transformers[.]ts$' },
      { path: 'node_modules/@xenova/' },
    ),
    forbid(
      'runtime-below-engine',
      'workers/runtime knows nothing of the pipeline.',
      { path: '^workers/runtime/' },
      { path: '^workers/(engine|store)/' },
    ),
    forbid(
      'no-orphans',
      'Nothing imports this file.',
      { orphan: true, path: '^(app|core|workers|server)/', pathNot: '[.]d[.]ts$' },
      {},
    ),
    forbid(
      'no-unresolvable',
      'This import leads nowhere. (Addresses of files, by ?url, and catalogs, by ?words, are for Vite to resolve.)',
      {},
      { couldNotResolve: true, pathNot: '[?](url|words)$' },
    ),
    forbid(
      'no-undeclared-package',
      'Add the package to package.json.',
      { path: '^(app|core|workers|server)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(tests/lint/fixtures|tests/fixtures|dist|[.]tsbuild)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
    },
  },
};
