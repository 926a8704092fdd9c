import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { TaskStanding } from '@/lib/failover/outcome'
import type { AgainstTarget as Against } from '@/lib/failover/recovery'
import { fill } from '../rich-tags'
import { StatusWord } from '../status-word'
import { ExactDuration } from './exact-duration'

const STANDING = {
  left: 'working',
  exceeded: 'failed',
  met: 'succeeded',
  not_met: 'failed',
  unknown: 'unknown',
} as const satisfies Record<Against['kind'], TaskStanding>

/** How a figure stands against its target, in shape and word. */
export function AgainstTarget({ against, field }: { against: Against; field: string }): ReactNode {
  const t = useTranslations('report.summary.against')
  const { kind } = against
  const duration = fill('ms' in against && <ExactDuration ms={against.ms} field={field} />)
  return (
    <StatusWord standing={STANDING[kind]}>
      <span data-against={kind}>
        {kind === 'not_met' || kind === 'unknown' ? t(kind) : t.rich(kind, { duration })}
      </span>
    </StatusWord>
  )
}
