'use client'

import { type ReactNode, useEffect, useMemo } from 'react'
import { CountCards } from './count-cards'
import { LetterFoot } from './letter-foot'
import { LetterFrame } from './letter-frame'
import { toLetterFreshness, type LetterFreshness } from './letter-freshness'
import { LetterNotice } from './letter-notice'
import { toNext, toStateSentence } from './letter-words'
import { PrintLetter } from './print-letter'
import { ProviderHead } from './provider-head'
import { RefusalPage } from './refusal-page'
import { RunList } from './run-list'
import { SectionHead, ServerList } from './server-list'
import type { Speech } from './speech'
import { StateTimes } from './state-times'
import { UpdateList } from './update-list'
import { type ShareState, useShare } from './use-share'
import { sinceArrivalMs } from '../server-clock'
import { useAnnouncement } from '../use-announcement'
import { type Tick, useTick } from '../use-tick'
import { openPaths } from '@/lib/api/open-paths'
import type { ShareReply } from '@/lib/api/share-replies'

type Props = {
  token: string
  speech: Speech
  reply: ShareReply
  ageMs: number
  /** Which of the link's runs is shown, from 1. */
  run: number
  runs: readonly { startedAtUtc: string | null }[]
  /** Whether the address names a run; else the newest is followed. */
  isRunAsked: boolean
  expiresAfterEndHours: number | null
}

/**
 * The tenant's page. The server renders it whole, so that it can be read without scripts; with them it keeps itself new,
 * and lowers its own claims when it gets no answer.
 */
export function ShareLetter(props: Props): ReactNode {
  const { token, run, runs, expiresAfterEndHours } = props
  const { texts, language, timeZone } = props.speech
  const speech = useMemo(() => ({ texts, language, timeZone }), [texts, language, timeZone])
  const state = useShare(props.reply, props.ageMs, token, props.isRunAsked ? run : undefined)
  const freshness = useLetterFreshness(state)
  const { reply, closed } = state
  const { provider } = reply
  const { tag } = reply.outcome
  // Other words come with another tag, and only the server has them.
  useEffect(() => {
    if (tag !== props.reply.outcome.tag) location.reload()
  }, [tag, props.reply.outcome.tag])
  const logo = provider.logo ? openPaths.shareLogo(token) : null

  const sentence = toStateSentence(speech, reply, freshness)
  const spoken = useAnnouncement(
    closed === null ? `${sentence} ${texts.level[freshness.level]}` : texts.refusal[closed].title,
  )
  const announcer = (
    <output aria-live="polite" className="sr-only">
      {spoken}
    </output>
  )

  if (closed !== null) {
    const contact = { providerName: provider.name, contact: reply.contact }
    return (
      <>
        {announcer}
        <RefusalPage speech={speech} kind={closed} contact={contact} token={token} />
      </>
    )
  }
  return (
    <LetterFrame accent={provider.accent} level={freshness.level}>
      {announcer}
      <ProviderHead provider={provider} logo={logo}>
        <PrintLetter label={texts.print} />
      </ProviderHead>
      <main>
        <p className="mt-8 foreign-text text-[14.5px] text-muted">
          {reply.label}
          {tag !== null && <span className="letter-tag">{texts.tag[tag]}</span>}
        </p>
        <h1 className="letter-heading mt-1.5">{sentence}</h1>
        {run < runs.length && (
          <p className="mt-3">
            {texts.runs.notNewest}{' '}
            {/* A whole page anew: the router's own prefetching would open the link once more. */}
            {/* oxlint-disable-next-line nextjs/no-html-link-for-pages */}
            <a href="?" className="link">
              {texts.runs.toNewest}
            </a>
          </p>
        )}
        <LetterNotice speech={speech} freshness={freshness} provider={provider.name} />
        <StateTimes speech={speech} state={state} freshness={freshness} />
        <CountCards speech={speech} reply={reply} />
        <section aria-labelledby="next">
          <SectionHead id="next" title={texts.next.heading} />
          <div className="grid gap-2">
            {(reply.next === null ? toNext(speech, reply, freshness.level, provider.name) : [reply.next]).map(
              (paragraph) => (
                <p key={paragraph} className="foreign-text whitespace-pre-line">
                  {paragraph}
                </p>
              ),
            )}
          </div>
        </section>
        <UpdateList speech={speech} reply={reply} />
        <ServerList speech={speech} reply={reply} />
        <RunList speech={speech} runs={runs} shown={run} />
      </main>
      <LetterFoot speech={speech} reply={reply} expiresAfterEndHours={expiresAfterEndHours} />
    </LetterFrame>
  )
}

/** Renders again only when the level or its reason changes, not with each second. */
function useLetterFreshness(state: ShareState): LetterFreshness {
  const at = (tick: Tick | null): LetterFreshness =>
    toLetterFreshness({
      reply: state.reply,
      ageOnArrivalMs: state.ageOnArrivalMs,
      sinceArrivalMs: sinceArrivalMs(state, tick),
      failure: state.failure,
      waitedMs: state.askedAtMs === null || tick === null ? 0 : tick.monotonicMs - state.askedAtMs,
    })
  const told = useTick((tick) => JSON.stringify(at(tick)))
  return JSON.parse(told) as LetterFreshness // safe: written two lines above
}
