import type { SessionReply, SessionSummary } from '@/lib/api/replies'

/** Of a run that nobody has said anything of. */
export const NOTHING_SAID = {
  unacknowledged: 0,
  acknowledgements: [],
  notes: [],
  finalisation: null,
  temporary: false,
  suggestion: null,
  teamworkUnknown: false,
} as const satisfies Partial<SessionReply>

/** The same of its summary. */
export const NOTHING_SAID_IN_SHORT = {
  unacknowledged: 0,
  failing: [],
  acknowledgedBy: null,
  finalised: null,
  temporary: false,
} as const satisfies Partial<SessionSummary>

/** What whoever may do nothing may do. */
export const MAY_NOTHING: SessionReply['may'] = {
  share: false,
  tag: false,
  target: false,
  collect: false,
  acknowledge: false,
  note: false,
  finalise: false,
  attempts: false,
}
