/** What the guard is given; it goes into the document as JSON. */
export type GuardSettings = {
  title: string
  /** With `{time}`: since when the page has shown nothing new, UTC by the clock of the screen. */
  since: string
  /** Said while it waits for a good answer. */
  next: string
  /** Said while it has loaded the page anew too often to do it again at once. */
  paused: string
}

/**
 * Watches from outside whether the wall's page still lives, and loads it anew if not: one of its files was missing, or it
 * has failed as a whole. Nothing that is part of the page could do that. Until then it says, over whatever stands there,
 * since when that is old.
 *
 * It runs as text of the document (`guard-script.tsx`), so that no file of its own can be missing: nothing outside of
 * this function may be used in it.
 */
export function guardWall(settings: GuardSettings): void {
  const CHECK_MS = 5_000
  /** So many looks in a row without a sign of life: half a minute. */
  const MOST_MISSED = 6
  const SPAN_MS = 5 * 60_000
  const MOST_RELOADS = 2
  const KEY = 'wall-rescued'

  let beat: string | undefined
  let missed = 0
  const loadedAtMs = Date.now()
  let isAsking = false
  let cover: HTMLElement | null = null

  /** When it loaded the page anew within the span; null where the browser keeps nothing. */
  function reloads(): number[] | null {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]')
      const nowMs = Date.now()
      return Array.isArray(kept)
        ? kept.filter((at) => typeof at === 'number' && at <= nowMs && nowMs - at < SPAN_MS)
        : []
    } catch {
      return null
    }
  }

  /** When a page of this screen last stood as it should, however often it was loaded since; else when this one came. */
  function lastShownMs(): number {
    try {
      const kept = Number(sessionStorage.getItem('wall-shown') ?? Number.NaN)
      return kept > 0 && kept <= Date.now() ? kept : loadedAtMs
    } catch {
      return loadedAtMs
    }
  }

  function mayReload(): boolean {
    const earlier = reloads()
    // Without a memory of them, a page that is old enough keeps to the same measure.
    return earlier === null ? performance.now() >= SPAN_MS / MOST_RELOADS : earlier.length < MOST_RELOADS
  }

  function reload(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify([...(reloads() ?? []), Date.now()]))
    } catch {
      // As above.
    }
    location.reload()
  }

  function say(): void {
    const shownMs = lastShownMs()
    const utc = new Date(shownMs).toISOString()
    // A time alone would be that of any day.
    const isToday = Date.now() - shownMs < 20 * 3_600_000
    const time = isToday ? utc.slice(11, 19) : `${utc.slice(0, 10)}, ${utc.slice(11, 19)}`
    const lines = [
      settings.title,
      settings.since.replace('{time}', time),
      mayReload() ? settings.next : settings.paused,
    ]
    if (cover === null) {
      cover = document.createElement('div')
      cover.setAttribute('role', 'alert')
      cover.dataset['testid'] = 'wall-rescue'
      // The style sheet may be what is missing.
      cover.style.cssText =
        'position:fixed;inset:0;z-index:1000;display:grid;place-content:center;gap:1em;padding:2em;' +
        'background:#05080f;color:#f2f5fa;font:max(28px,3.4vmin)/1.35 system-ui,sans-serif;text-align:center'
      document.body.append(cover)
    }
    const key = lines.join('\n')
    if (cover.dataset['said'] === key) return
    cover.dataset['said'] = key
    cover.replaceChildren(
      ...lines.map((text, index) => {
        const line = document.createElement('p')
        line.textContent = text
        line.style.cssText = index === 0 ? 'font-size:1.8em;font-weight:650' : ''
        return line
      }),
    )
  }

  /** A page that is loaded while its server is away is the browser's own error page, which never comes back by itself. */
  async function rescue(): Promise<void> {
    if (isAsking || !mayReload()) return
    isAsking = true
    try {
      const answer = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(20_000) })
      if (answer.ok && missed > 0) reload()
    } catch {
      // It is asked again at the next look.
    } finally {
      isAsking = false
    }
  }

  setInterval(() => {
    const now = document.documentElement.dataset['beat']
    if (now !== undefined && now !== beat) {
      beat = now
      missed = 0
      cover?.remove()
      cover = null
      return
    }
    missed += 1
    if (missed < MOST_MISSED) return
    say()
    void rescue()
  }, CHECK_MS)
}
