'use client'

import { Check } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { withdrawAcknowledgement } from '@/lib/api/teamwork-commands'
import type { AcknowledgementView } from '@/lib/api/teamwork-schemas'
import { fill, withInstant } from '../rich-tags'
import { CommandFailure } from '../command-failure'
import { useTeamworkCommand } from './use-teamwork-command'

type Props = {
  sessionId: string
  acknowledgement: AcknowledgementView
  vmName: string | null
  mayWithdraw: boolean
}

/** Who knows of a failure, since when and what about it. */
export function AcknowledgedLine({ sessionId, acknowledgement, vmName, mayWithdraw }: Props): ReactNode {
  const t = useTranslations('teamwork.acknowledge')
  const common = useTranslations('common')
  const { key, by, atUtc, reason } = acknowledgement
  const withdraw = useTeamworkCommand(sessionId, () => withdrawAcknowledgement(sessionId, [key]))
  return (
    <div data-testid="acknowledged" className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <Check aria-hidden className="mt-0.5 size-4 text-muted" />
      <p className="foreign-text">
        <span className="font-[560]">
          {t.rich('said', { by: fill(<bdi>{by}</bdi>), ...withInstant(atUtc) })}
        </span>{' '}
        <bdi dir="auto" className="text-muted">
          {reason}
        </bdi>{' '}
        {mayWithdraw && (
          <button
            type="button"
            className="link min-h-6 text-[12.5px] text-muted hover:text-text"
            disabled={withdraw.isPending}
            aria-label={
              key === null ? t('withdrawRun') : t('withdrawVm', { vm: vmName ?? common('unnamedVm') })
            }
            onClick={() => withdraw.mutate()}
          >
            {t('withdraw')}
          </button>
        )}
      </p>
      <div className="col-start-2">
        <CommandFailure error={withdraw.error} />
      </div>
    </div>
  )
}
