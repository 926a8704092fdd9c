import 'server-only'
import type { Audit } from './audit'
import type { By } from './by'
import type { Client } from './client'
import type { Cookies } from './cookies'
import type { FailureLimits } from './limits'
import type { ScreenFleet } from './screen-fleet'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import type { PairingReply } from '@/lib/api/screen-replies'
import type { Pairing } from '@/lib/auth/pairing'
import type { ScreenPrincipal } from '@/lib/auth/principal'
import type { ScreenScope } from '@/lib/auth/screen-scope'
import { readScope, readSettings, SCREEN_COOKIE_SECONDS, type Screens } from '@/lib/auth/screens'
import { SCREEN_REPORT, type ScreenSettings, type ScreenSettingsBody } from '@/lib/api/screen-settings'
import type { AuditDetail } from '@/lib/store/audit-events'
import type { Screen } from '@/lib/store/screens'
import type { StoreDoor } from '@/lib/store/store-door'

/** How soon a device that waits asks again. */
const PAIRING_POLL_MS = 3_000

export type ScreenAccess = {
  /** A code for whichever device asks. @throws {RequestError} */
  pair: (headers: Headers, client: Client) => Promise<{ reply: PairingReply; setCookie: string }>
  /**
   * The screen that asks, and the cookie to set where it is due.
   * @throws {RequestError} for every device that is no screen in force, each with its own code
   */
  screenOf: (
    headers: Headers,
    client: Client,
  ) => Promise<{ principal: ScreenPrincipal; settings: ScreenSettings; setCookie: string | null }>
  /** @throws {RequestError} `code_unknown`, also for one that has ended */
  approve: (code: string, screen: { name: string; scope: ScreenScope }, by: By) => Promise<Screen>
  /** @throws {RequestError} `not_there`, `screen_revoked` */
  change: (
    id: string,
    change: {
      name?: string | undefined
      scope?: ScreenScope | undefined
      settings?: ScreenSettingsBody | undefined
    },
    by: By,
  ) => Promise<Screen>
  /** @throws {RequestError} `not_there`, also for one that was withdrawn */
  inUse: (id: string) => Promise<Screen>
  /** At once; once more is no error. @throws {RequestError} `not_there` */
  revoke: (id: string, by: By) => Promise<void>
}

