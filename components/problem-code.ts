import type { ProblemCode } from '@/lib/api/problem'
import { READ_PROBLEMS } from '@/lib/failover/read-error'

/** Problems that a page has words of its own for; `monitor`: no answer came at all. */
const WITH_WORDS = [
  ...READ_PROBLEMS,
  'bad_request',
  'forbidden_host',
  'record_unavailable',
  'report_unknown',
  'signed_out',
  'not_allowed',
  'too_many_requests',
  'internal',
] as const

export type WordedCode = (typeof WITH_WORDS)[number]

/** The code whose words fit: those that no page of staff can meet are a fault of ours. */
export const toWordedCode = (code: ProblemCode): WordedCode =>
  WITH_WORDS.find((one) => one === code) ?? 'internal'
