/** Further ahead than this, a moment was written before the clock was set back; less is the noise of two readings. */
export const CLOCK_STEP_MS = 2_000

/** Whether a moment is as new as it says. One that lies ahead tells of a clock that was set back since. */
export const isOfThisClock = (atMs: number, nowMs: number): boolean => atMs <= nowMs + CLOCK_STEP_MS