export function createScreenAccess(parts: {
  door: Pick<StoreDoor, 'use'>
  pairing: Pairing
  screens: Screens
  fleet: Pick<ScreenFleet, 'heard'>
  cookies: Cookies
  limits: FailureLimits
  audit: Audit
  now: () => number
}): ScreenAccess {
  const { door, pairing, screens, fleet, cookies, limits, audit, now } = parts
  const toCookie = (token: string): string => cookies.write('screen', token, SCREEN_COOKIE_SECONDS)

  async function screenById(id: string): Promise<Screen> {
    const all = await inRecord(door.use((store) => store.listScreens()))
    const found = all.find((screen) => screen.id === id)
    if (found) return found
    throw new RequestError('not_there', 'There is no such screen.', 'Look at the list of screens.')
  }

  return {
    async pair(headers, client) {
      await limits.check('pairing', client.address)
      const held = cookies.read(headers, 'screen')
      const begun = await inRecord(pairing.begin(held, { address: client.address, client: client.name }))
      switch (begun.kind) {
        case 'begun': {
          await limits.failed('pairing', client.address)
          const { code, expiresAtMs, token } = begun
          const reply = {
            code,
            expiresAtUtc: new Date(expiresAtMs).toISOString(),
            expiresAfterMs: Math.max(1, expiresAtMs - now()),
            pollAfterMs: PAIRING_POLL_MS,
          }
          return { reply, setCookie: toCookie(token) }
        }
        case 'paired':
          throw new RequestError(
            'conflict',
            'This screen is paired already.',
            'Withdraw it on the page of screens first, if it is to be paired anew.',
          )
        case 'too_many':
          throw new RequestError(
            'too_many_requests',
            'Too many screens wait to be approved.',
            'It goes on by itself as soon as one of their codes has ended.',
            begun.retryAfterMs,
          )
        default:
          return begun satisfies never
      }
    },
    async screenOf(headers, client) {
      const token = cookies.read(headers, 'screen')
      const heard = (id: string) => fleet.heard(id, headers.get(SCREEN_REPORT))
      const found = token === null ? null : await inRecord(screens.find(token, client.name, heard))
      if (token === null || found === null || found.kind === 'unknown') {
        throw new RequestError(
          'screen_not_paired',
          'This device is no screen of this monitor.',
          'Open /wall on it and approve the code that it shows.',
        )
      }
      switch (found.kind) {
        case 'screen':
          return {
            principal: found.principal,
            settings: found.settings,
            setCookie: found.renew ? toCookie(token) : null,
          }
        case 'revoked':
          throw new RequestError(
            'screen_revoked',
            'This screen was withdrawn by the staff of the monitor.',
            'Load the page anew for a code, and let it be approved.',
            null,
            toUtc(found.sinceMs),
          )
        case 'pending':
          throw new RequestError(
            'screen_pending',
            'The code of this screen has not been approved yet.',
            'Approve it on the page of screens.',
            PAIRING_POLL_MS,
          )
        case 'expired':
          throw new RequestError(
            'screen_expired',
            'The code of this screen has ended.',
            'Load the page anew for another one.',
            null,
            toUtc(found.sinceMs),
          )
        default:
          return found satisfies never
      }
    },
    async approve(code, { name, scope }, { principal, client }) {
      await limits.check('code', principal.personId)
      const screen = await inRecord(pairing.approve(code, { name, scope, by: principal.name }))
      if (screen === null) {
        await limits.failed('code', principal.personId)
        // Not what was typed: it may be the code of another screen, mistyped by one letter.
        await audit.note({ action: 'screen_code_refused', by: principal, client })
        throw new RequestError(
          'code_unknown',
          'No screen shows this code, or it has ended.',
          'Compare it with the screen. A code lives for 10 minutes; then the screen shows another one.',
        )
      }
      await audit.note({
        action: 'screen_approved',
        by: principal,
        client,
        object: toObject(screen),
        detail: toDetail(scope),
      })
      return screen
    },
    async inUse(id) {
      const screen = await screenById(id)
      if (screen.revokedAtMs === null) return screen
      throw new RequestError('not_there', 'This screen was withdrawn.', 'Pair it anew.')
    },
    async change(id, { name, scope, settings }, { principal, client }) {
      const named = settings && (settings.names ?? readSettings((await screenById(id)).settings).names)
      const change = {
        name,
        scope: scope && JSON.stringify(scope),
        settings: settings && JSON.stringify({ ...settings, names: named }),
      }
      const changed = await inRecord(door.use((store) => store.changeScreen(id, change)))
      if (changed === null) {
        await screenById(id)
        throw new RequestError(
          'screen_revoked',
          'This screen was withdrawn and cannot be changed.',
          'Pair it anew.',
        )
      }
      const { before, after } = changed
      screens.forget(id)
      await audit.note({
        action: 'screen_changed',
        by: principal,
        client,
        object: toObject(after),
        detail: {
          ...(before.name === after.name ? {} : { nameBefore: before.name }),
          ...(before.scope === after.scope ? {} : toDetail(readScope(after.scope))),
          ...(before.settings === after.settings ? {} : { settings: after.settings }),
        },
      })
      return after
    },
    async revoke(id, { principal, client }) {
      const revoked = await inRecord(
        door.use((store) => store.revokeScreen(id, { by: principal.name, atMs: now() })),
      )
      screens.forget(id)
      if (revoked === null) await screenById(id)
      else await audit.note({ action: 'screen_revoked', by: principal, client, object: toObject(revoked) })
    },
  }
}

const toUtc = (ms: number): string => new Date(ms).toISOString()
const toObject = ({ id, name }: Screen) => ({ kind: 'screen', id, name })

function toDetail(scope: ScreenScope): AuditDetail {
  switch (scope.kind) {
    case 'all':
      return { scope: 'all' }
    case 'tenant':
      return { scope: 'tenant', tenantId: scope.tenantId, tenantName: scope.tenantName }
    case 'sessions':
      return { scope: 'sessions', sessionIds: scope.sessionIds.join(' ') }
    default:
      return scope satisfies never
  }
}
