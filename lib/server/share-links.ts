import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import { readLocator } from './session-locator'
import type { Sessions } from './sessions'
import type { TeamworkMemory } from './teamwork-memory'
import { hashPassword } from '@/lib/auth/password'
import type { StaffPrincipal } from '@/lib/auth/principal'
import { mintToken } from '@/lib/auth/token'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import type {
  ChangeShareLink,
  CreateShareLink,
  ShareLink,
  ShareLinkMadeReply,
  ShareViewsReply,
} from '@/lib/api/share-replies'
import type { AuditAction } from '@/lib/failover/audit'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import { ReadError } from '@/lib/failover/read-error'
import { findSharedAlias, inLanguage } from '@/lib/share/aliases'
import { toContact } from '@/lib/share/redact'
import { AFTER_END_HOURS, expiryOf, MOST_AHEAD_MS, withReply } from '@/lib/share/share-expiry'
import { standingOf } from '@/lib/share/share-standing'
import { toShareLanguage } from '@/lib/share/share-words'
import { toShareLink } from '@/lib/share/to-share-link'
import type { StoredShareLink } from '@/lib/store/load-share-links'
import type { ShareLinkChange } from '@/lib/store/share-links'
import { NO_VIEWS } from '@/lib/store/share-views'
import type { StoreDoor } from '@/lib/store/store-door'

/** The person who acts, from where. */
export type Who = { principal: StaffPrincipal; client: Client }

/** Everything throws {@link RequestError}: `not_there`, `conflict`, `bad_request`, `record_unavailable`. */
export type ShareLinks = {
  list: () => Promise<ShareLink[]>
  read: (id: string) => Promise<ShareLink>
  /** @param origin where tenants find us, such as https://failover.example.com */
  create: (body: CreateShareLink, origin: string, who: Who) => Promise<ShareLinkMadeReply>
  /** A link that was paused and is active again has a new address. */
  change: (
    id: string,
    body: ChangeShareLink,
    origin: string,
    who: Who,
  ) => Promise<ShareLink | ShareLinkMadeReply>
  rotate: (id: string, origin: string, who: Who) => Promise<ShareLinkMadeReply>
  revoke: (id: string, who: Who) => Promise<void>
  /** @returns how many links were changed */
  setStateOfTenant: (tenantId: string, state: 'paused' | 'revoked', who: Who) => Promise<number>
  addRun: (id: string, session: string, who: Who) => Promise<ShareLink>
  removeRun: (id: string, sessionId: string, who: Who) => Promise<void>
  writeUpdate: (id: string, update: { text: string; author: string | null }, who: Who) => Promise<ShareLink>
  removeUpdate: (id: string, updateId: string, who: Who) => Promise<void>
  views: (id: string) => Promise<ShareViewsReply['views']>
}

