'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import { toTaskStanding } from '@/lib/failover/outcome'
import { CopyTicket } from '../session/copy-ticket'
import { useTicketText } from '../session/use-ticket-text'
import { STATUS_LOOK } from '../status-look'

type Props = { task: TaskView; reply: SessionReply }

/** Why it failed, or what it warns of, in Enterprise Manager's whole words. */
export function VmFailure({ task, reply }: Props): ReactNode {
  const t = useTranslations()
  const toText = useTicketText(reply)
  const failed = toTaskStanding(task) === 'failed'
  if (!failed && task.failureMessage === null) return null
  const kind = failed ? 'failed' : 'warning'
  const { Icon, text, ground } = STATUS_LOOK[kind]
  return (
    <section
      aria-labelledby="sheet-failure"
      className={`ages grid gap-2 rounded-xl border border-line px-4 py-3 sm:px-5 ${ground}`}
    >
      <h3 id="sheet-failure" className={`flex items-center gap-1.5 heading-2 ${text}`}>
        <Icon aria-hidden className="size-4" />
        {t(failed ? 'sheet.vm.failure' : 'sheet.vm.warning')}
      </h3>
      <p dir="auto" className="whitespace-pre-line foreign-text">
        {task.failureMessage ?? t('session.attention.noReason')}
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <CopyTicket toText={() => toText([{ kind, task, text: task.failureMessage }])} count={1} />
      </div>
    </section>
  )
}
