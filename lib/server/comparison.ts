import 'server-only'
import { inRecord } from './record-errors'
import type { RecoverySource, RunKey } from './recovery-source'
import type { ComparisonReply } from '@/lib/api/record-replies'
import type { SessionReply } from '@/lib/api/replies'
import type { FailoverSession, TaskSession } from '@/lib/failover/failover-session'
import { isOver, toShownStanding, type Outcome } from '@/lib/failover/outcome'
import { toTaskRto, toTook } from '@/lib/failover/recovery'

const MOST_EARLIER = 5

type Run = Pick<SessionReply, 'outcome' | 'counts'> & {
  session: Pick<FailoverSession, 'id' | 'creationTimeUtc' | 'endTimeUtc'>
}
type VmRun = NonNullable<ComparisonReply['vms'][number]['now']>

/**
 * A run beside the newest earlier like ones, VM by VM. VMs are matched by name, which is all that two runs share.
 * @throws {RequestError} `record_unavailable`
 */
export async function compareRuns(
  recovery: RecoverySource,
  run: RunKey & Pick<Run, 'outcome' | 'counts'>,
): Promise<ComparisonReply> {
  const earlier = (await inRecord(recovery.earlierRuns(run))).slice(0, MOST_EARLIER)
  const now = toVmRuns(run.session.tasks, run.outcome)
  const then = earlier.map((one) => toVmRuns(one.tasks, one.outcome))
  const names = new Set([...now.keys(), ...then.flatMap((vms) => [...vms.keys()])])
  return {
    run: toRun(run),
    earlier: earlier.map((one) => toRun({ ...one, session: one.session })),
    vms: [...names].map((vmName) => ({
      vmName,
      now: now.get(vmName) ?? null,
      earlier: then.map((vms) => vms.get(vmName) ?? null),
    })),
    unnamed: run.session.tasks.filter((task) => task.vmName === null).length,
  }
}

function toRun({ session, outcome, counts }: Run): ComparisonReply['run'] {
  const took = toTook(session.creationTimeUtc, session.endTimeUtc)
  return {
    sessionId: session.id,
    creationTimeUtc: session.creationTimeUtc,
    endTimeUtc: session.endTimeUtc,
    outcome,
    counts,
    tookMs: 'ms' in took ? took.ms : null,
  }
}

/** By name; of two VMs of one name the slower counts, so that nothing looks better than it was. */
function toVmRuns(tasks: readonly TaskSession[], outcome: Outcome): ReadonlyMap<string, VmRun> {
  const vms = new Map<string, VmRun>()
  for (const task of tasks) {
    if (task.vmName === null) continue
    const rto = toTaskRto(task)
    const vm: VmRun = {
      standing: toShownStanding(task, isOver(outcome)),
      tookMs: 'ms' in rto ? rto.ms : null,
    }
    const twin = vms.get(task.vmName)
    if (twin === undefined || isWorse(vm, twin)) vms.set(task.vmName, vm)
  }
  return vms
}

function isWorse(one: VmRun, other: VmRun): boolean {
  if (one.tookMs === null) return true
  return other.tookMs !== null && one.tookMs > other.tookMs
}
