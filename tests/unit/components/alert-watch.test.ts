import { beforeEach, describe, expect, it } from 'vitest'
import { type AlertStore, type AlertWatch, createAlertWatch } from '@/components/alerts/alert-watch'
import type { Reading } from '@/components/alerts/reading'
import { toRefusal } from '@/components/alerts/refusal'
import type { Alert, AlertMemory } from '@/components/alerts/transitions'
import { hasPending } from '@/components/alerts/use-alarm'
import { ReplyError } from '@/lib/api/get-json'
import type { ProblemCode } from '@/lib/api/problem'
import { NOW_MS, SESSION_ID, utc } from './fixtures'
import { makeSummary } from './list-fixtures'

let nowMs: number
let kept: string | null
let told: string[]
let looks: number

beforeEach(() => {
  nowMs = NOW_MS
  kept = null
  told = []
  looks = 0
})

const store: AlertStore = {
  // safe: only the test writes it
  read: () => (kept === null ? null : (JSON.parse(kept) as AlertMemory)),
  write: (memory) => (kept = JSON.stringify(memory)),
}
function openTab(name = 'tab'): AlertWatch {
  const watch = createAlertWatch({ store, lock: (go) => Promise.resolve(go()), now: () => nowMs })
  const heard = async (telling: Promise<readonly Alert[]>): Promise<readonly Alert[]> => {
    const alerts = await telling
    told.push(...alerts.map(({ kind }) => `${name}: ${kind}`))
    return alerts
  }
  return {
    memory: watch.memory,
    see: (seen) => heard(watch.see(seen)),
    miss: () => heard(watch.miss()),
    refuse: (refusal) => heard(watch.refuse(refusal)),
    signOut: () => heard(watch.signOut()),
  }
}

function reading(failed: number): Reading {
  looks += 1
  const run = { id: SESSION_ID, name: null, running: true, result: null, warning: 0, endedAtMs: null }
  const failing = Array.from({ length: failed }, (_, n) => `vm ${n}`)
  return {
    observedAtUtc: utc(NOW_MS + looks),
    collectedAtUtc: null,
    emClockAheadMs: 0,
    lost: false,
    refusedSinceUtc: null,
    readWell: true,
    runs: [{ ...run, failed, failing, unacknowledged: failed, recent: true }],
  }
}

describe('several tabs of one browser', () => {
  it('tell a change once, whichever sees it first', async () => {
    const [one, two] = [openTab('one'), openTab('two')]
    await one.see(reading(0))
    await two.see(reading(0))
    nowMs += 3_000
    const failed = reading(1)
    await two.see(failed)
    await one.see(failed)
    for (let n = 0; n < 100; n += 1) {
      nowMs += 3_000
      await one.see(reading(1))
      await two.see(reading(1))
    }
    expect(told).toEqual(['two: failed'])
  })

  it('do not tell what a tab that fell behind has still to read', async () => {
    const [one, two] = [openTab('one'), openTab('two')]
    const stale = reading(0)
    await one.see(reading(0))
    await one.see(reading(1))
    await two.see(stale)
    await one.see(reading(1))
    expect(told).toEqual(['one: failed'])
  })
})

describe('a page that is opened', () => {
  it('tells nothing of what is there already, also when it was last open long ago', async () => {
    await openTab().see(reading(2))
    nowMs += 3_600_000
    await openTab().see(reading(5))
    expect(told).toEqual([])
  })

  it('goes on after a reload, with what came in between', async () => {
    await openTab().see(reading(0))
    nowMs += 20_000
    const again = openTab()
    await again.see(reading(1))
    await again.see(reading(1))
    expect(told).toEqual(['tab: failed'])
  })

  it('tells what came while the machine slept, as it was open', async () => {
    const tab = openTab()
    await tab.see(reading(0))
    nowMs += 8 * 3_600_000
    await tab.see(reading(1))
    expect(told).toEqual(['tab: failed'])
  })

  it('begins anew where the storage holds nothing', async () => {
    const tab = openTab()
    await tab.see(reading(0))
    kept = null
    await tab.see(reading(1))
    expect(told).toEqual(['tab: failed'])
  })
})

describe('a memory of an older program', () => {
  it('tells nothing twice, and goes on', async () => {
    await openTab().see(reading(1))
    const older = JSON.parse(kept ?? '') as AlertMemory // safe: only the test writes it
    const { failing: _none, ...run } = older.runs[SESSION_ID] ?? {}
    kept = JSON.stringify({ ...older, runs: { [SESSION_ID]: run } })
    const tab = openTab()
    await tab.see(reading(1))
    expect(told).toEqual([])
    await tab.see(reading(2))
    expect(told).toEqual(['tab: failed'])
  })
})

