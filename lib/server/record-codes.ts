import 'server-only'
import { inTime } from './in-time'
import { createKept } from './kept'
import type { ScreenCode, ScreenCodes } from './screen-codes'
import { readSettings } from '@/lib/auth/screens'
import type { CodedRuns } from '@/lib/store/list-recorded'
import type { RecordedName } from '@/lib/store/recorded-names'
import type { StoreDoor } from '@/lib/store/store-door'

/** What the record knows of the codes that screens show in place of names. */
export type RecordCodes = {
  /** Brings whether a screen shows codes; never throws. */
  settle: () => Promise<void>
  /** As `settle` has brought it, and as it was before while the record is away: then screens go on, too. */
  areShown: () => boolean
  /** Which runs of the record a code stands for; null for none. @throws {StoreError} */
  resolve: (code: ScreenCode) => Promise<CodedRuns | null>
}

/** A screen that is set to codes, or to names, is known as such after so long. */
const SCREENS_KEPT_MS = 2_000
/** However many ask, and however often: the names of the record are read once in so long. */
const NAMES_KEPT_MS = 10_000
/** A wall shows runs of a week. What is older than so many runs can only be found by name. */
const MOST_RUNS = 20_000

export function createRecordCodes(
  door: Pick<StoreDoor, 'use'>,
  { codes, now }: { codes: ScreenCodes; now: () => number },
): RecordCodes {
  const screens = createKept((_key: object) => door.use((store) => store.listScreens()), {
    keptMs: SCREENS_KEPT_MS,
    most: 1,
    now,
  })
  const names = createKept((_key: object) => door.use((store) => store.listNames({ most: MOST_RUNS })), {
    keptMs: NAMES_KEPT_MS,
    most: 1,
    now,
  })
  let shown = false

  return {
    async settle() {
      const all = await inTime(screens.get({}))
      shown = all?.some(showsCodes) ?? shown
    },
    areShown: () => shown,
    resolve: async (code) => toCodedRuns(await names.get({}), code, codes),
  }
}

const showsCodes = (screen: { revokedAtMs: number | null; settings: string | null }): boolean =>
  screen.revokedAtMs === null && readSettings(screen.settings).names === 'codes'

function toCodedRuns(
  names: readonly RecordedName[],
  code: ScreenCode,
  { standsForPlan, standsForTenant }: ScreenCodes,
): CodedRuns | null {
  const of = (pick: (name: RecordedName) => string | null, fits: ScreenCodes['standsForPlan']): string[] => [
    ...new Set(names.flatMap((name) => (fits(code, pick(name)) ? (pick(name) ?? []) : []))),
  ]
  const runs: CodedRuns = {
    planIds: of(({ planId }) => planId, standsForPlan),
    tenantIds: of(({ tenantId }) => tenantId, standsForTenant),
    names: of(({ name }) => name, standsForPlan),
    ids: of(({ unnamedId }) => unnamedId, standsForPlan),
  }
  return Object.values(runs).every((found) => found.length === 0) ? null : runs
}
