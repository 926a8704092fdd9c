import 'server-only'
import { inTime } from './in-time'
import { createKept } from './kept'
import { toAttention, toListedRun, type ListedRun } from './listed-run'
import type { Sides } from './left-runs'
import { createRecordCodes, type RecordCodes } from './record-codes'
import type { RecordedFailures } from './recorded-failures'
import type { ScreenCodes } from './screen-codes'
import { toBounds, toPage, type Bounds, type RecordedPart, type SessionListQuery } from './session-list'
import type { SessionSummary } from '@/lib/api/replies'
import { needsAttention } from '@/lib/failover/need-attention'
import type { RecordedSummary } from '@/lib/failover/recorded-session'
import type { RecoveryTarget } from '@/lib/failover/recovery'
import type { RunTotals, TotalsWindow } from '@/lib/failover/run-totals'
import type { Store } from '@/lib/store/create-store'
import type { CodedRuns, RecordedQuery } from '@/lib/store/list-recorded'
import type { StoreDoor } from '@/lib/store/store-door'
import type { FacetCounts } from '@/lib/store/sum-recorded'

/** What a list takes from the record. Null wherever the record cannot be read (in time): the list stands without it. */
export type RecordLists = {
  /** Runs that EM no longer lists, as far as the page needs them. @param found how many EM lists that match */
  part: (
    query: SessionListQuery,
    of: { found: number; nowMs: number; sides: RecordSide },
  ) => Promise<RecordedPart | null>
  /** Runs that EM no longer lists and that need somebody, as {@link needsAttention} says. @param query null: all of them */
  open: (query: SessionListQuery | null, bounds: Bounds, sides: RecordSide) => Promise<ListedRun[] | null>
  /** These runs by id, as far as the record has them, and whether they belong to the list. */
  named: (ids: readonly string[], query: SessionListQuery, bounds: Bounds) => Promise<Named | null>
  /** How many runs EM no longer lists. */
  count: (sides: RecordSide) => Promise<number | null>
  totals: (window: TotalsWindow, sides: RecordSide) => Promise<RunTotals | null>
  facets: (sides: RecordSide) => Promise<FacetCounts | null>
  codes: RecordCodes
  /** Brings the goals of the plans; never throws. */
  settleTargets: () => Promise<void>
  /** As `settleTargets` has brought them; null for a plan without goals. */
  targetOf: (planId: string) => RecoveryTarget | null
  /** Somebody has changed what lists show: a tag, a target. */
  onChange: () => void
}

/** Which runs are taken from the record: what was read before a run came or left is not given out after it. */
export type RecordSide = Pick<Sides, 'without' | 'mark'>

/** Runs of the record by id. */
export type Named = ReadonlyMap<string, { run: ListedRun; fits: boolean }>

/** Many pages ask for the same. */
const PARTS_KEPT_MS = 2_000
const TARGETS_KEPT_MS = 5_000
/** The record's totals change when EM drops a run, which {@link Sides} tells, or the day does. */
const TOTALS_KEPT_MS = 60_000
const MOST_PARTS = 100
/** EM keeps what it lists for longer than a failure needs somebody, so these are few. */
const MOST_OPEN = 1_000

