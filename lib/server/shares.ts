import 'server-only'
import { LRUCache } from 'lru-cache'
import pLimit from 'p-limit'
import type { Audit } from './audit'
import type { Client } from './client'
import type { Cookies } from './cookies'
import type { FailureLimits } from './limits'
import type { Log } from './log'
import type { Sessions } from './sessions'
import { createShareViewers, type Look } from './share-viewers'
import { verifyPassword } from '@/lib/auth/password'
import { canViewSession } from '@/lib/auth/permissions'
import type { SharePrincipal } from '@/lib/auth/principal'
import { parseToken, type KeyedHash } from '@/lib/auth/token'
import type { SessionReply } from '@/lib/api/replies'
import type { ShareLanguage } from '@/lib/api/share-replies'
import { ReadError } from '@/lib/failover/read-error'
import { assignAliases } from '@/lib/share/aliases'
import { redact, toContact, toShownNames } from '@/lib/share/redact'
import { expiryOf, withReply } from '@/lib/share/share-expiry'
import type { ShareContact, SharePageResult, ShareRefusal } from '@/lib/share/share-page'
import { standingOf } from '@/lib/share/share-standing'
import { someProvider, toShareLanguage } from '@/lib/share/share-words'
import { isUnlocked, sealUnlock, UNLOCKED_MS } from '@/lib/share/unlock'
import type { StoredShareLink, StoredShareRun } from '@/lib/store/load-share-links'
import type { ProviderLogo, ProviderProfile } from '@/lib/store/provider-profiles'
import type { StoreDoor } from '@/lib/store/store-door'
import { StoreError } from '@/lib/store/store-error'

export type ShareVisit = {
  /** Which of the link's runs, from 1; the newest where there is no such. */
  run?: number | undefined
  /** The unlock cookie and the browser's name stand in them. */
  headers: Headers
  client: Client
  countsAs: Look
}

export type UnlockResult =
  /** `cookie`: the `Set-Cookie` value; null where the link needs no passcode. */
  { kind: 'unlocked'; cookie: string | null } | { kind: 'wrong' } | ShareRefusal

export type Shares = {
  /** What a link shows to whoever has its address. Reads through the same poller as staff; never throws. */
  open: (token: string, visit: ShareVisit) => Promise<SharePageResult>
  /** The status of the link's page, without its contents. Enterprise Manager is asked only where nothing is known yet. */
  statusOf: (token: string, headers: Headers) => Promise<200 | 401 | 404 | 410 | 503>
  /** The provider's logo; null if it has none. */
  logo: (
    token: string,
    from: Pick<ShareVisit, 'headers' | 'client'>,
  ) => Promise<{ kind: 'logo'; logo: ProviderLogo | null } | ShareRefusal>
  /** @throws {RequestError} `too_many_requests` after too many wrong ones, right or wrong */
  unlock: (token: string, passcode: string, client: Client) => Promise<UnlockResult>
}

type Known = { language: ShareLanguage; contact: ShareContact }
type Admitted = { kind: 'admitted'; link: StoredShareLink; profile: ProviderProfile | null } & Known
type Found = Omit<Admitted, 'kind'> & { replaced: boolean }

const MOST_REMEMBERED = 1_000
const FAULT_STEP_MS = 30_000

