'use client'

import { CheckCheck, Hourglass, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'next-intl'
import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import type { FinalisationView } from '@/lib/api/teamwork-schemas'
import { failedOver } from '@/lib/failover/outcome'
import { fill, withInstant } from '../rich-tags'
import { useDraftOf } from './use-draft'

const FinaliseDialog = dynamic(() => import('./finalise-dialog').then((it) => it.FinaliseDialog), {
  ssr: false,
})

type Props = {
  reply: Pick<
    SessionReply,
    'session' | 'outcome' | 'counts' | 'tag' | 'temporary' | 'suggestion' | 'finalisation' | 'may'
  >
}

/** A failover is temporary until somebody says what became of it; this says so, and is where they say it. */
export function TemporaryBanner({ reply }: Props): ReactNode {
  // Whoever has to sign in while the dialog is open comes back to it.
  const [isOpen, setIsOpen] = useDraftOf<true>(`finalising:${reply.session.id}`)
  return (
    <>
      <State reply={reply} onOpen={() => setIsOpen(true)} />
      {/* Beside what is shown, which another person may change while this one writes. */}
      {reply.may.finalise && isOpen && (
        <FinaliseDialog
          sessionId={reply.session.id}
          current={reply.finalisation}
          suggestion={reply.suggestion}
          onClose={() => setIsOpen(null)}
        />
      )}
    </>
  )
}

function State({ reply, onOpen }: Props & { onOpen: () => void }): ReactNode {
  const t = useTranslations('teamwork.temporary')
  const { finalisation, temporary, suggestion, may } = reply
  const action = may.finalise && (
    <button type="button" className="button" aria-haspopup="dialog" onClick={onOpen}>
      {t(finalisation === null ? 'record' : 'change')}
    </button>
  )
  if (finalisation !== null) {
    return (
      <Strip kind="recorded" Icon={CheckCheck} title={t(`recorded.${finalisation.outcome}`)} action={action}>
        <Recorded finalisation={finalisation} />
      </Strip>
    )
  }
  if (temporary) {
    return (
      <Strip kind="temporary" Icon={Hourglass} title={t('title')} action={action}>
        {t('until')} {suggestion !== null && t(`suggested.${suggestion}`)}
      </Strip>
    )
  }
  // A test ends by itself, and an undo is the way back.
  const goesOn = reply.outcome.kind === 'running' && (reply.tag === null || reply.tag.kind === 'real')
  if (!goesOn || failedOver(reply.counts) === 0) return null
  return (
    <Strip kind="running" Icon={Hourglass} title={t('title')}>
      {t('running')}
    </Strip>
  )
}

function Recorded({ finalisation: { by, atUtc, note } }: { finalisation: FinalisationView }): ReactNode {
  const t = useTranslations('teamwork.temporary')
  return (
    <>
      {t.rich('recordedBy', { by: fill(<bdi className="foreign-text">{by}</bdi>), ...withInstant(atUtc) })}
      {note !== null && (
        <>
          {' '}
          <bdi dir="auto" className="foreign-text text-text">
            {note}
          </bdi>
        </>
      )}
    </>
  )
}

type StripProps = {
  kind: 'running' | 'temporary' | 'recorded'
  Icon: LucideIcon
  title: string
  action?: ReactNode
  children: ReactNode
}

function Strip({ kind, Icon, title, action, children }: StripProps): ReactNode {
  return (
    <section
      aria-labelledby="temporary-title"
      data-testid="temporary"
      data-kind={kind}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line bg-sunken px-4 py-2 sm:px-6"
    >
      <div className="flex min-w-0 flex-1 basis-[260px] items-start gap-2">
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
          <h2 id="temporary-title" className="heading-2">
            {title}
          </h2>
          <p className="min-w-0 text-muted">{children}</p>
        </div>
      </div>
      {action}
    </section>
  )
}
