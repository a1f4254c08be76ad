/**
 * Who may import whom, as bans (docs/architecture.md). `test/house/planted` breaks each of them once, so that a tool gone
 * blind is noticed.
 */
const RUNNER = '^workflows/(loop|index|outbox|alarm|duty)[.]ts$';
const FACE = '^workflows/[^/]+/face[.]ts$';
const only = (...rooms) => ({ pathNot: rooms.map((room) => `^${room}/`), path: LOCAL });
const LOCAL = '^(workflows|activities|api|db|audit|worker|delivery|config|web|scripts|bench|test)/';
const packages = (...names) => ({ path: names.map((name) => `(^|/)node_modules/${name}/`) });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'workflows-import-only-themselves',
      severity: 'error',
      from: { path: '^workflows/' },
      to: { pathNot: ['^workflows/', '(^|/)node_modules/@temporalio/(workflow|common)/'] },
    },
    {
      name: 'pure-files-know-no-temporal',
      severity: 'error',
      from: { path: '^workflows/', pathNot: RUNNER },
      to: packages('@temporalio/[^/]+'),
    },
    {
      name: 'pure-files-know-no-runner',
      severity: 'error',
      from: { path: '^(?!workflows/(loop|index|outbox|alarm|duty)[.]ts$)', pathNot: ['^(test|bench|worker|audit)/'] },
      to: { path: RUNNER },
    },
    {
      name: 'a-kind-knows-no-other-kind',
      severity: 'error',
      from: { path: '^workflows/([^/]+)/' },
      to: { path: '^workflows/', pathNot: ['^workflows/$1/', '^workflows/kernel/'] },
    },
    {
      name: 'rules-know-no-face',
      severity: 'error',
      from: { path: '^workflows/', pathNot: ['^workflows/kinds[.]ts$', '^workflows/kernel/'] },
      to: { path: FACE, pathNot: '^workflows/kernel/' },
    },
    {
      name: 'config-knows-nobody',
      severity: 'error',
      from: { path: '^config/' },
      to: only('config'),
    },
    {
      name: 'db-knows-workflows-and-config',
      severity: 'error',
      from: { path: '^db/' },
      to: only('db', 'workflows', 'config'),
    },
    {
      name: 'delivery-knows-workflows-db-and-config',
      severity: 'error',
      from: { path: '^delivery/' },
      to: only('delivery', 'workflows', 'db', 'config'),
    },
    {
      name: 'activities-and-audit-know-the-rooms-below',
      severity: 'error',
      from: { path: '^(activities|audit)/' },
      to: only('$1', 'workflows', 'db', 'delivery', 'config'),
    },
    {
      name: 'the-ladders-auditor-computes-by-itself',
      severity: 'error',
      from: { path: '^audit/ladder/' },
      to: {
        path: '^workflows/',
        // An envelope and its sender; nothing that counts days or rungs.
        pathNot: '^workflows/kernel/command[.]ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'api-knows-the-rooms-below',
      severity: 'error',
      from: { path: '^api/' },
      to: only('api', 'workflows', 'db', 'delivery', 'config'),
    },
    {
      name: 'the-console-knows-only-itself',
      severity: 'error',
      from: { path: '^web/' },
      to: only('web'),
    },
    {
      name: 'worker-knows-no-outer-room',
      severity: 'error',
      from: { path: '^worker/' },
      to: { path: '^(api|web|test|bench|scripts)/' },
    },
    {
      name: 'scripts-know-only-node',
      severity: 'error',
      from: { path: '^scripts/' },
      to: { pathNot: '^scripts/', dependencyTypesNot: ['core'] },
    },
    {
      name: 'nobody-needs-what-only-starts-or-tries',
      severity: 'error',
      from: { path: '^([^/]+)/', pathNot: '^(test|bench)/' },
      to: { path: '^(test|bench|worker|scripts)/', pathNot: '^$1/' },
    },
    {
      name: 'only-db-speaks-sql',
      severity: 'error',
      from: { pathNot: ['^(db|test|bench)/'] },
      to: packages('drizzle-orm', 'postgres'),
    },
    {
      name: 'the-temporal-client-stays-below',
      severity: 'error',
      from: { pathNot: ['^(delivery|activities|audit|worker|api|test|bench)/'] },
      to: packages('@temporalio/client'),
    },
    {
      name: 'the-temporal-worker-stays-in-its-room',
      severity: 'error',
      from: { pathNot: ['^(worker|audit|test|bench)/'] },
      to: packages('@temporalio/worker', '@temporalio/core-bridge'),
    },
    {
      name: 'what-runs-needs-no-development-package',
      severity: 'error',
      from: {
        path: '^(workflows|activities|api|db|audit|worker|delivery|config)/',
        pathNot: '^db/drizzle[.]config[.]ts$',
      },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^test/house/planted/', '^web/dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
};
