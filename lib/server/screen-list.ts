import 'server-only'
import type { Sessions } from './sessions'
import type { ScreenFleet } from './screen-fleet'
import type { SurroundingsSource } from './surroundings'
import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'
import { screenReportSchema, type ScreenReport } from '@/lib/api/screen-settings'
import { readScope, readSettings } from '@/lib/auth/screens'
import type { SessionSummary } from '@/lib/api/replies'
import type { ScreenCommand } from '@/lib/store/screen-commands'
import type { Screen } from '@/lib/store/screens'
import { toUtc } from '@/lib/store/rows'

/** Runs of the last two days can be given to a screen. */
const RECENT_MS = 48 * 60 * 60_000

export type ScreenList = {
  /** Screens, and what one can be given to show. */
  of: (screens: readonly Screen[]) => Promise<ScreenListReply>
}

export function createScreenList(
  sessions: Pick<Sessions, 'board'>,
  surroundings: Pick<SurroundingsSource, 'tenants'>,
  fleet: Pick<ScreenFleet, 'open' | 'reportOf'>,
  about: { build: string; now: () => number },
): ScreenList {
  return {
    async of(screens) {
      // Screens can be looked after while Enterprise Manager is away.
      const [board, commands] = await Promise.all([sessions.board(RECENT_MS).catch(() => null), fleet.open()])
      const { known: tenants, unknown: tenantsUnknown } = surroundings.tenants()
      return {
        screens: screens.map((screen) =>
          toScreenView(screen, fleet.reportOf(screen.id), commands.get(screen.id)),
        ),
        tenants,
        tenantsUnknown,
        runs: (board?.runs ?? [])
          .map(({ summary }) => toRun(summary))
          .sort((a, b) => (b.startedAtUtc ?? '').localeCompare(a.startedAtUtc ?? '')),
        build: about.build,
        nowUtc: new Date(about.now()).toISOString(),
      }
    },
  }
}

export const toScreenView = (
  screen: Screen,
  heard: ScreenReport | null = null,
  commands: readonly ScreenCommand[] = [],
): ScreenView => ({
  id: screen.id,
  name: screen.name,
  state: screen.revokedAtMs === null ? 'active' : 'revoked',
  scope: readScope(screen.scope),
  createdAtUtc: new Date(screen.createdAtMs).toISOString(),
  createdBy: screen.createdBy,
  contactAtUtc: toUtc(screen.contactAtMs),
  client: screen.client,
  settings: readSettings(screen.settings),
  report: toReportView(heard ?? readReport(screen.report)),
  commands: commands.map(({ id, kind, text, askedAtMs, askedBy, expiresAtMs, doneAtMs }) => ({
    id,
    kind: kind as ScreenView['commands'][number]['kind'], // safe: only the fleet writes them
    text,
    askedAtUtc: new Date(askedAtMs).toISOString(),
    askedBy,
    untilUtc: new Date(expiresAtMs).toISOString(),
    doneAtUtc: toUtc(doneAtMs),
  })),
  revokedAtUtc: toUtc(screen.revokedAtMs),
  revokedBy: screen.revokedBy,
})

const toReportView = (report: ScreenReport | null): ScreenView['report'] =>
  report && { build: report.build, page: report.page, size: report.size, sound: report.sound }

/** As it was written down; a form of an earlier version counts as nothing said. */
function readReport(json: string | null): ScreenReport | null {
  if (json === null) return null
  try {
    const parsed = screenReportSchema.safeParse(JSON.parse(json))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

const toRun = ({ session, outcome }: SessionSummary): ScreenListReply['runs'][number] => ({
  id: session.id,
  name: session.name,
  tenantName: session.tenant?.name ?? null,
  startedAtUtc: session.creationTimeUtc,
  running: outcome.kind === 'running',
})
