import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { DEFAULT_SCREEN_SETTINGS } from '@/lib/api/screen-settings'
import type { Page } from '@playwright/test'
import { makeFreshness, makeTask, type TaskSpec, utc } from '../unit/components/fixtures'
import { makeSummary } from '../unit/components/list-fixtures'
import { COLLECTED_AT, OBSERVED_AGE, OBSERVED_AT } from '@/lib/api/get-json'
import type { WallReply, WallRun } from '@/lib/api/screen-replies'

/** Of the build under test: a page that is told of another one loads itself anew. */
const BUILD = createHash('sha256').update(readFileSync('.next/BUILD_ID')).digest('hex').slice(0, 8)

/** What the server of a wall would answer, with invented runs: so many and so mixed as no simulator has at one moment. */

/** Names of any length and script; a wall shows them all day. */
const NAMES = [
  'ABC Company Failover Plan',
  'UCM Full Site',
  'テナント株式会社 災害復旧プラン 全サーバー 東京第二データセンター',
  'خطة تجاوز الفشل الكاملة لمركز البيانات الرئيسي في دبي',
  'W'.repeat(256),
  'Ausfallsicherungsrechenzentrumswiederherstellungsplan Nord',
  '🏥🚑 Klinik 🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨🚨',
  'CRM',
  'Ẫ̷̈gjpqy Ÿ̱ stacked marks',
]
const TENANTS = ['ABC Company', 'UCM & Söhne', 'テナント株式会社', null, 'مجموعة الخليج', 'x'.repeat(200)]

const working: TaskSpec = { state: 'Working', result: 'None', progress: 30, endTimeUtc: null }
const failed: TaskSpec = {
  vmName: 'sql02',
  result: 'Failed',
  failureMessage: 'host esx-07 does not have enough memory resources to start the replica. Requested 64 GB.',
}

export type Standing =
  | 'failing'
  | 'failed'
  | 'warned'
  | 'working'
  | 'succeeded'
  | 'ended-warned'
  | 'unknown'
  /** It ran when Enterprise Manager dropped it. */
  | 'lost'

const KIND_VMS: Record<Standing, TaskSpec[]> = {
  failing: [{}, {}, failed, working],
  failed: [{}, failed],
  warned: [{}, { result: 'Warning' }, working],
  working: [{}, working],
  succeeded: [{}, {}],
  'ended-warned': [{}, { result: 'Warning' }],
  unknown: [{}],
  lost: [{}, working],
}
const RESULT: Partial<Record<Standing, string>> = {
  failed: 'Failed',
  succeeded: 'Success',
  'ended-warned': 'Warning',
  unknown: 'None',
}

const MINUTE_MS = 60_000

export function makeRun(standing: Standing, n: number, nowMs: number): WallRun {
  const result = RESULT[standing]
  const isLost = standing === 'lost'
  const vms = KIND_VMS[standing]
  // A few have very many VMs, and a few have been running for hours.
  const more = n % 5 === 3 ? 996 : n % 4
  const tasks = [...vms, ...Array.from({ length: more }, () => vms.at(-1) ?? {})]
  const startMs = nowMs - (n % 7 === 2 ? 606 : 18 + n) * MINUTE_MS
  const summary = makeSummary(
    {
      id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
      name: NAMES[n % NAMES.length] ?? null,
      tenant: { id: `tenant-${n}`, name: TENANTS[n % TENANTS.length] ?? null },
      creationTimeUtc: utc(startMs),
      endTimeUtc: result === undefined ? null : utc(nowMs - 5 * MINUTE_MS),
      state: result === undefined ? 'Working' : 'Stopped',
      result: result ?? 'None',
      tasks: tasks.map((spec, index) => makeTask(index, spec, nowMs)),
      ...(result === undefined && !isLost ? {} : { freshness: { level: 'final' as const } }),
      ...(isLost ? { inEnterpriseManager: false } : {}),
    },
    nowMs,
  )
  return {
    ...summary,
    ...(isLost ? { outcome: { kind: 'unknown' as const, reported: 'Working' } } : {}),
    // What nobody has acknowledged would take the whole screen over; a journey of its own may ask for that.
    unacknowledged: 0,
    failing: summary.failing.map(({ key }) => ({ key, open: false })),
    tag: n % 6 === 1 ? { kind: 'test', setAtUtc: utc(startMs), setBy: 'Mia' } : null,
    rtoTargetMs: n % 4 === 3 ? null : (n % 4 === 1 ? 10 : 700) * MINUTE_MS,
    failures:
      standing === 'failing' || standing === 'failed'
        ? [{ vmName: 'sql02', message: failed.failureMessage ?? null }]
        : [],
  }
}

