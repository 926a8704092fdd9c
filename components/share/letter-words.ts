import { isOld, type LetterFreshness } from './letter-freshness'
import { isSameDay, momentOf, toClock, toDate } from './share-times'
import { say, type Speech } from './speech'
import type { ShareReply } from '@/lib/api/share-replies'
import { failedOver } from '@/lib/failover/outcome'

type Told = Pick<ShareReply, 'outcome' | 'counts' | 'state'>

/** One sentence of state: what is known and no more. Old data is told in the past tense, with its time. */
export function toStateSentence(
  speech: Speech,
  told: Told,
  { level, asOfUtc }: Pick<LetterFreshness, 'level' | 'asOfUtc'>,
): string {
  const { texts } = speech
  const { outcome } = told
  const isPast = outcome.kind === 'running' && isOld(level)
  const sentences = [
    isPast ? say(speech, texts.state.was, momentOf(speech, asOfUtc)) : toLead(speech, told),
    toServersSentence(speech, told, isPast),
  ]
  if (outcome.kind === 'ended' && told.counts.failed > 0)
    sentences.push(say(speech, texts.needAttention, told.counts))
  return sentences.join(texts.join)
}

function toLead({ texts }: Speech, { outcome, state }: Told): string {
  switch (outcome.kind) {
    case 'running':
      return state === 'Stopping' ? texts.state.stopping : texts.state.running
    case 'ended':
      return texts.state[outcome.result]
    case 'unknown':
      return texts.state.unknown
    default:
      return outcome satisfies never
  }
}

/** "Started" is said of succeeded tasks only; where some are unknown, nothing is said of them either way. */
function toServersSentence(speech: Speech, { outcome, counts }: Told, isPast: boolean): string {
  const { texts } = speech
  const started = failedOver(counts)
  const values = { started, total: counts.total }
  const amount = amountOf(started, counts.total)
  if (outcome.kind === 'running')
    return say(speech, (isPast ? texts.serversThen : texts.servers)[amount], values)
  const atEnd = texts.serversAtEnd
  const openEnded = counts.total - started - counts.failed
  if (amount === 'none' && openEnded > 0) return say(speech, atEnd.noneForSure, values)
  return say(speech, amount === 'some' && openEnded > 0 ? atEnd.someForSure : atEnd[amount], values)
}

function amountOf(started: number, total: number): 'unknown' | 'none' | 'some' | 'all' {
  if (total === 0) return 'unknown'
  if (started === 0) return 'none'
  return started < total ? 'some' : 'all'
}

/** What follows from the state, where the provider has said nothing itself: paragraphs. */
export function toNext(
  speech: Speech,
  told: Told,
  level: LetterFreshness['level'],
  provider: string,
): string[] {
  const { next } = speech.texts
  const { outcome, counts } = told
  const started = failedOver(counts)
  const values = { ...counts, provider }
  const sentences: string[] = []
  const add = (isSaid: boolean, message: Parameters<typeof say>[1]): void => {
    if (isSaid) sentences.push(say(speech, message, values))
  }
  if (outcome.kind === 'running') {
    // Of old data nothing in the present tense follows; the notice above says what is missing.
    const isFresh = !isOld(level)
    add(isFresh && counts.total === 0, next.wait)
    add(isFresh && counts.working > 0, next.working)
    add(isFresh && counts.waiting > 0, next.waiting)
    add(isFresh && counts.warning > 0, next.warning)
    add(isFresh && counts.failed > 0, next.attention)
    add(!isFresh, next.askNext)
  } else {
    add(outcome.kind === 'unknown', next.ask)
    add(counts.failed > 0, next.attention)
    add(outcome.kind === 'ended' && outcome.result === 'failed', next.askNext)
    add(started > 0, next.check)
    if (sentences.length === 0) add(true, next.askNext)
  }
  const isProvisional = outcome.kind === 'running' || started > 0
  return [sentences.join(speech.texts.join), ...(isProvisional ? [next.provisional] : [])]
}

/** The moment that the state is of, in the link's zone and in UTC. */
export function toAsOf(speech: Speech, asOfUtc: string): string {
  const local = say(speech, speech.texts.asOf, {
    date: toDate(speech, asOfUtc),
    clock: toClock(speech.timeZone, asOfUtc),
    zone: speech.timeZone,
  })
  return speech.timeZone === 'UTC'
    ? local
    : `${local} · ${say(speech, speech.texts.utc, { clock: toClock('UTC', asOfUtc) })}`
}

/**
 * The second of the two ages: when the recovery site's management collected last, or, where the page is as of that moment,
 * when it was asked.
 */
export function toOtherAge(
  speech: Speech,
  { observedAtUtc, collectedAtUtc }: Pick<ShareReply['freshness'], 'observedAtUtc' | 'collectedAtUtc'>,
  asOfUtc: string,
): string {
  const { texts } = speech
  if (asOfUtc !== observedAtUtc) {
    const clock = toClock(speech.timeZone, observedAtUtc)
    return say(speech, texts.asked, { clock, zone: speech.timeZone })
  }
  if (collectedAtUtc === null) return texts.collectedUnknown
  const message = isSameDay(speech, collectedAtUtc, observedAtUtc) ? texts.collected : texts.collectedOn
  return say(speech, message, {
    date: toDate(speech, collectedAtUtc),
    clock: toClock(speech.timeZone, collectedAtUtc),
    zone: speech.timeZone,
  })
}
