import type { ReactNode } from 'react'
import { SectionHead } from './server-list'
import { isSameDay, momentOf } from './share-times'
import { say, type Speech } from './speech'
import type { ShareReply } from '@/lib/api/share-replies'
import { STATUS_LOOK } from '../status-look'

type Props = { speech: Speech; reply: Pick<ShareReply, 'updates' | 'provider' | 'freshness'> }

/** The provider's own words, with who said them and when. */
export function UpdateList({ speech, reply }: Props): ReactNode {
  const { updates, provider, freshness } = reply
  if (updates.length === 0) return null
  const { texts } = speech
  const { Icon, text: tone } = STATUS_LOOK.failed
  return (
    <section aria-labelledby="updates">
      <SectionHead
        id="updates"
        title={texts.updates.heading}
        note={say(speech, texts.zone, { zone: speech.timeZone })}
      />
      <ul className="card">
        {updates.map(({ atUtc, author, text, about }) => {
          const { date, clock } = momentOf(speech, atUtc)
          return (
            <li key={`${atUtc} ${text}`} className="border-t border-line px-4.5 py-4 first:border-t-0">
              {about === 'failures' && (
                <p className="mb-1 flex items-center gap-1.5 text-[13.5px] font-[560]">
                  <Icon aria-hidden className={`size-[1.1em] shrink-0 ${tone}`} />
                  {texts.updates.failures}
                </p>
              )}
              <p className="foreign-text whitespace-pre-line">{text}</p>
              <p className="mt-1 text-[13.5px] text-muted">
                <time dateTime={atUtc}>
                  {isSameDay(speech, atUtc, freshness.observedAtUtc) ? clock : `${date}, ${clock}`}
                </time>
                {' · '}
                <span className="foreign-text">
                  {author === null
                    ? provider.name
                    : say(speech, texts.updates.byline, { author, provider: provider.name })}
                </span>
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
