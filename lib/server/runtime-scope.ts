import 'server-only'
import type { Config } from './config'
import type { Shares } from './shares'

/**
 * Where the process's runtime hangs on globalThis: a production build has several instances of one module
 * (instrumentation, handlers, pages, proxy), and the start program one more.
 */
export const RUNTIME = Symbol.for('failover-monitor.runtime')

/** The part of the runtime that the proxy asks; to import all of it would pull in the whole server. */
type RuntimeOfProxy = { config: Pick<Config, 'access'>; shares: Pick<Shares, 'statusOf'> }

/** The runtime, if there is one: the start program makes it before the first request. */
export function peekRuntime(): RuntimeOfProxy | undefined {
  return (globalThis as { [RUNTIME]?: RuntimeOfProxy })[RUNTIME] // safe: the key is ours alone, and runtime.ts sets it
}
