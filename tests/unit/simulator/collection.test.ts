import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCollection } from '@/simulator/collection'

const START_MS = Date.parse('2026-11-23T08:00:00Z')
const DELAY_MS = 900_000

const create = (delayMs: number, stoppedAtMs: number | null = null) =>
  createCollection({ startMs: START_MS, delayMs, stoppedAtMs })

describe('the data time', () => {
  test('is now when EM is always current', () => {
    expect(create(0).dataTimeMs(START_MS + 12_345)).toBe(START_MS + 12_345)
  })

  test('is the end of the newest collection, never older than one interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (passedMs) => {
        const dataMs = create(DELAY_MS).dataTimeMs(START_MS + passedMs)
        expect(dataMs).toBeLessThanOrEqual(START_MS + passedMs)
        expect(START_MS + passedMs - dataMs).toBeLessThan(DELAY_MS)
      }),
    )
  })

  test('includes everything that exists at the start', () => {
    expect(create(DELAY_MS).dataTimeMs(START_MS)).toBe(START_MS)
  })

  test('stands still while collections are stopped, however long, and goes on afterwards', () => {
    const collection = create(DELAY_MS)
    collection.setStopped(true, START_MS + 100_000)
    expect(collection.dataTimeMs(START_MS + 1_000 * DELAY_MS)).toBe(START_MS)
    collection.setStopped(false, START_MS + 1_000 * DELAY_MS)
    expect(collection.dataTimeMs(START_MS + 1_002 * DELAY_MS)).toBe(START_MS + 1_002 * DELAY_MS)
  })

  test('moves by a collection that is asked for, also while the regular ones are stopped', () => {
    const collection = create(0, START_MS)
    collection.collect(START_MS + 50_000)
    expect(collection.dataTimeMs(START_MS + 57_999)).toBe(START_MS)
    expect(collection.dataTimeMs(START_MS + 58_000)).toBe(START_MS + 58_000)
  })
})

test('jobs come oldest first, none before it has started', () => {
  const collection = create(DELAY_MS)
  const jobs = collection.jobs(START_MS + 10 * DELAY_MS + 1)
  expect(jobs.length).toBeGreaterThan(20)
  expect(jobs.map((job) => job.startMs)).toEqual(
    jobs.map((job) => job.startMs).toSorted((left, right) => left - right),
  )
  expect(jobs.every((job) => job.startMs <= START_MS + 10 * DELAY_MS + 1)).toBe(true)
  expect(jobs.at(-1)?.endMs).toBe(START_MS + 10 * DELAY_MS)
})
