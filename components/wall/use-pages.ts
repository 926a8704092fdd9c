'use client'

import { useEffect, useMemo, useState } from 'react'
import type { WallRun } from '@/lib/api/screen-replies'
import { readTick, useTick } from '../use-tick'
import { followRuns, PAGE_MS, startPaging, turnPage } from './layout/paging'
import type { Area, PlacedTile } from './layout/sizes'
import { toPages } from './layout/to-pages'
import { toPagedRun } from './to-paged-run'

export type ShownPage = {
  tiles: { run: WallRun; placed: PlacedTile }[]
  /** From 1. */
  page: number
  pages: number
  /** Until it turns; null while somebody holds it. */
  leftSeconds: number | null
}

/**
 * The page that is shown now, and the next one when it is due. While something else has the screen no page turns; the one
 * that comes back has its whole time.
 * @param isCovered no page is in view
 */
export function usePages(runs: readonly WallRun[], area: Area | null, isCovered: boolean): ShownPage {
  const paged = useMemo(() => runs.map(toPagedRun), [runs])
  const [paging, setPaging] = useState(() => startPaging(paged, readTick().monotonicMs))
  const trouble = paging.order.filter(({ isTrouble }) => isTrouble).length
  const others = paging.order.length - trouble
  const pages = useMemo(
    () => (area === null ? [] : toPages({ trouble, others }, area)),
    [area, trouble, others],
  )
  const [wasCovered, setWasCovered] = useState(isCovered)
  if (wasCovered !== isCovered) setWasCovered(isCovered)
  const comesBack = wasCovered && !isCovered
  const turns = pages.length > 1 && !paging.isHeld && !isCovered && !comesBack
  const leftSeconds = useTick((tick) =>
    turns && tick !== null ? toSecondsLeft(paging.turnedAtMs, tick.monotonicMs) : null,
  )
  const nowMs = readTick().monotonicMs
  const due =
    leftSeconds === 0
      ? turnPage(paging, paged, pages.length, nowMs)
      : followRuns(paging, paged, pages.length, nowMs)
  const next = comesBack ? { ...due, turnedAtMs: nowMs } : due
  // What is due is shown at once: React throws this rendering away and begins anew.
  if (next !== paging) setPaging(next)
  useEffect(() => {
    if (pages.length <= 1 || isCovered) return undefined
    const onKey = (event: KeyboardEvent): void => {
      const now = readTick().monotonicMs
      if (event.key === ' ') setPaging((before) => ({ ...before, isHeld: !before.isHeld, turnedAtMs: now }))
      if (event.key === 'ArrowRight') setPaging((before) => turnPage(before, paged, pages.length, now))
      if (event.key === 'ArrowLeft') setPaging((before) => turnPage(before, paged, pages.length, now, -1))
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [paged, pages.length, isCovered])

  const page = Math.min(paging.page, Math.max(0, pages.length - 1))
  const first = pages.slice(0, page).reduce((sum, { placed }) => sum + placed.length, 0)
  const byId = new Map(runs.map((run) => [run.session.id, run]))
  const tiles = (pages[page]?.placed ?? []).flatMap((placed, index) => {
    const run = byId.get(paging.order[first + index]?.id ?? '')
    return run ? [{ run, placed }] : []
  })
  return { tiles, page: page + 1, pages: pages.length, leftSeconds }
}

const toSecondsLeft = (turnedAtMs: number, nowMs: number): number =>
  Math.min(PAGE_MS, Math.max(0, Math.ceil((turnedAtMs + PAGE_MS - nowMs) / 1000) * 1000)) / 1000
