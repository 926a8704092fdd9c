import 'server-only'
import type { ScreenScope } from './screen-scope'
import type { SessionId } from '@/lib/failover/ids'
import type { PersonSource, Role } from '@/lib/failover/role'

/** Whoever asks. What they may do is decided in permissions.ts, nowhere else. */
export type Principal = Nobody | StaffPrincipal | SharePrincipal | ScreenPrincipal

export type Nobody = { kind: 'nobody' }

export type StaffPrincipal = {
  kind: 'staff'
  role: Role
  personId: string
  name: string
  source: PersonSource
  /** Of the sign-in, not of a failover. */
  staffSessionId: string
}

/** A tenant with a link that is in force. */
export type SharePrincipal = { kind: 'share'; linkId: string; sessionIds: readonly SessionId[] }

/** A wall display that somebody has approved. */
export type ScreenPrincipal = { kind: 'screen'; screenId: string; name: string; scope: ScreenScope }

export const NOBODY: Nobody = { kind: 'nobody' }
