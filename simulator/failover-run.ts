/** The words of api.md §7 that this simulator sends by itself. */
export type SessionState = 'Starting' | 'Working' | 'Stopping' | 'Stopped'
export type EndResult = 'Success' | 'Warning' | 'Failed'

/** One VM's way through a run: fixed beforehand, so the state at any time can be computed. Times in epoch ms. */
export type TaskTimeline = {
  vmName: string
  /** Null: EM gives no link for this VM. */
  point: { id: string; name: string } | null
  /** The row appears, Starting at 0 %. */
  createdAtMs: number
  startsAtMs: number
  endsAtMs: number
  result: EndResult
  /** Where progress stops, 0–100; a failed VM may stop below 100 (api.md §7, inferred). */
  endPercent: number
  failureMessage: string | null
}

/** One failover session from its start to its end. */
export type RunTimeline = {
  id: string
  /** The plan's name when it was started: EM keeps no link from a session to its plan (api.md §6.2). */
  name: string
  planId: string | null
  serverId: string
  kind: 'failover' | 'test' | 'undo'
  createdAtMs: number
  workingAtMs: number
  stoppingAtMs: number
  endsAtMs: number
  tasks: readonly TaskTimeline[]
  result: EndResult | 'None'
  failureMessage: string | null
  /** EM shows it from then on; null = with the first collection after its start (api.md §3). */
  startedThroughEmAtMs: number | null
  /** Nothing newer than this reaches EM. */
  frozenAtMs: number | null
  emptiedWhenStopped: boolean
}

/** One row as EM would tell it. Words are plain text, so that a test can add a session with unknown ones. */
export type TaskSnapshot = {
  vmName: string
  point: { id: string; name: string } | null
  createdAtMs: number
  endedAtMs: number | null
  state: string
  result: string
  progress: number
  failureMessage: string | null
}

export type SessionSnapshot = {
  id: string
  name: string
  serverId: string
  createdAtMs: number
  endedAtMs: number | null
  state: string
  result: string
  progress: number
  failureMessage: string | null
  tasks: readonly TaskSnapshot[]
}
