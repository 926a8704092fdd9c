import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import type { Cookies } from './cookies'
import { RequestError } from './reply'
import { inRecord } from './record-errors'
import { NOBODY, type Nobody, type StaffPrincipal } from '@/lib/auth/principal'
import {
  signInLocally,
  signInWithEnterpriseManager,
  type AskEnterpriseManager,
  type SignInResult,
} from '@/lib/auth/sign-in'
import type { SignInGuard } from '@/lib/auth/sign-in-guard'
import type { StaffSessions } from '@/lib/auth/staff-sessions'
import type { PersonSource } from '@/lib/failover/role'
import type { StoreDoor } from '@/lib/store/store-door'

export type SignInInput = { username: string; password: string }

export type Access = {
  /** Who asks, by the staff cookie. @throws {RequestError} `record_unavailable` */
  staffOf: (headers: Headers) => Promise<StaffPrincipal | Nobody>
  /** @returns the `Set-Cookie` value @throws {RequestError} {ReadError} */
  signIn: (
    way: 'enterprise-manager' | 'local',
    input: SignInInput,
    from: { client: Client; headers: Headers },
  ) => Promise<string>
  /** What every way to sign in ends with. @returns the `Set-Cookie` value @throws {RequestError} */
  finish: (
    result: SignInResult,
    from: { source: PersonSource; name: string; client: Client; headers: Headers },
  ) => Promise<string>
  /** @returns the `Set-Cookie` value that takes the cookie away */
  signOut: (principal: StaffPrincipal | Nobody, client: Client) => Promise<string>
}

export function createAccess(parts: {
  door: Pick<StoreDoor, 'use'>
  guard: SignInGuard
  ask: AskEnterpriseManager
  staffSessions: StaffSessions
  cookies: Cookies
  audit: Audit
  now: () => number
}): Access {
  const { staffSessions, cookies, audit, now } = parts

  /** Whoever signs in anew in the same browser has one sign-in, not two; one that cannot be ended now runs out. */
  async function endEarlier(headers: Headers): Promise<void> {
    const earlier = await access.staffOf(headers).catch(() => NOBODY)
    if (earlier.kind === 'staff') await staffSessions.end(earlier.staffSessionId).catch(() => null)
  }

  const access: Access = {
    async staffOf(headers) {
      const token = cookies.read(headers, 'staff')
      return token === null ? NOBODY : inRecord(staffSessions.find(token))
    },
    async signIn(way, input, { client, headers }) {
      const credentials = { ...input, address: client.address }
      const result = await inRecord(
        way === 'local' ? signInLocally(parts, credentials) : signInWithEnterpriseManager(parts, credentials),
      )
      const source = way === 'local' ? 'local' : 'em'
      return access.finish(result, { source, name: input.username.trim(), client, headers })
    },
    async finish(result, { source, name, client, headers }) {
      const visitor = { kind: 'visitor', name: null } as const
      switch (result.kind) {
        case 'accepted': {
          const { person, role } = result
          const from = { address: client.kept, client: client.name }
          await endEarlier(headers)
          const { token, expiresAtMs, staffSessionId } = await inRecord(staffSessions.begin(person, from))
          const principal: StaffPrincipal = {
            kind: 'staff',
            role,
            personId: person.id,
            name: person.name,
            source,
            staffSessionId,
          }
          await audit.note({ action: 'sign_in', by: principal, client, detail: { source, role } })
          return cookies.write('staff', token, (expiresAtMs - now()) / 1_000)
        }
        case 'accepted_meanwhile': {
          const { found, role } = result
          await endEarlier(headers)
          const from = { address: client.kept, client: client.name }
          const begun = staffSessions.beginMeanwhile(found, role, from)
          const { personId, staffSessionId } = begun
          const by: StaffPrincipal = {
            kind: 'staff',
            role,
            personId,
            name: found.name,
            source,
            staffSessionId,
          }
          await audit.note({ action: 'sign_in', by, client, detail: { source, role } })
          return cookies.write('staff', begun.token, (begun.expiresAtMs - now()) / 1_000)
        }
        case 'refused':
          // Not the name that was typed: it may be a password.
          await audit.note({ action: 'sign_in_refused', by: visitor, client, detail: { source } })
          throw new RequestError(
            'sign_in_refused',
            source === 'em'
              ? 'Enterprise Manager refuses this name with this password.'
              : 'There is no such local account with this password.',
            'Check the name (DOMAIN\\user or user) and the password. After five refusals the name is paused for 15 minutes, so that its account does not get locked.',
          )
        case 'throttled':
          await audit.note({ action: 'sign_in_throttled', by: visitor, client, detail: { source } })
          throw new RequestError(
            'too_many_requests',
            'Too many sign-ins were refused. Nobody is asked until the pause is over, so that the account does not get locked.',
            'Wait until then, and check the name and the password meanwhile.',
            result.retryAfterMs,
          )
        case 'no_failover_right':
          await audit.note({
            action: 'sign_in_refused',
            by: { kind: 'visitor', name: result.name },
            client,
            detail: { source, reason: 'no_failover_right' },
          })
          throw new RequestError(
            'no_failover_right',
            `${name} is known, but has no right to see failovers.`,
            source === 'em'
              ? 'Ask for an Enterprise Manager role that may read Cloud Connect failover sessions (Portal User or more), or for access in this monitor.'
              : 'Ask an administrator of this monitor for access.',
          )
        default:
          return result satisfies never
      }
    },
    async signOut(principal, client) {
      if (principal.kind === 'staff') {
        await inRecord(staffSessions.end(principal.staffSessionId))
        await audit.note({ action: 'sign_out', by: principal, client })
      }
      return cookies.clear('staff')
    },
  }
  return access
}