describe('silence', () => {
  it('is told once, after five minutes in which no tab had an answer', async () => {
    const [one, two] = [openTab('one'), openTab('two')]
    await one.see(reading(0))
    await two.see(reading(0))
    for (let n = 0; n < 59; n += 1) {
      nowMs += 5_000
      await one.miss()
    }
    expect(told).toEqual([])
    await two.see(reading(0))
    for (let n = 0; n < 70; n += 1) {
      nowMs += 5_000
      await one.miss()
      await two.miss()
    }
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/data_lost/)
    await one.see(reading(0))
    await two.see(reading(0))
    expect(told.filter((line) => line.endsWith('data_back'))).toHaveLength(1)
  })
})

describe('an account that may not read', () => {
  const refusal = { code: 'forbidden', sinceUtc: utc(NOW_MS) } as const

  it('is told at once and once, over all tabs and reloads, and never as lost data', async () => {
    const [one, two] = [openTab('one'), openTab('two')]
    await one.see(reading(0))
    for (let n = 0; n < 100; n += 1) {
      nowMs += 5_000
      await two.refuse(refusal)
      await one.refuse(refusal)
    }
    await openTab('three').refuse(refusal)
    expect(told).toEqual(['two: forbidden'])
    await one.see(reading(0))
    await two.see(reading(0))
    expect(told).toEqual(['two: forbidden', 'one: data_back'])
  })

  it('is forgotten once the monitor itself has been silent for long', async () => {
    const tab = openTab()
    await tab.see(reading(0))
    await tab.refuse(refusal)
    for (let n = 0; n < 70; n += 1) {
      nowMs += 5_000
      await tab.miss()
    }
    await tab.refuse(refusal)
    expect(told).toEqual(['tab: forbidden', 'tab: data_lost', 'tab: forbidden'])
  })

  it('is nothing to a browser that has never looked', async () => {
    await openTab().refuse(refusal)
    expect(told).toEqual([])
  })

  it('is known by the answer that says so, and no other error is', () => {
    const toError = (code: ProblemCode, more: object = {}) =>
      new ReplyError('x', { type: 'about:blank', title: 'x', status: 403, detail: 'x', code, ...more })
    const sinceUtc = utc(NOW_MS - 60_000)
    expect(toRefusal(toError('forbidden', { sinceUtc }))).toEqual({ code: 'forbidden', sinceUtc })
    expect(toRefusal(toError('not_allowed'))?.code).toBe('not_allowed')
    for (const error of [toError('unreachable'), toError('signed_out'), new ReplyError('x', null)])
      expect(toRefusal(error)).toBeNull()
  })
})

describe('a sign-in that ends', () => {
  it('is told once, whichever tab hears of it first, and again only after another one', async () => {
    const [one, two] = [openTab('one'), openTab('two')]
    await one.see(reading(0))
    await two.see(reading(0))
    const passSignedOut = async (): Promise<void> => {
      for (let n = 0; n < 100; n += 1) {
        nowMs += 5_000
        await two.signOut()
        await one.signOut()
      }
    }
    await passSignedOut()
    expect(told).toEqual(['two: signed_out'])
    // A page that is loaded while it lasts tells nothing either.
    await openTab('three').signOut()
    expect(told).toHaveLength(1)
    // What happened meanwhile is told after the next sign-in.
    await one.see(reading(1))
    expect(told).toEqual(['two: signed_out', 'one: failed'])
    await passSignedOut()
    expect(told.slice(2)).toEqual(['two: signed_out'])
  })

  it('is nothing to a browser that has never looked', async () => {
    await openTab().signOut()
    expect(told).toEqual([])
  })
})

describe('the alarm', () => {
  it('is pending while a failure that was told is unacknowledged, and not a poll longer', async () => {
    const tab = openTab()
    const summaries = (unacknowledged: number) => ({
      live: [],
      sessions: [{ ...makeSummary(), unacknowledged }],
    })
    await tab.see(reading(0))
    expect(hasPending(summaries(1), tab)).toBe(false)
    await tab.see(reading(1))
    expect(hasPending(summaries(1), tab)).toBe(true)
    expect(hasPending(summaries(0), tab)).toBe(false)
  })
})
