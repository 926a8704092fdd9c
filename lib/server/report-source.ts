import 'server-only'
import type { EarlierAttempts } from './earlier-attempts'
import { sha256Of, toReportJson } from './report-json'
import { toRunReport } from './report-model'
import type { PlanVm } from './report-not-run'
import type { HistoryReply } from '@/lib/api/record-replies'
import type { SessionReply } from '@/lib/api/replies'
import { runReportSchema, type ShownReport } from '@/lib/api/report'
import type { SessionId } from '@/lib/failover/ids'

export type ReportToKeep = { sha256: string; json: string; final: boolean; asOfUtc: string }

export type ReportSettings = {
  /** @throws {ReadError} while the session was never read */
  readSession: (id: SessionId) => Promise<SessionReply>
  /** May fail: then the report says that the record cannot be read. */
  readHistory: (id: SessionId) => Promise<HistoryReply>
  /** The VMs of the plan of that run, in plan order; null if the plan is not known (`unreadable.plan` says why). */
  planVmsOf: (reply: SessionReply) => readonly PlanVm[] | null
  /** What earlier attempts tell of that run, by a person's word. May fail: then the report says that it is not known. */
  earlierOf: (id: SessionId) => Promise<EarlierAttempts>
  /** Keeps a report under its checksum. May fail or say false: then the report says that it was not kept. */
  keep: (id: SessionId, report: ReportToKeep) => Promise<boolean>
  /** The JSON document of a kept report, null if none was kept under that checksum. May fail. */
  find: (id: SessionId, sha256: string) => Promise<string | null>
  emUrl: string
  /** Passes so many ms; for tests. */
  wait?: (ms: number) => Promise<void>
}

export type Reports = {
  /** The report as of now, kept under its checksum. @throws {ReadError} while the session was never read */
  read: (id: SessionId) => Promise<ShownReport>
  /**
   * The very report with that checksum: the kept one, or the present one if that is it; null if neither is.
   * @throws what `find` fails with, if the present report is another: it may be in the record, which cannot be read
   */
  find: (id: SessionId, sha256: string) => Promise<ShownReport | null>
}

/** Details of a run that nobody had opened are read one after the other; so long the report waits for them. */
const LONGEST_WAIT_MS = 6_000
const LOOK_EVERY_MS = 200

export function createReports(settings: ReportSettings): Reports {
  const wait = settings.wait ?? pass

  async function readSettled(id: SessionId): Promise<SessionReply> {
    let reply = await settings.readSession(id)
    for (let waited = 0; waited < LONGEST_WAIT_MS && isBeingRead(reply); waited += LOOK_EVERY_MS) {
      await wait(LOOK_EVERY_MS)
      reply = await settings.readSession(id)
    }
    return reply
  }

  async function build(id: SessionId): Promise<Omit<ShownReport, 'kept'>> {
    // The record second: it then reaches as far as the rows, and what lies beyond them is left out.
    const reply = await readSettled(id)
    const history = await settings.readHistory(id).catch(() => null)
    const earlier = await settings.earlierOf(id).catch((): EarlierAttempts => ({ kind: 'unread' }))
    const planVms = settings.planVmsOf(reply)
    const planUnknown = reply.unreadable.plan
    const report = toRunReport({ reply, history, planVms, planUnknown, earlier, emUrl: settings.emUrl })
    const json = toReportJson(report)
    return { report, json, sha256: sha256Of(json) }
  }

  return {
    async read(id) {
      const built = await build(id)
      const { report, json, sha256 } = built
      const { final, asOfUtc } = report
      // Whoever keeps logs its faults; the reader is told by `kept`.
      const kept = await settings.keep(id, { sha256, json, final, asOfUtc }).catch(() => false)
      return { ...built, kept }
    },
    async find(id, sha256) {
      const found = await settings.find(id, sha256).then(
        (json) => ({ json }),
        (error: unknown) => ({ json: null, error }),
      )
      const kept = found.json === null ? null : toShown(found.json, sha256)
      if (kept !== null) return kept
      const present = await build(id)
      if (present.sha256 === sha256) return { ...present, kept: false }
      if ('error' in found) throw found.error
      return null
    },
  }
}

/** Null for a document that is not what its checksum says, or not of this format. */
function toShown(json: string, sha256: string): ShownReport | null {
  if (sha256Of(json) !== sha256) return null
  const { success, data } = runReportSchema.safeParse(JSON.parse(json))
  return success ? { report: data, json, sha256, kept: true } : null
}

function isBeingRead({ session, unreadable }: SessionReply): boolean {
  return (
    unreadable.plan === 'pending' ||
    session.tasks.some((task) => task.vmReplicaPoint?.unreadable === 'pending')
  )
}

function pass(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms)
  })
}
