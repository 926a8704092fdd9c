import { ReplyError } from '@/lib/api/get-json'
import type { SignInError } from '@/lib/api/sign-in-error'
import { READ_PROBLEMS } from '@/lib/failover/read-error'

/** Problems that the sign-in has words of its own for; the others are a fault of ours. */
const WORDED = [
  'sign_in_refused',
  'too_many_requests',
  'no_failover_right',
  'unreachable',
  'timed_out',
  'tls_untrusted',
  'record_unavailable',
  'bad_request',
] as const
type Worded = (typeof WORDED)[number]

export type FormFailure = {
  kind: 'enterprise-manager' | 'local'
  /** `monitor`: no answer came at all. */
  code: Worded | 'localRefused' | 'enterpriseManager' | 'monitor' | 'internal'
  detail: string | null
  sinceUtc: string | null
  /** When trying again makes sense, by this browser's clock, ms. */
  waitUntilMs: number | null
}

export type Failure = { kind: 'single'; code: SignInError } | FormFailure

export function toFailure(error: unknown, kind: FormFailure['kind'], nowMs: number): FormFailure {
  const problem = error instanceof ReplyError ? error.problem : null
  return {
    kind,
    code: error instanceof ReplyError && problem === null ? 'monitor' : codeOf(problem?.code, kind),
    detail: problem?.detail ?? null,
    sinceUtc: problem?.sinceUtc ?? null,
    waitUntilMs: problem?.retryAfterMs === undefined ? null : nowMs + problem.retryAfterMs,
  }
}

function codeOf(code: string | undefined, kind: FormFailure['kind']): FormFailure['code'] {
  if (code === 'sign_in_refused' && kind === 'local') return 'localRefused'
  const worded = WORDED.find((one) => one === code)
  if (worded) return worded
  // What Enterprise Manager may say beside that is all the same to the person.
  return READ_PROBLEMS.some((one) => one === code) ? 'enterpriseManager' : 'internal'
}

const EM_IS_AWAY: ReadonlySet<string> = new Set([
  'unreachable',
  'timed_out',
  'tls_untrusted',
  'enterpriseManager',
])

/** Whether Enterprise Manager is what fails, so that an account which does not need it helps. */
export const offersLocal = (failure: Failure): boolean =>
  failure.kind === 'enterprise-manager' && EM_IS_AWAY.has(failure.code)

const OF_WHAT_WAS_TYPED: ReadonlySet<string> = new Set(['sign_in_refused', 'localRefused', 'bad_request'])

/** Whether what stands in this form's fields is what failed. */
export const blamesFields = (failure: Failure | null, kind: FormFailure['kind']): boolean =>
  failure?.kind === kind && OF_WHAT_WAS_TYPED.has(failure.code)
