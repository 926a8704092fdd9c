'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { fill, withInstant } from '../rich-tags'

type Props = {
  reply: Pick<SessionReply, 'session' | 'recovery' | 'may'>
  goal: 'rto' | 'rpo'
  onOpen: () => void
}

/** Who set the goal and when, and the way to set it. A target belongs to a plan, so without one there is none to set. */
export function TargetAction({ reply, goal, onOpen }: Props): ReactNode {
  const t = useTranslations('session.target')
  const { session, recovery, may } = reply
  const { target } = recovery
  const isSet = target !== null && target[`${goal}Ms`] !== null
  // Both goals are set together: it is said once.
  const tells = isSet && (goal === 'rto' || target.rtoMs === null)
  const sets = may.target && session.plan !== null
  if (!tells && !sets) return null
  return (
    <span className="block">
      {tells && (
        <span data-testid="target-set">
          {t.rich('setByShort', {
            by: fill(<bdi className="foreign-text">{target.setBy}</bdi>),
            ...withInstant(target.setAtUtc),
          })}
          {sets && ' '}
        </span>
      )}
      {sets && (
        <button
          type="button"
          onClick={onOpen}
          aria-haspopup="dialog"
          aria-label={t(isSet ? `change.${goal}` : `set.${goal}`)}
          className="link min-h-6 font-[560] text-text"
        >
          {t(isSet ? 'changeShort' : 'setShort')}
        </button>
      )}
    </span>
  )
}