export function createRecordLists(
  door: Pick<StoreDoor, 'use'>,
  beside: {
    toSummary: (recorded: RecordedSummary) => SessionSummary
    failures: Pick<RecordedFailures, 'settle'>
    codes: ScreenCodes
    now: () => number
  },
): RecordLists {
  const { toSummary, failures, now } = beside
  const toRun = (one: RecordedSummary): ListedRun => toListedRun(toSummary(one), { sortMs: one.sortMs })
  async function list(store: Store, query: Parameters<Store['list']>[0]): Promise<RecordedSummary[]> {
    const found = await store.list(query)
    await failures.settle(store, found)
    return found
  }
  const parts = createKept((asked: Asked) => door.use((store) => readPart(store, asked, { list, toRun })), {
    keptMs: PARTS_KEPT_MS,
    most: MOST_PARTS,
    now,
  })
  const counts = createKept(
    ({ without }: RecordSide) => door.use((store) => store.count({ sort: 'newest', without })),
    { keptMs: PARTS_KEPT_MS, most: 1, now },
  )
  const troubles = createKept(
    ({ mark: _mark, ...asked }: Filters & { troubleSinceMs: number; mark: number }) =>
      door.use((store) => list(store, { ...asked, limit: MOST_OPEN })),
    { keptMs: PARTS_KEPT_MS, most: MOST_PARTS, now },
  )
  const totals = createKept(
    ({ window, without }: RecordSide & { window: TotalsWindow }) =>
      door.use((store) => store.sum({ window, without })),
    { keptMs: TOTALS_KEPT_MS, most: 2, now },
  )
  const facets = createKept(
    ({ without }: RecordSide) => door.use((store) => store.countFacets({ without })),
    { keptMs: TOTALS_KEPT_MS, most: 1, now },
  )
  const targets = createKept((_key: object) => door.use((store) => store.readPlanTargets()), {
    keptMs: TARGETS_KEPT_MS,
    most: 1,
    now,
  })
  const codes = createRecordCodes(door, beside)
  const resolve = async ({ code }: SessionListQuery): Promise<CodedRuns | undefined> =>
    (code && (await codes.resolve(code))) ?? undefined
  let goals: ReadonlyMap<string, RecoveryTarget> = new Map()
  function targetOf(planId: string): RecoveryTarget | null {
    return goals.get(planId) ?? null
  }

  return {
    part: (query, { found, nowMs, sides }) =>
      query.state === 'active'
        ? Promise.resolve({ runs: [], total: 0 })
        : inTime(resolve(query).then((coded) => parts.get(toAsked(query, { found, nowMs, coded, sides })))),
    async open(query, { attentionSinceMs, ...bounds }, sides) {
      const read = async () => {
        const filters =
          query === null ? { sort: 'newest' as const } : toFilters(query, bounds, await resolve(query))
        return troubles.get({ ...withSide(filters, sides), troubleSinceMs: attentionSinceMs })
      }
      const found = await inTime(read())
      // What people have acknowledged is known beside the record, so it is looked at each time.
      return found && found.map(toRun).filter((run) => needsAttention(toAttention(run), attentionSinceMs))
    },
    async named(ids, query, { attentionSinceMs, ...bounds }) {
      const read = async () => {
        const filters = toFilters({ ...query, without: undefined }, bounds, await resolve(query))
        return door.use(async (store) => {
          const [all, fitting] = await Promise.all([
            list(store, { sort: 'newest', ids, limit: ids.length }),
            store.list({ ...filters, ids, limit: ids.length }),
          ])
          return { all, fitting: new Set(fitting.map(({ session }) => session.id)) }
        })
      }
      const found = await inTime(read())
      if (found === null) return null
      const named = found.all.map((one) => {
        const run = toRun(one)
        const isOpen = query.attention === undefined || needsAttention(toAttention(run), attentionSinceMs)
        const isAsked = query.state !== 'active' && isOpen
        return [one.session.id, { run, fits: isAsked && found.fitting.has(one.session.id) }] as const
      })
      return new Map(named)
    },
    count: ({ without, mark }) => inTime(counts.get({ without, mark })),
    totals: (window, { without, mark }) => inTime(totals.get({ window, without, mark })),
    facets: ({ without, mark }) => inTime(facets.get({ without, mark })),
    codes,
    async settleTargets() {
      // What was known stays while the record is away.
      goals = (await inTime(targets.get({}))) ?? goals
    },
    targetOf,
    onChange() {
      for (const kept of [parts, troubles, counts, totals, facets, targets]) kept.forget()
    },
  }
}

type Asked = ReturnType<typeof toAsked>

type Filters = Omit<RecordedQuery, 'ids' | 'troubleSinceMs'>

const withSide = (filters: Filters, { without, mark }: RecordSide): Filters & { mark: number } => ({
  ...filters,
  without: [...(filters.without ?? []), ...without],
  mark,
})

function toAsked(
  query: SessionListQuery,
  of: { found: number; nowMs: number; coded: CodedRuns | undefined; sides: RecordSide },
) {
  const { attentionSinceMs: _since, ...bounds } = toBounds(query, of.nowMs)
  const { mark, ...filters } = withSide(toFilters(query, bounds, of.coded), of.sides)
  return { page: query.page, found: of.found, filters, mark }
}

const toFilters = (
  query: SessionListQuery,
  { fromMs, toMs }: Pick<Bounds, 'fromMs' | 'toMs'>,
  coded: CodedRuns | undefined,
): Filters => ({
  result: query.result,
  kind: query.kind,
  text: query.q,
  coded,
  plan: query.plan,
  tenant: query.tenant,
  backupServer: query.backupServer,
  without: query.without,
  fromMs,
  toMs,
  sort: query.sort,
})

async function readPart(
  store: Store,
  { page, found, filters }: Asked,
  {
    list,
    toRun,
  }: {
    list: (store: Store, query: Parameters<Store['list']>[0]) => Promise<RecordedSummary[]>
    toRun: (one: RecordedSummary) => ListedRun
  },
): Promise<RecordedPart> {
  const total = await store.count(filters)
  if (total === 0) return { runs: [], total }
  const { offset, limit } = toPage(found + total, { page }, found)
  const recorded = await list(store, { ...filters, offset, limit })
  return { runs: recorded.map(toRun), total }
}
