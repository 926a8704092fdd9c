import 'server-only'
import type { Audit } from './audit'
import type { Client } from './client'
import { onceWritten } from './once-written'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import type { Sessions } from './sessions'
import type { TeamworkMemory } from './teamwork-memory'
import { toNoteView } from './teamwork-view'
import type { RunNoteView } from '@/lib/api/teamwork-schemas'
import type { StaffPrincipal } from '@/lib/auth/principal'
import type { SessionId } from '@/lib/failover/ids'
import { toContact } from '@/lib/share/redact'
import type { StoredShareLink } from '@/lib/store/load-share-links'
import type { StoreDoor } from '@/lib/store/store-door'

/** Each throws {ReadError} if there is no such run, {RequestError} `record_unavailable`. */
export type RunNotes = {
  /**
   * Writes a note, and publishes it to tenants by their links: all of that or nothing. One that comes again with its id is
   * given as it stands; with another text or for other links, the one that was written first stands, and that is said.
   * @param said `publishTo`: ids of links
   * @throws {RequestError} `note_kept` for that, `not_there` or `conflict` for a link that cannot take it, `conflict` if the id is that of another
   * note, `bad_request` if it is too long for a link
   */
  write: (
    id: SessionId,
    said: { id?: string | undefined; text: string; publishTo: readonly string[] },
    by: StaffPrincipal,
    client: Client,
  ) => Promise<RunNoteView>
  /** Takes a note back, and what was published of it. @throws {RequestError} `not_there` */
  withdraw: (id: SessionId, noteId: string, by: StaffPrincipal, client: Client) => Promise<void>
}

/** As long as any update to tenants may be. */
const LONGEST_UPDATE = 2_000

export function createRunNotes(parts: {
  door: Pick<StoreDoor, 'use'>
  sessions: Pick<Sessions, 'read'>
  teamwork: Pick<TeamworkMemory, 'noted'>
  audit: Audit
  now: () => number
}): RunNotes {
  const { door, sessions, teamwork, audit, now } = parts
  const use: StoreDoor['use'] = (query) => inRecord(door.use(query))

  async function findLinks(ids: readonly string[]): Promise<StoredShareLink[]> {
    const links = await use((store) => Promise.all(ids.map((id) => store.findShareLink(id))))
    return links.map((link) => {
      if (link === null) throw new RequestError('not_there', 'There is no such share link.')
      return link
    })
  }

  async function remember(id: SessionId): Promise<RunNoteView[]> {
    const notes = await use((store) => store.listRunNotes(id))
    teamwork.noted(id, notes)
    return notes.map(toNoteView)
  }

  return {
    async write(id, { id: noteId, text, publishTo }, by, client) {
      const { session } = await sessions.read(id)
      if (publishTo.length > 0 && text.length > LONGEST_UPDATE) {
        throw new RequestError(
          'bad_request',
          `The request is not valid: text: what tenants read may have ${LONGEST_UPDATE} characters at most`,
          'Shorten it, or write it for staff only.',
        )
      }
      const links = await findLinks([...new Set(publishTo)])
      const profile = links.length === 0 ? null : await use((store) => store.readProviderProfile())
      // The provider speaks, as with every update.
      const publish = links.map((link) => ({
        linkNo: link.no,
        author: toContact(link, profile).providerName,
      }))
      const note = { id, noteId, by: by.name, atMs: now(), text, publish }
      const result = await onceWritten(() => door.use((store) => store.writeRunNote(note)), 'the note')
      if (result.kind === 'not_published')
        throw unable(links.filter((link) => result.linkNos.includes(link.no)))
      if (result.kind === 'taken') throw notTwice()
      if (result.kind === 'kept') {
        await remember(id)
        throw firstStands()
      }
      if (result.kind === 'written') {
        const who = { by, client }
        const object = { kind: 'session', id, name: session.name }
        await audit.note({ action: 'run_noted', ...who, object, detail: { published: links.length } })
        for (const link of links) {
          const of = { kind: 'share_link', id: link.id, name: link.label }
          await audit.note({ action: 'link_update_written', ...who, object: of })
        }
      }
      const written = (await remember(id)).find((one) => one.id === result.id)
      if (written === undefined) throw new Error('a note was written and is not there')
      return written
    },
    async withdraw(id, noteId, by, client) {
      const { session } = await sessions.read(id)
      const said = { id, noteId, by: by.name, atMs: now() }
      const result = await use((store) => store.withdrawRunNote(said))
      if (result === null) throw new RequestError('not_there', 'The run has no such note.')
      await remember(id)
      await audit.note({
        action: 'run_note_withdrawn',
        by,
        client,
        object: { kind: 'session', id, name: session.name },
        detail: { unpublished: result.unpublished },
      })
    },
  }
}

function notTwice(): RequestError {
  return new RequestError(
    'conflict',
    'Nothing was written: a note with this id was written before, and is another one or was withdrawn.',
    'Look at the notes of the run. If yours is missing, write it again.',
  )
}

function firstStands(): RequestError {
  return new RequestError(
    'note_kept',
    'Nothing was written now: this note was written before, with another text or for other links, and stands so.',
    'Look at the notes of the run. To say more, write another note; to replace it, withdraw it first.',
  )
}

function unable(links: readonly StoredShareLink[]): RequestError {
  const names = links.map(({ label }) => JSON.stringify(label)).join(', ')
  return new RequestError(
    'conflict',
    `Nothing was written: ${names} was withdrawn meanwhile, or does not show this run any more.`,
    'Leave that link out, or publish by another one.',
  )
}
