'use client'

import { GitMerge } from 'lucide-react'
import { useTranslations } from 'next-intl'
import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import { pages } from '@/lib/api/paths'
import type { SessionReply } from '@/lib/api/replies'
import { durationBetween } from '@/lib/failover/duration'
import { fill } from '../rich-tags'
import { CommandFailure } from '../command-failure'
import { useDurationText } from '../use-duration-text'
import type { Said } from './said'
import { declineAttempts, useAttemptsCommand } from './use-attempts-command'

type Props = {
  reply: SessionReply
  attempts: AttemptsView
  onJoin: () => void
  onDone: (said: Said) => void
}

/** Asks whether this run and others are one failover, and says that this is only inferred. */
export function OfferBar({ reply, attempts, onJoin, onDone }: Props): ReactNode {
  const t = useTranslations('attempts.offer')
  const { session, may } = reply
  const others = attempts.runs.filter((run) => run.id !== session.id).map((run) => run.id)
  const decline = useAttemptsCommand(
    () => declineAttempts(session.id, others),
    () => onDone('declined'),
  )
  return (
    <section
      aria-label={t('label')}
      data-testid="attempts-offer"
      className="ages-surface border-b border-line bg-sunken px-4 py-2.5 sm:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-[320px] grid-cols-[auto_minmax(0,1fr)] gap-x-2.5">
          <GitMerge aria-hidden className="mt-0.5 size-4 text-muted" />
          <div className="min-w-0">
            <p>
              <What session={session} attempts={attempts} />{' '}
              <span className="font-[560]">{t('question')}</span>{' '}
              <span className="whitespace-nowrap">
                <em className="rounded-full border border-dashed border-line-strong px-2 py-px text-[12px] text-muted">
                  {t('inferred')}
                </em>
              </span>
            </p>
            <p className="text-[12.5px] text-muted">
              {t('inferredHint')} {!may.attempts && t('onlyOperators')}
            </p>
          </div>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <OtherLinks attempts={attempts} ownId={session.id} />
          {may.attempts && (
            <>
              <button
                type="button"
                className="button button-main"
                aria-haspopup="dialog"
                disabled={decline.isPending}
                onClick={onJoin}
              >
                {t('join')}
              </button>
              <button
                type="button"
                className="button"
                title={t('declineHint')}
                disabled={decline.isPending}
                onClick={() => decline.mutate()}
              >
                {t('decline')}
              </button>
            </>
          )}
        </div>
      </div>
      <CommandFailure error={decline.error} />
    </section>
  )
}

/** The run that it goes by: the last one before it in which VMs failed, or for the first one the one after. */
function What({
  session,
  attempts,
}: {
  session: SessionReply['session']
  attempts: AttemptsView
}): ReactNode {
  const t = useTranslations('attempts.offer')
  const common = useTranslations('common')
  const print = useDurationText()
  const { number, runs } = attempts
  const isFirst = number === 1
  const before = runs.slice(0, number - 1)
  const near = isFirst ? runs[1] : (before.findLast((run) => run.counts.failed > 0) ?? before.at(-1))
  if (near === undefined) return null
  const apartMs = Math.abs(durationBetween(near.startUtc, session.creationTimeUtc) ?? 0)
  const plan = fill(<bdi className="foreign-text">{near.name ?? common('unnamedPlan')}</bdi>)
  const duration = print(apartMs, 'minute')
  const rest = runs.length - 2
  return (
    <>
      {isFirst
        ? t.rich('before', { plan, duration })
        : t.rich('after', { plan, duration, count: near.counts.failed })}
      {rest > 0 && <> {t('others', { count: rest })}</>}
    </>
  )
}

function OtherLinks({ attempts, ownId }: { attempts: AttemptsView; ownId: string }): ReactNode {
  const t = useTranslations('attempts.offer')
  return attempts.runs
    .filter((run) => run.id !== ownId)
    .map((run) => (
      <Link
        key={run.id}
        href={pages.session(run.id)}
        prefetch={false}
        className="link inline-flex min-h-6 items-center"
      >
        {t('see', { number: run.number })}
      </Link>
    ))
}
