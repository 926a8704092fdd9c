import 'server-only'
import type { StoreProblem } from '@/lib/failover/store-problem'

const BRAND: unique symbol = Symbol.for('failover-monitor.store-error')

/** Faults that no waiting mends: the server does not start with them. */
const FATAL: ReadonlySet<StoreProblem> = new Set(['in_use', 'newer_schema', 'migration_failed'])

/** The store could not be opened, read or written. `message` is for staff: what happened and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly [BRAND] = true
  readonly code: StoreProblem

  constructor(code: StoreProblem, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
  }

  get isFatal(): boolean {
    return FATAL.has(this.code)
  }

  /** A production build has several instances of this module; an error of one must be known to all (docs/adr/0004). */
  static override [Symbol.hasInstance](it: unknown): boolean {
    return typeof it === 'object' && it !== null && BRAND in it
  }
}
