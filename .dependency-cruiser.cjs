/**
 * The one-way rule of docs/architecture.md: what each folder of src may import, beside itself. Everything else is forbidden.
 * kernels(0) <- engine(1) <- formats <- datasets, models, redis(2) <- jobs, serving(3) <- api(4)
 */
const MAY_IMPORT = {
  'src/kernels': { folders: [], packages: [], core: ['fs', 'url'] },
  'src/engine': { folders: ['src/kernels'], packages: ['zod'], core: ['os', 'worker_threads'] },
  'src/book': { folders: ['src/kernels', 'src/engine'], packages: [], core: [] },
  'src/formats': { folders: ['src/engine'], packages: ['@bufbuild/protobuf', 'sharp'], core: ['zlib'] },
  'src/datasets': { folders: ['src/kernels', 'src/engine', 'src/formats'], packages: ['piscina', 'zod'], core: null },
  'src/models': { folders: ['src/kernels', 'src/engine', 'src/formats'], packages: ['@aws-sdk/client-s3', 'piscina', 'zod'], core: ['crypto', 'fs', 'fs/promises', 'os', 'path', 'url', 'util', 'buffer'] },
  'src/ids': { folders: [], packages: ['ulid'], core: ['crypto'] },
  'src/redis': { folders: [], packages: ['ioredis'], core: null },
  'src/jobs': { folders: ['src/ids', 'src/kernels', 'src/engine', 'src/datasets', 'src/models', 'src/redis'], packages: ['bullmq', 'ioredis', 'piscina', 'pino', 'zod'], core: null },
  'src/metrics': { folders: ['src/jobs'], packages: ['prom-client'], core: ['http', 'net'] },
  'src/analysis': { folders: ['src/kernels', 'src/engine'], packages: ['piscina'], core: null },
  'src/experiments': { folders: ['src/ids', 'src/kernels', 'src/engine', 'src/book', 'src/formats', 'src/datasets', 'src/models', 'src/jobs'], packages: ['@observablehq/plot', 'linkedom', 'piscina', 'pino'], core: ['module'] },
  'src/serving': { folders: ['src/kernels', 'src/engine', 'src/formats', 'src/datasets', 'src/models'], packages: ['piscina', 'pino', 'sharp', 'zod'], core: null },
  'src/access': { folders: ['src/ids', 'src/engine', 'src/models', 'src/redis', 'src/jobs'], packages: ['ioredis', 'pino', 'zod'], core: null },
  'src/api': { folders: ['src/ids', 'src/engine', 'src/access', 'src/formats', 'src/datasets', 'src/models', 'src/jobs', 'src/serving', 'src/analysis', 'src/experiments', 'src/metrics'], packages: ['@fastify/multipart', '@fastify/static', '@fastify/swagger', '@fastify/swagger-ui', 'fastify', 'fastify-type-provider-zod', 'fastify-plugin', 'pino', 'sharp', 'zod'], core: null },
  'src/client': { folders: [], packages: ['openapi-fetch'], core: [] },
  'src/cli': { folders: ['src/client'], packages: ['commander', 'sharp'], core: null },
  'web/src': { folders: ['src/client'], packages: ['preact', 'preact-iso', '@preact/signals', 'uplot'], core: [] },
  'src/supervisor': { folders: ['src/redis'], packages: [], core: null },
};

const oneWay = Object.entries(MAY_IMPORT).flatMap(([folder, { folders, packages, core }]) => {
  const from = { path: `^${folder}/` };
  return [
    rule(`${folder} imports its own layer and lower ones`, from, { path: '^(src|web|workers|test|scripts|bench|examples)/', pathNot: `^(${[folder, ...folders].join('|')})/` }),
    rule(`${folder} uses the packages allowed to it`, from, { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown', 'npm-peer'], pathNot: packages.length ? `node_modules/(${packages.join('|')})/` : '^$' }),
    ...(core === null ? [] : [rule(`${folder} uses the Node modules allowed to it`, from, { dependencyTypes: ['core'], pathNot: core.length ? `^(node:)?(${core.join('|')})$` : '^$' })]),
  ];
});

function rule(name, from, to) {
  return { name: name.replace(/[^\w/-]+/g, '-'), severity: 'error', from, to };
}

const doors = ['engine', 'ids', 'access', 'datasets', 'models', 'redis', 'serving', 'analysis', 'book', 'experiments', 'metrics'].map((folder) =>
  rule(`src/${folder} is imported through its index`, { path: '^src/', pathNot: `^src/(${folder}|supervisor|index.ts|config.ts)` }, { path: `^src/${folder}/`, pathNot: `^src/${folder}/((uploads/|import/|export/)?index|errors|connection)\\.ts$` }),
);

module.exports = {
  forbidden: [
    rule('no cycles', {}, { circular: true }),
    rule('everything resolves', {}, { couldNotResolve: true }),
    ...oneWay,
    ...doors,
    rule('the engine sees the kernels contract and the generator only', { path: '^src/engine/', pathNot: '^src/engine/team/' }, { path: '^src/kernels/', pathNot: '^src/kernels/(kernels|philox|team)\\.ts$' }),
    rule('only the team knows threads', { path: '^src/engine/', pathNot: '^src/engine/team/' }, { dependencyTypes: ['core'] }),
    rule('config is for entry points', { path: '^src/', pathNot: '^src/(server|consumer|entry|main|health|checkup|reindex)\\.ts$' }, { path: '^src/config\\.ts$' }),
    rule('entry points are imported by nobody', { path: '^(src|workers)/' }, { path: '^(src/(server|consumer|main|health|checkup|reindex|index)\\.ts$|workers/)', dependencyTypesNot: ['type-only'] }),
    rule('src knows no tests, scripts, benchmarks, examples', { path: '^(src|workers)/' }, { path: '^(test|scripts|bench|examples)/' }),
    rule('src uses no development dependency', { path: '^(src|workers)/', pathNot: '\\.d\\.ts$' }, { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/kernels/simd/assembly/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.json'], conditionNames: ['import', 'require', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
};