export function createShareLinks(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'read'>
  teamwork: Pick<TeamworkMemory, 'onUpdateRemoved'>
  audit: Audit
  now: () => number
}): ShareLinks {
  const { sessions, teamwork, audit, now } = parts
  const use: StoreDoor['use'] = (query) => inRecord(parts.door.use(query))

  async function find(id: string): Promise<StoredShareLink> {
    const link = await use((store) => store.findShareLink(id))
    if (link === null) throw new RequestError('not_there', 'There is no such share link.')
    return link
  }

  /** A link that can still be changed. */
  async function findLasting(id: string): Promise<StoredShareLink> {
    const link = await find(id)
    if (link.state === 'revoked') throw revokedError()
    return link
  }

  const view = async (id: string): Promise<ShareLink> => {
    const link = await find(id)
    const sums = await use((store) => store.sumShareViews())
    return toShareLink(link, sums.get(link.no) ?? NO_VIEWS, now())
  }

  async function readSession(id: SessionId): Promise<SessionReply> {
    try {
      return await sessions.read(id)
    } catch (error) {
      if (!(error instanceof ReadError && error.code === 'not_found')) throw error
      throw new RequestError(
        'not_there',
        'Neither Enterprise Manager nor the record of this monitor knows this failover session.',
        'Open the session in the monitor and share it from there, or check the id.',
      )
    }
  }

  function note(
    action: AuditAction,
    link: { id: string; label: string },
    who: Who,
    detail = {},
  ): Promise<void> {
    return audit.note({
      action,
      by: who.principal,
      client: who.client,
      object: { kind: 'share_link', id: link.id, name: link.label },
      detail,
    })
  }

  async function made(
    id: string,
    token: string,
    origin: string,
    reply: SessionReply | null = null,
  ): Promise<ShareLinkMadeReply> {
    const stored = await find(id)
    const link = reply === null ? stored : withReply(stored, reply)
    const expiresAtUtc = new Date(expiryOf(link, now())).toISOString()
    return { id, url: origin + pages.share(token), expiresAtUtc }
  }

  const by = (who: Who) => ({ by: who.principal.name, atMs: now() })

  return {
    async list() {
      const [links, sums] = await use((store) => Promise.all([store.listShareLinks(), store.sumShareViews()]))
      return links.map((link) => toShareLink(link, sums.get(link.no) ?? NO_VIEWS, now()))
    },
    read: view,
    async create({ sessionId: locator, ...body }, origin, who) {
      const session = await readSession(readLocator(locator))
      const change = await toChange(body, null, now())
      const { token, hash } = mintToken()
      const id = await use((store) =>
        store.createShareLink(
          {
            ...change,
            label: body.label,
            language: body.language ?? 'en',
            timeZone: body.timeZone ?? 'UTC',
            afterEndHours: AFTER_END_HOURS,
            showVms: body.show?.vms ?? 'names',
            showFailures: body.show?.failures ?? 'classified',
            tenant: session.session.tenant,
            sessionId: toSessionId(session),
            tokenHash: hash,
          },
          by(who),
        ),
      )
      const detail = {
        session: session.session.id,
        tenant: session.session.tenant?.name ?? null,
        passcode: change.passcodeHash != null,
      }
      await note('link_created', { id, label: body.label }, who, detail)
      return made(id, token, origin, session)
    },
    async change(id, { state, ...body }, origin, who) {
      const before = await findLasting(id)
      const change = await toChange(body, before, now())
      checkState(before, change, state, now())
      const fields = Object.keys(body)
      if (fields.length > 0) {
        if (!(await use((store) => store.changeShareLink(id, change, now())))) throw revokedError()
        const label = body.label ?? before.label
        await note('link_changed', { id, label }, who, { fields: fields.join(', ') })
      }
      if (state === 'paused' && (await use((store) => store.pauseShareLink(id, by(who)))))
        await note('link_paused', before, who)
      if (state === 'active' && before.state === 'paused') {
        const { token, hash } = mintToken()
        if (!(await use((store) => store.resumeShareLink(id, hash, by(who))))) throw changedMeanwhile()
        await note('link_resumed', before, who)
        return made(id, token, origin)
      }
      return view(id)
    },
    async rotate(id, origin, who) {
      const link = await findLasting(id)
      const { token, hash } = mintToken()
      if (!(await use((store) => store.replaceShareToken(id, hash, now())))) throw revokedError()
      await note('link_rotated', link, who)
      return made(id, token, origin)
    },
    async revoke(id, who) {
      const link = await find(id)
      if (await use((store) => store.revokeShareLink(id, by(who)))) await note('link_revoked', link, who)
    },
    async setStateOfTenant(tenantId, state, who) {
      const changed = await use((store) => store.setShareLinksOfTenant(tenantId, state, by(who)))
      const action = state === 'paused' ? 'link_paused' : 'link_revoked'
      for (const link of changed) await note(action, link, who, { tenant: tenantId })
      return changed.length
    },
    async addRun(id, locator, who) {
      const link = await findLasting(id)
      const session = await readSession(readLocator(locator))
      const run = { sessionId: toSessionId(session), by: who.principal.name, atMs: now() }
      const result = await use((store) => store.addShareRun(link.no, run))
      if (result === 'there_already')
        throw new RequestError('conflict', 'The link shows this failover session already.')
      await note('link_run_added', link, who, { session: run.sessionId })
      return view(id)
    },
    async removeRun(id, sessionId, who) {
      const link = await findLasting(id)
      const run = parseSessionId(sessionId)
      const result = run === null ? 'not_there' : await use((store) => store.removeShareRun(link.no, run))
      if (result === 'not_there')
        throw new RequestError('not_there', 'The link does not show this failover session.')
      if (result === 'last_one') {
        throw new RequestError(
          'conflict',
          'It is the only failover session of the link.',
          'Revoke the link, or add another session first.',
        )
      }
      await note('link_changed', link, who, { fields: 'runs', removed: sessionId })
    },
    async writeUpdate(id, { text, author }, who) {
      const link = await findLasting(id)
      const profile = await use((store) => store.readProviderProfile())
      const update = {
        text,
        // The provider speaks, unless somebody wants to be named.
        author: author ?? toContact(link, profile).providerName,
        writtenBy: who.principal.name,
        atMs: now(),
      }
      await use((store) => store.writeShareUpdate(link.no, update))
      await note('link_update_written', link, who)
      return view(id)
    },
    async removeUpdate(id, updateId, who) {
      const link = await findLasting(id)
      if (!(await use((store) => store.removeShareUpdate(link.no, updateId, now()))))
        throw new RequestError('not_there', 'The link has no such update.')
      teamwork.onUpdateRemoved()
      await note('link_update_removed', link, who)
    },
    async views(id) {
      const link = await find(id)
      const views = await use((store) => store.listShareViews(link.no))
      return views.map(({ client, firstMs, lastMs, opened }) => ({
        client,
        firstUtc: new Date(firstMs).toISOString(),
        lastUtc: new Date(lastMs).toISOString(),
        opened,
      }))
    },
  }
}

