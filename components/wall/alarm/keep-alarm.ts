import { type AlarmState, NO_ALARM } from './takeover'

const STATE_KEY = 'wall-failures'

/** Over a reload, so that no failure is rung for twice and none is missed. */
export function readAlarm(): AlarmState {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(STATE_KEY) ?? 'null')
    return isState(kept) ? kept : NO_ALARM
  } catch {
    return NO_ALARM
  }
}

export function keepAlarm(state: AlarmState): void {
  try {
    localStorage.setItem(STATE_KEY, JSON.stringify(state))
  } catch {
    // A browser that keeps nothing begins anew after a reload.
  }
}

function isState(kept: unknown): kept is AlarmState {
  if (typeof kept !== 'object' || kept === null) return false
  const { of, known, lookedAtMs, held } = kept as Partial<Record<keyof AlarmState, unknown>> // safe: each is checked
  return (
    typeof of === 'string' &&
    typeof known === 'object' &&
    (known === null || Object.values(known).every(Array.isArray)) &&
    typeof lookedAtMs === 'number' &&
    Array.isArray(held)
  )
}
