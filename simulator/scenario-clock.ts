/**
 * Scenario time, which may run faster than real time. All in epoch ms. What EM tells is real time all the same: at
 * speed 10 a run of ten minutes begins and ends one minute apart, and EM's clock agrees with everybody's.
 */
export type ScenarioClock = {
  /** Scenario time at which the simulator started; equal to real time then. */
  readonly startMs: number
  nowMs(): number
  realNowMs(): number
  /** Real time of a moment of the scenario; before the start the two are one. */
  toRealMs(scenarioMs: number): number
  /** The reverse of `toRealMs`, for a time that a client names. */
  toScenarioMs(realMs: number): number
  speed(): number
  /** Goes on from the present scenario time at another pace. */
  setSpeed(speed: number): void
}

export function createScenarioClock(realNow: () => number, speed: number): ScenarioClock {
  const startMs = Math.floor(realNow())
  let anchor = { realMs: startMs, scenarioMs: startMs, speed }
  /** All anchors, the oldest first: what lies in the past keeps its real time when the speed changes. */
  const anchors = [anchor]
  const nowMs = (): number =>
    Math.floor(anchor.scenarioMs + (Math.floor(realNow()) - anchor.realMs) * anchor.speed)
  return {
    startMs,
    nowMs,
    realNowMs: () => Math.floor(realNow()),
    toRealMs(scenarioMs) {
      const at = anchors.findLast((known) => known.scenarioMs <= scenarioMs)
      if (at === undefined) return scenarioMs
      // A clock that stands still never reaches a later moment.
      return Math.floor(at.realMs + (at.speed === 0 ? 0 : (scenarioMs - at.scenarioMs) / at.speed))
    },
    toScenarioMs(realMs) {
      const at = anchors.findLast((known) => known.realMs <= realMs)
      return at === undefined ? realMs : Math.floor(at.scenarioMs + (realMs - at.realMs) * at.speed)
    },
    speed: () => anchor.speed,
    setSpeed(newSpeed) {
      if (!Number.isFinite(newSpeed) || newSpeed < 0) throw new RangeError(`Not a time factor: ${newSpeed}`)
      anchor = { realMs: Math.floor(realNow()), scenarioMs: nowMs(), speed: newSpeed }
      anchors.push(anchor)
    },
  }
}
