import 'server-only'
import type { Runtime } from './runtime'

// A production build has several instances of one module (instrumentation, handlers, pages, proxy), and the start program
// one more: what must exist once hangs on globalThis.
const KEY = Symbol.for('failover-monitor.runtime')

/** Where the process's runtime hangs. By itself it pulls in nothing, so that the proxy stays small. */
export const runtimeScope = globalThis as { [KEY]?: Runtime } // safe: the key is ours alone

export { KEY as RUNTIME }
