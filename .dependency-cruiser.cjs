/** Who may import whom (docs/architecture.md). Each rule is a sentence; its comment says what to do instead. */
const only = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const MAIN_ENTRIES = '^src/main/(index|headless|line)\\.ts$';
/** What decides about money and motors. The features of the technician build upon it, never the other way round. */
const KERNEL = 'base|money|time|market|vend|sale|payment';
/** The rooms of the relay, each with the rooms that it may import. `cli` and `relay.ts` join them. */
const RELAY_ROOMS = {
  runtime: [],
  config: [],
  store: ['runtime'],
  cluster: ['runtime', 'store'],
  alerts: ['config', 'runtime', 'store'],
  vipps: ['alerts', 'config', 'runtime', 'store'],
  deliveries: ['runtime', 'store'],
  machines: ['cluster', 'deliveries', 'vipps', 'runtime', 'store'],
  webhooks: ['machines', 'cluster', 'vipps', 'alerts', 'runtime', 'store'],
  updates: ['runtime', 'store'],
  metrics: ['webhooks', 'machines', 'deliveries', 'vipps', 'runtime', 'store'],
  operator: ['webhooks', 'machines', 'vipps', 'alerts', 'config', 'runtime', 'store'],
  http: ['cluster', 'updates', 'webhooks', 'machines', 'vipps', 'config', 'runtime', 'store'],
};
const door = (name, pkg, files) =>
  only(
    `${name}-has-one-door`,
    `${name} is imported in ${files} only: go through what that file exports.`,
    { path: '^src/', pathNot: files },
    { path: `node_modules/${pkg}(/|$)`, dependencyTypesNot: ['type-only'] },
  );

