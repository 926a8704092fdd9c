/** Enterprise Manager's words. Fields keep the word as it was reported (or null); these functions decide what it means. */

const SESSION_STATES = ['Starting', 'Working', 'Stopping', 'Stopped'] as const
const SESSION_RESULTS = ['None', 'Success', 'Warning', 'Failed'] as const

export type SessionState = (typeof SESSION_STATES)[number]
export type SessionResult = (typeof SESSION_RESULTS)[number]

function known<Word extends string>(words: readonly Word[], reported: string | null): Word | null {
  const sought = reported?.trim().toLowerCase()
  return words.find((word) => word.toLowerCase() === sought) ?? null
}

/** @returns null for an absent word and for one that the reference does not list */
export function parseSessionState(reported: string | null): SessionState | null {
  return known(SESSION_STATES, reported)
}

/** @returns null for an absent word and for one that the reference does not list; never a default */
export function parseSessionResult(reported: string | null): SessionResult | null {
  return known(SESSION_RESULTS, reported)
}

/**
 * Whether a session or task session is over: Stopped, or an unknown state with an end time.
 * @see EM wire reference §7: anything but Stopped is active; an unknown state is active unless its end is set
 */
export function isEnded(it: { state: string | null; endTimeUtc: string | null }): boolean {
  const state = parseSessionState(it.state)
  return state === null ? it.endTimeUtc !== null : state === 'Stopped'
}