/** The links of tenants, from their side. */
export function createShares(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'read' | 'peek'>
  keyedHash: KeyedHash
  limits: FailureLimits
  cookies: Cookies
  audit: Audit
  log: Log
  now: () => number
}): Shares {
  const { door, sessions, keyedHash, limits, cookies, audit, log, now } = parts
  const viewers = createShareViewers(parts)
  /** Whom to ask, for when the record is away: it alone knows whether a link is still in force, so nothing is shown. */
  const remembered = new LRUCache<string, Known>({ max: MOST_REMEMBERED })
  // The numbering of aliases reads and writes; so does the counting of passcodes.
  const oneNumbering = pLimit(1)
  const oneUnlocking = pLimit(1)

  async function find(token: string): Promise<Found | null> {
    const hash = parseToken(token)
    if (hash === null) return null
    const found = await door.use(async (store) => {
      const link = await store.findShareLinkByToken(hash)
      return link && { ...link, profile: await store.readProviderProfile() }
    })
    if (found === null) return null
    const known = {
      language: toShareLanguage(found.link.language),
      contact: toContact(found.link, found.profile),
    }
    remembered.set(hash, known)
    return { ...found, ...known }
  }

  /** Whether the token opens its link now, passcode aside. */
  async function admit(token: string): Promise<Admitted | ShareRefusal> {
    let found: Found | null
    try {
      found = await find(token)
    } catch (error) {
      noteFault(error)
      const known = remembered.get(parseToken(token) ?? '')
      return { kind: 'unavailable', ...(known ?? { language: 'en', contact: NO_CONTACT }) }
    }
    if (found === null) return { kind: 'unknown' }
    const { replaced, ...admitted } = found
    const standing = standingOf(found.link, replaced, now())
    return standing === 'active'
      ? { kind: 'admitted', ...admitted }
      : { kind: standing, language: found.language, contact: found.contact }
  }

  /** The same, with the passcode. */
  async function enter(token: string, headers: Headers): Promise<Admitted | ShareRefusal> {
    const found = await admit(token)
    if (found.kind !== 'admitted' || isOpenTo(found.link, headers)) return found
    return { kind: 'locked', language: found.language, contact: found.contact }
  }

  function isOpenTo(link: StoredShareLink, headers: Headers): boolean {
    if (link.passcodeHash === null) return true
    return isUnlocked(keyedHash, link, cookies.read(headers, `unlock-${link.id}`), now())
  }

  let notedFault = { message: '', atMs: Number.NEGATIVE_INFINITY }

  /** A reply for the tenant must not tell what went wrong behind it; the log does, once for all who ask meanwhile. */
  function noteFault(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error)
    if (message === notedFault.message && Math.abs(now() - notedFault.atMs) < FAULT_STEP_MS) return
    notedFault = { message, atMs: now() }
    const isExpected = error instanceof StoreError || error instanceof ReadError
    log({
      level: isExpected ? 'warn' : 'error',
      event: 'share_failed',
      message,
      ...(isExpected || !(error instanceof Error) ? {} : { stack: error.stack }),
    })
  }

  async function readRun({ sessionId }: StoredShareRun): Promise<SessionReply | 'unavailable' | 'gone'> {
    try {
      return await sessions.read(sessionId)
    } catch (error) {
      if (error instanceof ReadError && error.code === 'not_found') return 'gone'
      noteFault(error)
      return 'unavailable'
    }
  }

  async function namesOf(link: StoredShareLink, reply: SessionReply): Promise<readonly string[]> {
    const language = toShareLanguage(link.language)
    const { tasks } = reply.session
    if (link.showVms === 'none') return []
    if (link.showVms === 'names') return toShownNames(tasks, language)
    const assigned = assignAliases(tasks, link.aliases, language)
    if (assigned.fresh.size === 0 && assigned.dropped.length === 0) return assigned.names
    try {
      return await oneNumbering(() => number(link, tasks, language))
    } catch (error) {
      // A full disk must not take the news away: unwritten numbers stay as they are while the rows do.
      noteFault(error)
      return assigned.names
    }
  }

  const number = (link: StoredShareLink, tasks: SessionReply['session']['tasks'], language: ShareLanguage) =>
    door.use(async (store) => {
      // Somebody else may have numbered since the link was read.
      const latest = assignAliases(tasks, await store.readShareAliases(link.no), language)
      await store.noteShareAliases(link.no, latest)
      return latest.names
    })

  async function show(found: Admitted, visit: ShareVisit): Promise<SharePageResult> {
    const { profile, language, contact } = found
    let { link } = found
    const index = visit.run !== undefined && link.runs[visit.run - 1] ? visit.run - 1 : link.runs.length - 1
    const run = link.runs[index]
    const sessionIds = link.runs.map(({ sessionId }) => sessionId)
    const principal: SharePrincipal = { kind: 'share', linkId: link.id, sessionIds }
    if (run === undefined || !canViewSession(principal, { id: run.sessionId, tenantId: null }))
      return { kind: 'gone', language, contact }
    const reply = await readRun(run)
    if (reply === 'gone' || reply === 'unavailable') return { kind: reply, language, contact }
    link = withReply(link, reply)
    const names = await namesOf(link, reply)
    const { headers, client, countsAs } = visit
    await viewers.note(link, { headers, client, countsAs, principal })
    return {
      kind: 'open',
      page: {
        reply: redact({ reply, link, profile, names, expiresMs: expiryOf(link, now()) }),
        ageMs: Math.max(0, now() - Date.parse(reply.freshness.observedAtUtc)),
        language,
        timeZone: link.timeZone,
        run: index + 1,
        runs: link.runs.map(({ recorded }) => ({ startedAtUtc: utcOrNull(recorded?.creationMs ?? null) })),
        expiresAfterEndHours: link.expiresMs === null ? link.afterEndHours : null,
      },
    }
  }

  const countUnknown = ({ kind }: { kind: string }, client: Client): Promise<void> =>
    kind === 'unknown' ? limits.failed('token', client.address) : Promise.resolve()

  return {
    async open(token, visit) {
      const found = await enter(token, visit.headers)
      await countUnknown(found, visit.client)
      if (found.kind !== 'admitted') return found
      try {
        return await show(found, visit)
      } catch (error) {
        noteFault(error)
        return { kind: 'unavailable', language: found.language, contact: found.contact }
      }
    },
    async statusOf(token, headers) {
      const found = await enter(token, headers)
      if (found.kind !== 'admitted') return STATUS[found.kind]
      const newest = found.link.runs.at(-1)
      if (newest === undefined) return STATUS.gone
      if (newest.recorded !== null || sessions.peek(newest.sessionId) !== null) return 200
      const reply = await readRun(newest)
      return reply === 'gone' || reply === 'unavailable' ? STATUS[reply] : 200
    },
    async logo(token, { headers, client }) {
      const found = await enter(token, headers)
      await countUnknown(found, client)
      return found.kind === 'admitted' ? { kind: 'logo', logo: found.profile?.logo ?? null } : found
    },
    async unlock(token, passcode, client) {
      const found = await admit(token)
      await countUnknown(found, client)
      if (found.kind !== 'admitted') return found
      const { link } = found
      const { passcodeHash } = link
      if (passcodeHash === null) return { kind: 'unlocked', cookie: null }
      const source = `${link.id} ${client.address}`
      // One after the other: many at once must be no more than many in a row.
      const isRight = await oneUnlocking(async () => {
        await limits.check('passcode', source)
        await limits.check('passcode_link', link.id)
        if (await verifyPassword(passcode, passcodeHash)) return true
        await limits.failed('passcode', source)
        await limits.failed('passcode_link', link.id)
        return false
      })
      if (isRight) {
        const seal = sealUnlock(keyedHash, link, now() + UNLOCKED_MS)
        const cookie = cookies.write(`unlock-${link.id}`, seal, UNLOCKED_MS / 1_000)
        return { kind: 'unlocked', cookie }
      }
      await audit.note({
        action: 'link_unlock_refused',
        by: { kind: 'visitor', name: null },
        client,
        object: { kind: 'share_link', id: link.id, name: link.label },
      })
      return { kind: 'wrong' }
    },
  }
}

const STATUS = {
  unknown: 404,
  expired: 410,
  revoked: 410,
  paused: 410,
  replaced: 410,
  gone: 410,
  locked: 401,
  unavailable: 503,
} as const satisfies Record<ShareRefusal['kind'], number>

const NO_CONTACT: ShareContact = { providerName: someProvider('en'), contact: null }

const utcOrNull = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
