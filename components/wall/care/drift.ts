/** How far the whole picture is shifted, so that nothing burns in: CSS pixels from its place. */
export type Drift = { x: number; y: number }

const REACH_PX = 4
/** Points on a square around the place, walked one a minute: each step is at most 8 px long. */
const PATH: readonly Drift[] = [
  { x: 0, y: 0 },
  { x: REACH_PX, y: 0 },
  { x: REACH_PX, y: REACH_PX },
  { x: 0, y: REACH_PX },
  { x: -REACH_PX, y: REACH_PX },
  { x: -REACH_PX, y: 0 },
  { x: -REACH_PX, y: -REACH_PX },
  { x: 0, y: -REACH_PX },
  { x: REACH_PX, y: -REACH_PX },
  { x: REACH_PX, y: 0 },
]

/** Where the picture stands in this minute. The same for the same minute, so that a reload does not make it jump. */
export function toDrift(nowMs: number): Drift {
  const minute = Math.floor(nowMs / 60_000)
  // safe: the remainder is an index of the path, also for a clock before 1970
  return PATH[((minute % PATH.length) + PATH.length) % PATH.length] as Drift
}
