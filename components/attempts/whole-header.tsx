'use client'

import { GitMerge } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { AttemptsView } from '@/lib/api/attempt-replies'
import type { SessionReply } from '@/lib/api/replies'
import { fill, withInstant } from '../rich-tags'
import { AskInPlace } from '../share-links/ask-in-place'
import { CommandFailure } from '../command-failure'
import type { Said } from './said'
import { OtherAttempts } from './other-attempts'
import { separateAttempt, useAttemptsCommand } from './use-attempts-command'
import { VmOutcomes } from './vm-outcomes'
import { WholeFigures } from './whole-figures'

type Props = { reply: SessionReply; attempts: AttemptsView; onDone: (said: Said) => void }

/** One header for all attempts: how far the failover is as a whole, and where the others are. */
export function WholeHeader({ reply, attempts, onDone }: Props): ReactNode {
  const t = useTranslations('attempts')
  const { number, of, runs } = attempts
  // This run is over, so its page is not kept as fresh as the one of the attempt that goes on.
  const running =
    reply.outcome.kind === 'running' ? undefined : runs.find((run) => run.outcome.kind === 'running')
  return (
    <section
      aria-label={t('whole.label')}
      data-testid="attempts"
      className="ages-surface border-b border-line bg-surface px-4 py-2.5 sm:px-6"
    >
      <div className="flex flex-wrap items-center gap-x-5 gap-y-1">
        <h2 className="inline-flex items-center gap-2 heading-2">
          <GitMerge aria-hidden className="size-4 text-muted" />
          {t('mark', { number, of })}
        </h2>
        {running === undefined ? (
          <WholeFigures attempts={attempts} targetMs={reply.recovery.target?.rtoMs ?? null} />
        ) : (
          <p>{t('whole.elsewhere', { number: running.number })}</p>
        )}
      </div>
      <div className="mt-1 flex flex-wrap items-center gap-x-5 gap-y-1 text-[12.5px] text-muted">
        <OtherAttempts attempts={attempts} ownId={reply.session.id} />
        <Separate reply={reply} attempts={attempts} onDone={onDone} />
      </div>
      {running === undefined && attempts.vms.length > 0 && (
        <VmOutcomes attempts={attempts} ownId={reply.session.id} />
      )}
    </section>
  )
}

/** Who said that they belong together, and how that is taken back. */
function Separate({ reply, attempts, onDone }: Props): ReactNode {
  const t = useTranslations('attempts.whole')
  const [asking, setAsking] = useState(false)
  const separate = useAttemptsCommand(
    () => separateAttempt(reply.session.id),
    () => onDone('separated'),
  )
  const { confirmedBy, confirmedAtUtc } = attempts
  return (
    <>
      {confirmedBy !== null && confirmedAtUtc !== null && (
        <span>
          {t.rich('confirmed', {
            by: fill(<bdi className="foreign-text">{confirmedBy}</bdi>),
            ...withInstant(confirmedAtUtc),
          })}
        </span>
      )}
      {reply.may.attempts && !asking && (
        <button
          type="button"
          className="min-h-6 rounded link hover:text-text"
          onClick={() => setAsking(true)}
        >
          {t('separate')}
        </button>
      )}
      {asking && (
        <div className="max-w-[720px] basis-full text-text">
          <AskInPlace
            question={t('separateAsk')}
            action={t('separateDo')}
            otherwise={t('keep')}
            busy={separate.isPending}
            onAction={() => separate.mutate()}
            onOtherwise={() => setAsking(false)}
          />
          <CommandFailure error={separate.error} />
        </div>
      )}
    </>
  )
}
