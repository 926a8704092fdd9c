import type { RunKind } from './role'

/** What an operator said a run was, and when. */
export type RunTag = {
  kind: RunKind
  /** ms since 1970. */
  setAtMs: number
  setBy: string
}