/** As on a screen that shows codes in place of names. */
export const withCodes = (run: WallRun, n: number): WallRun => ({
  ...run,
  session: {
    ...run.session,
    name: `Plan ${CODES[n % CODES.length] ?? ''}`,
    tenant: { id: `tenant-${n}`, name: `Tenant ${CODES[(n + 1) % CODES.length] ?? ''}` },
  },
})

const CODES = ['VUHK', 'PNXY', 'M36K', 'DXQW', '3D4J']

/** One of its VMs has failed, and nobody has acknowledged it. */
export const withOpenFailure = (run: WallRun): WallRun => ({
  ...run,
  unacknowledged: 1,
  failing: [{ key: 'sql02', open: true }],
})

const ORDER: Standing[] = [
  'failing',
  'failed',
  'warned',
  'working',
  'lost',
  'unknown',
  'ended-warned',
  'succeeded',
]

/** A like mix of every standing, worst first; few of them failed. */
export function mixOf(count: number, nowMs: number): WallRun[] {
  const cycle: Standing[] = ['failing', 'lost', 'warned', 'working', 'working', 'unknown', 'ended-warned']
  const most: Partial<Record<Standing, number>> = { failing: 3, warned: 3, failed: 1 }
  const kinds: Standing[] = []
  for (let n = 0; kinds.length < count; n += 1) {
    const kind = n === 9 ? 'failed' : n === 11 ? 'succeeded' : (cycle[n % cycle.length] ?? 'working')
    const isFull = kinds.filter((one) => one === kind).length >= (most[kind] ?? Infinity)
    kinds.push(isFull ? 'working' : kind)
  }
  return kinds
    .toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
    .map((kind, n) => makeRun(kind, n, nowMs))
}

export function makeWallReply(sessions: WallRun[], nowMs: number, over: Partial<WallReply> = {}): WallReply {
  const running = sessions.filter(({ outcome }) => outcome.kind === 'running')
  const ended = (result: string): number =>
    sessions.filter(({ outcome }) => outcome.kind === 'ended' && outcome.result === result).length
  const unknown = sessions.filter(({ outcome }) => outcome.kind === 'unknown').length
  const results = { success: ended('success'), warning: ended('warning'), failed: ended('failed'), unknown }
  return {
    screen: {
      id: 'screen',
      name: 'NOC-2 · control room, left of the door',
      scope: { kind: 'all' },
      settings: DEFAULT_SCREEN_SETTINGS,
    },
    sessions,
    totals: {
      running: running.length,
      withFailures: running.filter(({ outcome }) => outcome.kind === 'running' && outcome.failedSoFar > 0)
        .length,
      ...results,
    },
    today: { dateUtc: utc(nowMs).slice(0, 10), ...results },
    scopeUnknown: null,
    unreadable: 0,
    commands: [],
    build: BUILD,
    freshness: makeFreshness({}, nowMs),
    emClockAheadMs: 0,
    pollAfterMs: 3_000,
    ...over,
  }
}

/** The page's server answers so from now on; `ageMs`: how old its data is by its own clock. */
export async function answerWall(
  page: Page,
  reply: () => WallReply | 'silence',
  ageMs = () => 400,
): Promise<void> {
  await page.route('**/api/wall', (route) => {
    const body = reply()
    if (body === 'silence') return route.abort('connectionrefused')
    const { observedAtUtc, collectedAtUtc } = body.freshness
    return route.fulfill({
      json: body,
      headers: {
        'Content-Type': 'application/json',
        [OBSERVED_AT]: observedAtUtc,
        [OBSERVED_AGE]: String(ageMs()),
        ...(collectedAtUtc === null ? {} : { [COLLECTED_AT]: collectedAtUtc }),
      },
    })
  })
}
