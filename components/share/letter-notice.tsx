import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LetterFreshness } from './letter-freshness'
import { toClock } from './share-times'
import { say, type Speech } from './speech'

type Props = { speech: Speech; freshness: LetterFreshness; provider: string }

/** What is missing, since when, and what to do. */
export function LetterNotice({ speech, freshness, provider }: Props): ReactNode {
  const { lack, level, asOfUtc } = freshness
  if (lack === null) return null
  const { notice, join } = speech.texts
  const values = {
    clock: toClock(speech.timeZone, lack.sinceUtc),
    zone: speech.timeZone,
    provider,
  }
  const sentences = [say(speech, notice[lack.kind], values)]
  // What was begun there is known at once, without a collection.
  if (lack.kind === 'notCollected' && asOfUtc !== lack.sinceUtc)
    sentences.push(say(speech, notice.newestKnown, { ...values, clock: toClock(speech.timeZone, asOfUtc) }))
  if (level !== 'final') sentences.push(notice.unknownSince)
  if (level === 'lost') sentences.push(say(speech, notice.askProvider, values))
  return (
    <p
      data-testid="share-notice"
      data-lack={lack.kind}
      className="ages-surface mt-4 flex items-start gap-2.5 rounded-xl border border-line-strong bg-surface px-4 py-3 text-[14.5px]"
    >
      <CloudOff aria-hidden className="mt-[0.2em] size-[1.15em] shrink-0" />
      <span className="min-w-0">{sentences.join(join)}</span>
    </p>
  )
}
