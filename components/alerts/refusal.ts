import { ReplyError } from '@/lib/api/get-json'
import type { Refusal } from './transitions'

const REFUSALS = ['forbidden', 'not_allowed'] as const satisfies readonly Refusal[]

/**
 * Why the list may not be read, where an answer says so; null for every other error. Where it does not say since when, this
 * answer is the first that is known of it. @returns `sinceUtc`: UTC text
 */
export function toRefusal(error: Error): { code: Refusal; sinceUtc: string } | null {
  if (!(error instanceof ReplyError) || error.problem === null) return null
  const { code: reported, sinceUtc } = error.problem
  const code = REFUSALS.find((one) => one === reported)
  return code === undefined ? null : { code, sinceUtc: sinceUtc ?? new Date().toISOString() }
}
