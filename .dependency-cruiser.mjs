/**
 * Who may import whom, as docs/architecture.md tells it. There is no exceptions list: a line that does not fit
 * means that the house has to change. tests/architecture proves that these rules see the modules and catch a violation.
 */
const OURS = '^(app|components|lib|simulator|scripts|proxy|instrumentation|tests)'

/** One layer: everything of ours that is not listed is forbidden. */
const layer = (name, from, may) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: OURS, pathNot: [from, ...may] },
})

const failover = '^lib/failover/'
const api = '^lib/api/'
const files = '^lib/files/'
const em = '^lib/em/'
const poller = '^lib/poller/'
const store = '^lib/store/'
const recorder = '^lib/recorder/'
const cli = '^lib/cli/'
const auth = '^lib/auth/'
const share = '^lib/share/'
const server = '^lib/server/'
const i18n = '^lib/i18n/'
const components = '^components/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    layer('domain-imports-nothing', failover, []),
    layer('contract-imports-domain-only', api, [failover]),
    layer('files-imports-nothing', files, []),
    layer('em-knows-domain-and-files', em, [failover, files]),
    layer('poller-imports-domain-only', poller, [failover]),
    layer('store-knows-domain-and-files', store, [failover, files]),
    layer('recorder-knows-poller-and-store', recorder, [failover, poller, store]),
    layer('auth-knows-contract-and-store', auth, [failover, api, store]),
    layer('share-knows-contract-and-store', share, [failover, api, store, auth]),
    layer('cli-imports-lib', cli, ['^lib/']),
    layer('i18n-imports-nothing', i18n, []),
    // The admin program is a door of its own, not a part of the server.
    layer('server-imports-lib', server, ['^lib/(?!cli/)']),
    layer('components-know-contract-and-domain', components, [api, failover, i18n]),
    layer('app-goes-through-the-runtime', '^app/', [components, server, auth, share, api, failover, i18n]),
    layer('simulator-stands-alone', '^simulator/', []),
    {
      name: 'nobody-imports-the-simulator',
      severity: 'error',
      from: { path: '^(app|components|lib|proxy|instrumentation)' },
      to: { path: '^simulator/' },
    },
    {
      name: 'browser-safe-layers-use-no-node',
      severity: 'error',
      from: { path: [failover, api, i18n, components] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'inner-layers-know-no-framework',
      severity: 'error',
      from: { path: [files, em, poller, store, recorder, auth, share, failover] },
      to: { path: 'node_modules/(next|react|react-dom)/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-known-folders-in-lib',
      severity: 'error',
      from: {},
      to: {
        path: '^lib/',
        pathNot: [failover, api, files, em, poller, store, recorder, auth, share, server, cli, i18n],
      },
    },
    { name: 'resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.next|node_modules/.*/test)' },
    // TypeScript 7 has no compiler API: @swc/core reads the sources in its place. Its parser must not be named here, or
    // TSX fails; without the package nothing would be cruised and all would look well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
