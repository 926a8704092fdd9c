import 'server-only'
import type { Sessions } from './sessions'
import type { SurroundingsSource } from './surroundings'
import type { ScreenListReply, ScreenView } from '@/lib/api/screen-replies'
import { readScope } from '@/lib/auth/screens'
import type { SessionSummary } from '@/lib/api/replies'
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
  now: () => number,
): ScreenList {
  return {
    async of(screens) {
      // Screens can be looked after while Enterprise Manager is away.
      const board = await sessions.board(RECENT_MS).catch(() => null)
      const { known: tenants, unknown: tenantsUnknown } = surroundings.tenants()
      return {
        screens: screens.map(toScreenView),
        tenants,
        tenantsUnknown,
        runs: (board?.runs ?? [])
          .map(({ summary }) => toRun(summary))
          .sort((a, b) => (b.startedAtUtc ?? '').localeCompare(a.startedAtUtc ?? '')),
        nowUtc: new Date(now()).toISOString(),
      }
    },
  }
}

export const toScreenView = (screen: Screen): ScreenView => ({
  id: screen.id,
  name: screen.name,
  state: screen.revokedAtMs === null ? 'active' : 'revoked',
  scope: readScope(screen.scope),
  createdAtUtc: new Date(screen.createdAtMs).toISOString(),
  createdBy: screen.createdBy,
  contactAtUtc: toUtc(screen.contactAtMs),
  client: screen.client,
  revokedAtUtc: toUtc(screen.revokedAtMs),
  revokedBy: screen.revokedBy,
})

const toRun = ({ session, outcome }: SessionSummary): ScreenListReply['runs'][number] => ({
  id: session.id,
  name: session.name,
  tenantName: session.tenant?.name ?? null,
  startedAtUtc: session.creationTimeUtc,
  running: outcome.kind === 'running',
})
