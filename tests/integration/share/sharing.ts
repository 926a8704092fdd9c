import { vi } from 'vitest'
import { idOf, type Monitor } from '../monitor'
import type { CreateShareLink } from '@/lib/api/share-replies'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { Client } from '@/lib/server/client'
import type { Who } from '@/lib/server/share-links'
import type { Look } from '@/lib/server/share-viewers'
import type { SharePage, SharePageResult } from '@/lib/share/share-page'
import type { ScenarioName } from '@/simulator/start-simulator'

/** Staff and tenants of one monitor, for the tests of share links. */

export const ORIGIN = 'https://failover.example'

const OPERATOR: StaffPrincipal = {
  kind: 'staff',
  role: 'operator',
  personId: 'a-person',
  name: 'Olga Operator',
  source: 'em',
  staffSessionId: 'a-sign-in',
}

export const TENANT: Client = { address: '198.51.100.7', kept: '198.51.100.0/24', name: 'Firefox on Windows' }

export const OPERATOR_AT_DESK: Who = {
  principal: OPERATOR,
  client: { address: '192.0.2.1', kept: '192.0.2.0/24', name: 'Chrome on Linux' },
}

export type MadeLink = { id: string; token: string; url: string; expiresAtUtc: string }

export const tokenOf = (url: string): string => url.slice(url.lastIndexOf('/') + 1)

export async function makeLink(
  monitor: Monitor,
  scenario: ScenarioName,
  set: Partial<CreateShareLink> = {},
): Promise<MadeLink> {
  const body = { sessionId: idOf(monitor, scenario), label: 'Failover of your servers', ...set }
  // A busy machine may need longer than Enterprise Manager is given for one answer.
  await vi.waitFor(() => monitor.runtime.sessions.read(idOf(monitor, scenario)), { timeout: 15_000 })
  const made = await monitor.runtime.shareLinks.create(body, ORIGIN, OPERATOR_AT_DESK)
  return { ...made, token: tokenOf(made.url) }
}

/** As a tenant's browser asks. */
export function open(
  monitor: Monitor,
  token: string,
  from: { run?: number; cookie?: string; agent?: string; client?: Client; countsAs?: Look } = {},
): Promise<SharePageResult> {
  const headers = new Headers({
    'User-Agent': from.agent ?? 'Firefox',
    ...(from.cookie === undefined ? {} : { Cookie: from.cookie }),
  })
  return monitor.runtime.shares.open(token, {
    run: from.run,
    headers,
    client: from.client ?? TENANT,
    countsAs: from.countsAs ?? 'poll',
  })
}

/** @throws if the link shows nothing */
export async function pageOf(...asked: Parameters<typeof open>): Promise<SharePage> {
  const result = await open(...asked)
  if (result.kind !== 'open') throw new Error(`the link is ${result.kind}`)
  return result.page
}

/** What a browser sends back of a `Set-Cookie`. */
export const toCookie = (setCookie: string): string => setCookie.split(';')[0] ?? ''
