/** What paging knows of a run. */
export type PagedRun = {
  id: string
  /** Shown larger: it has failed, or runs with failures or warnings. */
  isTrouble: boolean
  hasFailed: boolean
}

/** Which tile stands where, and since when. Tiles keep their place and their size while the pages go round. */
export type Paging = {
  /** Those in trouble first, as they stood when the round began. */
  order: readonly Pick<PagedRun, 'id' | 'isTrouble'>[]
  failed: ReadonlySet<string>
  page: number
  /** By the monotonic clock, ms. */
  turnedAtMs: number
  /** Somebody stands before the screen and reads: it does not turn. */
  isHeld: boolean
}

/** Time to read a page from across the room. */
export const PAGE_MS = 12_000

/** Orders anew and begins with the first page. @param runs worst first, as the server sends them */
export function startPaging(runs: readonly PagedRun[], nowMs: number): Paging {
  const inTrouble = runs.filter(({ isTrouble }) => isTrouble)
  const others = runs.filter(({ isTrouble }) => !isTrouble)
  return {
    order: [...inTrouble, ...others].map(({ id, isTrouble }) => ({ id, isTrouble })),
    failed: toFailed(runs),
    page: 0,
    turnedAtMs: nowMs,
    isHeld: false,
  }
}

/**
 * Takes up what a reply brought. A run that has newly failed goes first at once, and the first page is shown; everything
 * else waits for its place until the round is over. On a single page there is no round, and nothing waits.
 * @returns the same object if nothing has to change
 */
export function followRuns(paging: Paging, runs: readonly PagedRun[], pages: number, nowMs: number): Paging {
  if (runs.some(({ id, hasFailed }) => hasFailed && !paging.failed.has(id))) return startPaging(runs, nowMs)
  const present = new Set(runs.map(({ id }) => id))
  const known = new Set(paging.order.map(({ id }) => id))
  const failed = toFailed(runs)
  const kept =
    pages > 1
      ? [
          ...paging.order.filter(({ id }) => present.has(id)),
          ...runs.flatMap(({ id }) => (known.has(id) ? [] : [{ id, isTrouble: false }])),
        ]
      : startPaging(runs, nowMs).order
  const isSame =
    kept.length === paging.order.length &&
    kept.every(({ id, isTrouble }, index) => {
      const before = paging.order[index]
      return before?.id === id && before.isTrouble === isTrouble
    })
  if (isSame && failed.size === paging.failed.size) return paging
  const order = isSame ? paging.order : kept
  return pages > 1 ? { ...paging, order, failed } : { ...paging, order, failed, page: 0, turnedAtMs: nowMs }
}

/** To another page, by default the next; a new round orders anew. */
export function turnPage(
  paging: Paging,
  runs: readonly PagedRun[],
  pages: number,
  nowMs: number,
  by: 1 | -1 = 1,
): Paging {
  const next = Math.min(paging.page, pages - 1) + by
  if (next >= pages) return { ...startPaging(runs, nowMs), isHeld: paging.isHeld }
  return { ...paging, page: next < 0 ? pages - 1 : next, turnedAtMs: nowMs }
}

const toFailed = (runs: readonly PagedRun[]): ReadonlySet<string> =>
  new Set(runs.flatMap(({ id, hasFailed }) => (hasFailed ? [id] : [])))
