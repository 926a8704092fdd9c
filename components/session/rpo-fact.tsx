'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply, TaskView } from '@/lib/api/replies'
import { toRpoAgainst, toTaskRpo, toWorst, type Worst } from '@/lib/failover/recovery'
import { Fact } from '../fact'
import { isLostRun } from '../is-lost-run'
import { withVm } from '../rich-tags'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'
import { useTargetText } from '../use-target-text'
import { toNoTarget } from './no-target'
import { toOneReason } from './rpo'

/** The most data that any VM of the run lacks: its replica point's age when the failover began. */
export function RpoFact({ reply, action }: { reply: SessionReply; action?: ReactNode }): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  const { session, outcome, recovery } = reply
  const found = toWorst(session.tasks, (task) => toTaskRpo(task, session.creationTimeUtc))
  const targetMs = recovery.target?.rpoMs ?? null
  // Of a run that was not seen to end, nothing is final either.
  const open = outcome.kind === 'running' || isLostRun(reply)
  return (
    <Fact
      label={t(open ? 'session.rpo.soFar' : 'session.rpo.worst')}
      value={found.worst === null ? t('common.notKnown') : print(found.worst.ms, 'minute')}
      note={
        <>
          <Whose found={found} reply={reply} />
          {targetMs === null ? (
            <> · {t(`session.rpo.${toNoTarget(reply)}`)}</>
          ) : (
            <Target found={found} targetMs={targetMs} open={open} />
          )}
          {found.worst !== null && found.unknown > 0 && (
            <span className="block">{t('session.rpo.someUnknown', { count: found.unknown })}</span>
          )}
          {action}
        </>
      }
    />
  )
}

/** The VM that the figure is of, or why there is no figure. */
function Whose({ found, reply }: { found: Worst<TaskView>; reply: SessionReply }): ReactNode {
  const t = useTranslations()
  if (found.worst !== null) {
    const { vm } = withVm(found.worst.task.vmName ?? t('common.unnamedVm'))
    return <span className="foreign-text">{vm()}</span>
  }
  const reason = toOneReason(reply.session)
  return reason === null ? t('session.rpo.noneKnown') : t(`common.figureUnknown.${reason}`)
}

type TargetProps = { found: Worst<unknown>; targetMs: number; open: boolean }

/** Where the figure stands to the target: what is decided has its own line and look. */
function Target({ found, targetMs, open }: TargetProps): ReactNode {
  const t = useTranslations('session.rpo')
  const print = useDurationText()
  const target = useTargetText()(targetMs)
  const against = toRpoAgainst(targetMs, found)
  if (against.kind === 'exceeded') {
    return (
      <span className="block">
        <StatusWord standing="failed">
          {t('exceeded', { target, duration: print(against.ms, 'minute') })}
        </StatusWord>
      </span>
    )
  }
  if (against.kind !== 'met') return <> · {t('targetUnknown', { target })}</>
  // VMs may still come, so before the end nothing is met yet.
  if (open) return <> · {t('within', { target })}</>
  return (
    <span className="block">
      <StatusWord standing="succeeded">{t('met', { target })}</StatusWord>
    </span>
  )
}
