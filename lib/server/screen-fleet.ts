import 'server-only'
import { randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Audit } from './audit'
import { inRecord } from './record-errors'
import { RequestError } from './reply'
import type { By } from './by'
import type { WallReply } from '@/lib/api/screen-replies'
import { screenReportSchema, type ScreenCommandKind, type ScreenReport } from '@/lib/api/screen-settings'
import type { ScreenCommand } from '@/lib/store/screen-commands'
import type { StoreDoor } from '@/lib/store/store-door'

/** What is asked of a screen, and for how long. */
export type Asked =
  | { kind: 'identify' }
  | { kind: 'reload' }
  | { kind: 'sound' }
  | { kind: 'message'; text: string; minutes: number }

export type ScreenFleet = {
  /** Takes what a screen says of itself. Never an error: a screen that talks nonsense still has to show what goes on. */
  heard: (screenId: string, header: string | null) => ScreenReport | null
  /** What a screen last said of itself since the start; null if nothing. */
  reportOf: (screenId: string) => ScreenReport | null
  /** What a screen is to do now. Never an error: without the record it is told what is remembered. */
  toldTo: (screenId: string) => Promise<WallReply['commands']>
  /** What is asked of the screens and has not expired, by screen. @throws {RequestError} `record_unavailable` */
  open: () => Promise<Map<string, ScreenCommand[]>>
  /** @throws {RequestError} `not_there`, `record_unavailable` */
  ask: (screen: { id: string; name: string }, asked: Asked, by: By) => Promise<ScreenCommand>
  /** @throws {RequestError} `not_there`, `record_unavailable` */
  withdraw: (screen: { id: string; name: string }, commandId: string, by: By) => Promise<void>
}

/** How long each is told to a screen; one that was off meanwhile need not do it any more. */
const TOLD_MS: Record<Exclude<ScreenCommandKind, 'message'>, number> = {
  identify: 60_000,
  reload: 10 * 60_000,
  sound: 60_000,
}
/** Done once and not for a while. */
const ONCE: ReadonlySet<string> = new Set<ScreenCommandKind>(['reload', 'sound'])
const MOST_SCREENS = 1_000

export function createScreenFleet(parts: {
  door: Pick<StoreDoor, 'use'>
  audit: Audit
  now: () => number
}): ScreenFleet {
  const { door, audit, now } = parts
  const reports = new LRUCache<string, ScreenReport>({ max: MOST_SCREENS })
  /** As the record has them; only this process writes them. Null: not read yet. */
  let known: ScreenCommand[] | null = null
  let reading: Promise<ScreenCommand[]> | null = null

  /** @throws {StoreError} */
  async function read(): Promise<ScreenCommand[]> {
    if (known !== null) return known
    reading ??= door.use((store) => store.listScreenCommands(now())).finally(() => (reading = null))
    return (known = await reading)
  }

  const isOpen = (command: ScreenCommand): boolean => now() < command.expiresAtMs

  function noteDone(screenId: string, ids: readonly string[]): void {
    const done = (known ?? []).filter(
      ({ id, screenId: of, doneAtMs }) => of === screenId && doneAtMs === null && ids.includes(id),
    )
    if (done.length === 0) return
    for (const command of done) command.doneAtMs = now()
    // Nobody waits for it, and the screen says so once more after a restart.
    const written = done.map(({ id }) => id)
    void door.use((store) => store.markCommandsDone(written, now())).catch(() => undefined)
  }

  return {
    heard(screenId, header) {
      const report = parseReport(header)
      if (report === null) return null
      reports.set(screenId, report)
      noteDone(screenId, report.done)
      return report
    },
    reportOf: (screenId) => reports.get(screenId) ?? null,
    async toldTo(screenId) {
      const all = await read().catch(() => known ?? [])
      return all
        .filter((command) => command.screenId === screenId && isOpen(command))
        .filter(({ kind, doneAtMs }) => !ONCE.has(kind) || doneAtMs === null)
        .map(({ id, kind, text, expiresAtMs }) => ({
          id,
          kind: kind as ScreenCommandKind, // safe: only `ask` writes them
          text,
          untilUtc: new Date(expiresAtMs).toISOString(),
        }))
    },
    async open() {
      const all = (await inRecord(read())).filter(isOpen)
      return new Map(
        [...new Set(all.map(({ screenId }) => screenId))].map((id) => [
          id,
          all.filter(({ screenId }) => screenId === id),
        ]),
      )
    },
    async ask(screen, asked, { principal, client }) {
      const askedAtMs = now()
      const command: ScreenCommand = {
        id: randomUUID(),
        screenId: screen.id,
        kind: asked.kind,
        text: asked.kind === 'message' ? asked.text : null,
        askedAtMs,
        askedBy: principal.name,
        expiresAtMs: askedAtMs + (asked.kind === 'message' ? asked.minutes * 60_000 : TOLD_MS[asked.kind]),
        doneAtMs: null,
      }
      await inRecord(read())
      if (!(await inRecord(door.use((store) => store.askScreen(command))))) throw noScreen()
      // As it is now: another command may have come while this one was written.
      known = [...(known ?? []).filter(isOpen), command]
      await audit.note({
        action: 'screen_asked',
        by: principal,
        client,
        object: { kind: 'screen', id: screen.id, name: screen.name },
        detail: { command: command.kind, ...(command.text === null ? {} : { text: command.text }) },
      })
      return command
    },
    async withdraw(screen, commandId, { principal, client }) {
      const all = await inRecord(read())
      const command = all.find(({ id, screenId }) => id === commandId && screenId === screen.id)
      if (command === undefined || !isOpen(command)) throw noCommand()
      await inRecord(door.use((store) => store.withdrawCommand(commandId, now())))
      known = (known ?? []).filter(({ id }) => id !== commandId)
      await audit.note({
        action: 'screen_asked',
        by: principal,
        client,
        object: { kind: 'screen', id: screen.id, name: screen.name },
        detail: { command: command.kind, withdrawn: true },
      })
    },
  }
}

const noScreen = (): RequestError =>
  new RequestError('not_there', 'There is no such screen in use.', 'Look at the list of screens.')
const noCommand = (): RequestError =>
  new RequestError('not_there', 'This is no longer asked of the screen.', 'Look at the list of screens.')

const LONGEST_HEADER = 2_000

function parseReport(header: string | null): ScreenReport | null {
  if (header === null || header.length > LONGEST_HEADER) return null
  try {
    const parsed = screenReportSchema.safeParse(JSON.parse(header))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}
