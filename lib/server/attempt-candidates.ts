import 'server-only'
import { findAttempts, type AttemptRun } from '@/lib/failover/attempts'
import type { EntityLink, FailoverSession } from '@/lib/failover/failover-session'
import type { SessionId } from '@/lib/failover/ids'
import { toTaskStanding } from '@/lib/failover/outcome'
import type { RunKind } from '@/lib/failover/role'

/** One run as it is known at present. */
export type KnownRun = {
  session: FailoverSession
  plan: EntityLink | null
  kind: RunKind | null
  inEnterpriseManager: boolean
}

/** What is in memory anyway. */
export type RunsAtHand = {
  /** What Enterprise Manager lists; another map for each read. */
  listed: () => ReadonlyMap<SessionId, unknown>
  /** Null if the run is neither listed nor has lately been read. */
  peek: (id: SessionId) => KnownRun | null
}

export type AttemptCandidates = {
  /** The run with those that may be attempts of the same failover; the run alone, or nothing, where there are none. */
  of: (id: SessionId, isDeclined: (oneId: string, otherId: string) => boolean) => SessionId[]
  /** Something has changed that the list does not tell, such as a tag. */
  forget: () => void
}

type Candidate = AttemptRun & { id: SessionId }

export function createAttemptCandidates(runs: RunsAtHand): AttemptCandidates {
  let newest: { listed: unknown; all: readonly Candidate[] } | null = null

  /** Worked out once for each read of the list, however many pages ask. */
  function candidates(): readonly Candidate[] {
    const listed = runs.listed()
    if (newest?.listed !== listed) {
      const all = [...listed.keys()].flatMap((id) => runs.peek(id) ?? []).map(toCandidate)
      newest = { listed, all }
    }
    return newest.all
  }

  return {
    of(id, isDeclined) {
      const own = runs.peek(id)
      if (own === null || !runs.listed().has(id)) return []
      const run = toCandidate(own)
      const others = candidates().filter((other) => mayBelong(run, other))
      return findAttempts(run, others, isDeclined).map((one) => one.id)
    },
    forget() {
      newest = null
    },
  }
}

/** Most runs of a month are of other plans, which is seen without looking closer. */
const mayBelong = (run: Candidate, other: Candidate): boolean =>
  other.backupServer?.id === run.backupServer?.id &&
  (other.name === run.name || (run.plan !== null && other.plan?.id === run.plan.id))

const toCandidate = ({ session, plan, kind }: KnownRun): Candidate => ({
  id: session.id,
  plan,
  name: session.name,
  backupServer: session.backupServer,
  kind,
  creationTimeUtc: session.creationTimeUtc,
  endTimeUtc: session.endTimeUtc,
  ...toVmNames(session.tasks),
})

/** By name in any case of its letters, as attempts are put together; of several with one name nobody can say which was tried again. */
function toVmNames(tasks: FailoverSession['tasks']): Pick<AttemptRun, 'failedVms' | 'startedVms'> {
  const named = tasks.map((task) => ({
    name: task.vmName?.toLowerCase() ?? null,
    standing: toTaskStanding(task),
  }))
  const isAlone = (name: string | null): boolean => named.filter((one) => one.name === name).length === 1
  return {
    failedVms: named
      .filter(({ standing }) => standing === 'failed')
      .map(({ name }) => (isAlone(name) ? name : null)),
    startedVms: named.flatMap(({ name, standing }) =>
      name !== null && (standing === 'succeeded' || standing === 'warning') ? name : [],
    ),
  }
}