const revokedError = (): RequestError =>
  new RequestError('conflict', 'The link was revoked, which is final.', 'Make another link.')

const changedMeanwhile = (): RequestError =>
  new RequestError('conflict', 'Somebody else has changed the link meanwhile.', 'Look at it again.')

/** The id as Enterprise Manager wrote it. */
function toSessionId({ session }: SessionReply): SessionId {
  const id = parseSessionId(session.id)
  if (id === null) throw new Error('a session was read that has no id')
  return id
}

/** Nobody reads an empty line: what was emptied is taken away. */
const orNull = (text: string | null | undefined): string | null | undefined => (text === '' ? null : text)

async function toChange(
  body: Omit<ChangeShareLink, 'state'>,
  before: StoredShareLink | null,
  nowMs: number,
): Promise<ShareLinkChange> {
  const { passcode, expiresAtUtc, show, language } = body
  return {
    label: body.label,
    language,
    timeZone: body.timeZone,
    expiresMs: expiresAtUtc == null ? expiresAtUtc : parseExpiry(expiresAtUtc, nowMs),
    passcodeHash: passcode == null ? passcode : await hashPassword(passcode),
    showVms: show?.vms,
    showFailures: show?.failures,
    failureNote: orNull(body.failureNote),
    message: orNull(body.message),
    next: orNull(body.next),
    providerName: orNull(body.providerName),
    contact: orNull(body.contact),
    accent: body.accent,
    aliases: toAliases(body, before),
  }
}

function parseExpiry(utc: string, nowMs: number): number {
  const ms = Date.parse(utc)
  if (ms > nowMs && ms <= nowMs + MOST_AHEAD_MS) return ms
  throw new RequestError(
    'bad_request',
    ms > nowMs
      ? 'The request is not valid: expiresAtUtc: must be at most 366 days ahead'
      : 'The request is not valid: expiresAtUtc: must not be over already',
    'Revoke or pause a link to end it at once.',
  )
}

function toAliases(
  { aliases, language }: Pick<ChangeShareLink, 'aliases' | 'language'>,
  before: StoredShareLink | null,
): ReadonlyMap<string, string> | undefined {
  const known = before?.aliases ?? new Map<string, string>()
  const moved =
    before && language !== undefined
      ? inLanguage(known, toShareLanguage(before.language), language)
      : new Map<string, string>()
  const changed = new Map([...moved, ...Object.entries(aliases ?? {})])
  if (changed.size === 0) return undefined
  const shared = findSharedAlias(new Map([...known, ...changed]))
  if (shared === null) return changed
  throw new RequestError(
    'conflict',
    `Two VMs would be called ${JSON.stringify(shared)}.`,
    'Give each VM an alias of its own.',
  )
}

/** Whether the state can be had, before anything is changed. @throws {RequestError} */
function checkState(
  before: StoredShareLink,
  change: ShareLinkChange,
  state: ChangeShareLink['state'],
  nowMs: number,
): void {
  if (state !== 'active') return
  const expiresMs = change.expiresMs === undefined ? before.expiresMs : change.expiresMs
  const after: StoredShareLink = { ...before, expiresMs, state: 'active' }
  if (standingOf(after, false, nowMs) === 'active') return
  throw new RequestError(
    'conflict',
    'The time of the link is over.',
    'Give it a later end; it can be used again then.',
  )
}
