/** EM's clock in the simulator: scenario time, which may run faster than real time. All in epoch ms. */
export type ScenarioClock = {
  /** Scenario time at which the simulator started; equal to real time then. */
  readonly startMs: number
  nowMs(): number
  realNowMs(): number
  speed(): number
  /** Goes on from the present scenario time at another pace. */
  setSpeed(speed: number): void
}

export function createScenarioClock(realNow: () => number, speed: number): ScenarioClock {
  const startMs = Math.floor(realNow())
  let anchor = { realMs: startMs, scenarioMs: startMs, speed }
  const nowMs = (): number =>
    Math.floor(anchor.scenarioMs + (Math.floor(realNow()) - anchor.realMs) * anchor.speed)
  return {
    startMs,
    nowMs,
    realNowMs: () => Math.floor(realNow()),
    speed: () => anchor.speed,
    setSpeed(newSpeed) {
      if (!Number.isFinite(newSpeed) || newSpeed < 0) throw new RangeError(`Not a time factor: ${newSpeed}`)
      anchor = { realMs: Math.floor(realNow()), scenarioMs: nowMs(), speed: newSpeed }
    },
  }
}