module.exports = {
  forbidden: [
    only(
      'core-is-pure',
      'core decides and touches nothing: pass the fact in on the event.',
      { path: '^src/core/' },
      { pathNot: '^src/core/' },
    ),
    only(
      'contract-knows-core-only',
      'contract is core and zod, so that both ends of a wire can import it.',
      { path: '^src/contract/' },
      { pathNot: '^src/(core|contract)/|node_modules/zod/' },
    ),
    only(
      'logging-knows-core-only',
      'Every program logs through it: pass in what it should know.',
      { path: '^src/logging/' },
      { pathNot: '^src/(core|logging)/|node_modules/pino/' },
    ),
    only(
      'tracing-knows-core-only',
      'Every program may be followed through it: pass in what it should know.',
      { path: '^src/tracing/' },
      {
        pathNot: '^src/(core|tracing)/|node_modules/@opentelemetry/',
        dependencyTypesNot: ['core'],
      },
    ),
    only(
      'tracing-is-loaded-when-asked-for',
      'A program without traces loads nothing of OpenTelemetry: import() it, as open-tracing.ts does.',
      { path: '^src/', pathNot: '^src/tracing/(otlp|reporting-exporter)\\.ts$' },
      {
        path: '^src/tracing/(otlp|reporting-exporter)\\.ts$',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    ),
    only(
      'programs-never-import-each-other',
      'Programs meet over a wire: put what both need into contract.',
      { path: '^src/(main|preload|renderer|relay|simulator)/' },
      { path: '^src/(main|preload|renderer|relay|simulator)/', pathNot: '^src/$1/' },
    ),
    only(
      'preload-only-bridges',
      'The sandboxed preload sees electron and the names of the bridge.',
      { path: '^src/preload/' },
      { pathNot: '^src/preload/|^src/contract/ipc/(channels|bridge)\\.ts$|node_modules/electron/' },
    ),
    only(
      'renderer-has-no-node',
      'The window has no Node and no Electron: ask main over the bridge.',
      { path: '^src/renderer/' },
      {
        path: 'node_modules/electron/|node_modules/(libsql|serialport|undici|ws)/',
        dependencyTypesNot: ['type-only'],
      },
    ),
    only(
      'renderer-has-no-node-modules-of-node',
      'The window has no Node: ask main over the bridge.',
      { path: '^src/renderer/' },
      { dependencyTypes: ['core'] },
    ),
    only(
      'renderer-speaks-ipc-only',
      'The window knows one wire: contract/ipc.',
      { path: '^src/renderer/' },
      { path: '^src/contract/', pathNot: '^src/contract/ipc/' },
    ),
    only(
      'zustand-lives-in-the-store',
      'Read the mirror through renderer/store.',
      { path: '^src/renderer/', pathNot: '^src/renderer/store/' },
      { path: 'node_modules/zustand/' },
    ),
    only(
      'kernel-knows-no-feature',
      'What sells stands on its own: pass what the feature knows in on the event, or move the type into the kernel.',
      { path: `^src/core/(${KERNEL})/` },
      { path: '^src/core/', pathNot: `^src/core/(${KERNEL})/` },
    ),
    only(
      'rooms-never-import-rooms',
      'Rooms are joined in main/composition: put the port into core.',
      { path: '^src/main/([^/]+)/', pathNot: '^src/main/(cli|composition)/' },
      { path: '^src/main/([^/]+)/', pathNot: '^src/main/($1|runtime)/' },
    ),
    only(
      'composition-is-imported-by-entries',
      'composition joins the rooms; only what starts a program imports it.',
      { path: '^src/', pathNot: `${MAIN_ENTRIES}|^src/main/(cli|composition)/` },
      { path: '^src/main/composition/' },
    ),
    only(
      'nothing-imports-an-entry',
      'An entry starts when it is imported.',
      { path: '^src/' },
      { path: MAIN_ENTRIES },
    ),
    only(
      'lifecycle-knows-ports-not-adapters',
      'The lifecycle speaks ports of core, nothing else.',
      { path: '^src/main/lifecycle/' },
      { pathNot: '^src/(core|main/lifecycle)/' },
    ),
    ...Object.entries(RELAY_ROOMS).map(([room, below]) =>
      only(
        `relay-${room}-looks-down`,
        `relay/${room} imports ${below.join(', ') || 'no other room'}: turn the import round, or take a function.`,
        { path: `^src/relay/${room}/` },
        { path: '^src/relay/', pathNot: `^src/relay/(${[room, 'locales', ...below].join('|')})/` },
      ),
    ),
    only(
      'relay-ports-know-no-database',
      'A port says what is stored, in words of the relay: what a database needs lives in its own folder.',
      { path: '^src/relay/store/ports/' },
      { pathNot: '^src/relay/store/ports/' },
    ),
    only(
      'relay-commands-open-the-database',
      'Only the commands in relay/cli open a database: take the ports that you need.',
      {
        path: '^src/relay/',
        pathNot:
          '^src/relay/(store/(sqlite|postgres)|cli)/|^src/relay/store/(open-store|move-database|backup|backup-folder)\\.ts$',
      },
      {
        path: '^src/relay/store/((sqlite|postgres)/|(open-store|move-database|backup|backup-folder)\\.ts$)',
      },
    ),
    only(
      'electron-only-at-the-edge',
      'Electron values live in index.ts, window and preload; types may travel.',
      { path: '^src/', pathNot: '^src/main/index\\.ts$|^src/main/window/|^src/preload/' },
      { path: 'node_modules/electron/', dependencyTypesNot: ['type-only'] },
    ),
    door(
      'serialport',
      'serialport',
      '^src/main/vend/serialport-transport\\.ts$|^src/simulator/vend-machine/host-lines\\.ts$',
    ),
    door('nodemailer', 'nodemailer', '^src/relay/alerts/email-channel\\.ts$'),
    door('prom-client', 'prom-client', '^src/relay/metrics/'),
    door('libsql', 'libsql', '^src/sqlite/database\\.ts$'),
    door('pg', 'pg', '^src/relay/store/postgres/(database-access|wake-ups)\\.ts$'),
    door('ws', 'ws', '^src/relay/http/machine-socket-server\\.ts$'),
    door(
      'undici',
      'undici',
      '^src/main/gateway/(relay-(socket|http|enrolment)|kept-bundle)\\.ts$|^src/relay/runtime/http-client\\.ts$',
    ),
    door('express', 'express', '^src/relay/http/|^src/simulator/'),
    door('qrcode', 'qrcode', '^src/main/label/|^src/simulator/vipps/'),
    door(
      'csv',
      'csv-stringify',
      '^src/main/products/|^src/main/service/(sales|report|changes)-text\\.ts$',
    ),
    door('opentelemetry', '@opentelemetry', '^src/tracing/(otlp|reporting-exporter)\\.ts$'),
    door('pino', 'pino', '^src/logging/log\\.ts$'),
    only(
      'src-never-imports-test',
      'Tests and scripts import the program, never the other way round.',
      { path: '^src/' },
      { path: '^(test|bench|load|scripts)/' },
    ),
    only(
      'load-meets-the-relay-over-its-wires',
      'The load generator knows core, contract and how programs are started: it speaks to a relay as machines and Vipps do.',
      { path: '^load/' },
      {
        pathNot:
          '^load/|^src/(core|contract)/|^scripts/programs\\.ts$|node_modules/(ws|undici|ulid|zod|@types)/',
        dependencyTypesNot: ['core'],
      },
    ),
    only(
      'no-circular',
      'Two files that need each other are one file, or three.',
      {},
      { circular: true },
    ),
    only(
      'no-orphans',
      'Nobody imports this file: delete it or use it.',
      {
        orphan: true,
        path: '^src/',
        pathNot:
          '\\.d\\.ts$|^src/(preload/index|main/index|main/headless|relay/index|simulator/index|renderer/main)\\.tsx?$',
      },
      {},
    ),
    only(
      'not-to-unresolvable',
      'This import leads nowhere.',
      {},
      { couldNotResolve: true, pathNot: '\\.(css|json)$' },
    ),
    only(
      'no-undeclared-package',
      'Add the package to package.json.',
      { path: '^src/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.cjs', '.mjs', '.json', '.d.ts'],
    },
  },
};
