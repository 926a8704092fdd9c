import 'server-only'
import type { Kysely } from 'kysely'
import { CommandLineError } from './command-line'
import { readScope } from '@/lib/auth/screens'
import { appendAudit } from '@/lib/store/audit-events'
import { listScreens, revokeScreen, type Screen } from '@/lib/store/screens'
import type { Tables } from '@/lib/store/tables'

const BY = 'admin program'

/** Every screen that the record knows, whichever Enterprise Manager's failovers it shows. */
export async function describeScreens(db: Kysely<Tables>): Promise<string> {
  const screens = await allScreens(db)
  if (screens.length === 0)
    return 'The record knows no screen. Open /wall on a display and approve its code on the page of screens.'
  return screens.map(({ screen }) => toLine(screen)).join('\n')
}

/**
 * Withdraws a screen; a running server refuses its very next request.
 * @throws {CommandLineError} if there is none with this id in force
 */
export async function withdrawScreen(db: Kysely<Tables>, id: string, nowMs: number): Promise<string> {
  const found = (await allScreens(db)).find(({ screen }) => screen.id === id.toLowerCase())
  if (found === undefined) {
    throw new CommandLineError(
      `The record knows no screen ${id}: "npm run admin -- screens" lists those that it knows`,
    )
  }
  const { emId, screen } = found
  const revoked = await revokeScreen(db, emId, screen.id, { by: BY, atMs: nowMs })
  if (revoked === null) return `${screen.name} was withdrawn before. Nothing has changed.`
  await appendAudit(db, emId, {
    atMs: nowMs,
    actor: { kind: 'command_line', id: null, name: null },
    address: null,
    action: 'screen_revoked',
    object: { kind: 'screen', id: screen.id, name: screen.name },
    detail: {},
  })
  return `${screen.name} is withdrawn. Its display goes blank within half a minute.`
}

async function allScreens(db: Kysely<Tables>): Promise<{ emId: number; screen: Screen }[]> {
  const managers = await db.selectFrom('enterprise_managers').select('id').orderBy('id').execute()
  const found: { emId: number; screen: Screen }[] = []
  for (const { id: emId } of managers)
    for (const screen of await listScreens(db, emId)) found.push({ emId, screen })
  return found
}

function toLine(screen: Screen): string {
  const contact =
    screen.contactAtMs === null ? 'not in contact yet' : `last contact ${toUtc(screen.contactAtMs)}`
  const state =
    screen.revokedAtMs === null
      ? contact
      : `withdrawn ${toUtc(screen.revokedAtMs)} by ${screen.revokedBy ?? 'nobody known'}`
  return `${screen.id}  ${state}  ${toScopeWords(screen.scope)}  ${screen.name}`
}

function toScopeWords(json: string): string {
  const scope = readScope(json)
  switch (scope.kind) {
    case 'all':
      return 'all failovers'
    case 'tenant':
      return `tenant ${scope.tenantName ?? scope.tenantId}`
    case 'sessions':
      return `${scope.sessionIds.length} chosen`
    default:
      return scope satisfies never
  }
}

const toUtc = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`
