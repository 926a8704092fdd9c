import { SCREEN_REPORT_HEADER, type ScreenReportView } from './screen-report'

/** What a screen knows of itself and says with each request. One per page. */
export type ScreenSelf = {
  /** Of this page. */
  build: string
  loadedAtMs: number
  note: (part: Partial<Pick<ScreenReportView, 'page' | 'sound'>>) => void
  /** Has been done; it is said until the monitor no longer asks for it. */
  done: (commandId: string) => void
  /** What the monitor still asks for: the rest need no longer be said. */
  keepOnly: (commandIds: readonly string[]) => void
  headers: () => Record<string, string>
}

const DONE_KEY = 'wall-done'
const MOST_DONE = 20

/** What has been done outlives a reload: loading anew is itself one of these things. */
export function createScreenSelf(build: string, nowMs: number): ScreenSelf {
  const state: Pick<ScreenReportView, 'page' | 'sound'> = { page: null, sound: 'off' }
  let done = readDone()
  return {
    build,
    loadedAtMs: nowMs,
    note: (part) => void Object.assign(state, part),
    done(commandId) {
      if (!done.includes(commandId)) done = [...done, commandId].slice(-MOST_DONE)
      writeDone(done)
    },
    keepOnly(commandIds) {
      const kept = done.filter((id) => commandIds.includes(id))
      if (kept.length === done.length) return
      done = kept
      writeDone(done)
    },
    headers: () => ({
      [SCREEN_REPORT_HEADER]: JSON.stringify({
        build,
        page: state.page,
        size: {
          width: window.innerWidth,
          height: window.innerHeight,
          pixelRatio: Math.round(window.devicePixelRatio * 100) / 100,
        },
        sound: state.sound,
        done,
      } satisfies ScreenReportView),
    }),
  }
}

function readDone(): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(DONE_KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string').slice(-MOST_DONE) : []
  } catch {
    // A browser that keeps nothing says less; it shows the same.
    return []
  }
}

function writeDone(done: readonly string[]): void {
  try {
    sessionStorage.setItem(DONE_KEY, JSON.stringify(done))
  } catch {
    // As above.
  }
}
