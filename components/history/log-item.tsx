'use client'

import { CloudOff } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { memo, type ReactNode } from 'react'
import type { HistoryGap } from '@/lib/api/record-replies'
import { Instant } from '../instant'
import { fill, withInstant } from '../rich-tags'
import { STATUS_LOOK } from '../status-look'
import type { ChangeLine, LogLine } from './log-lines'
import { useChangeText } from './use-change-text'

type Props = {
  line: LogLine
  /** The VM's name; null for the session. */
  name: string | null
}

const item =
  'grid gap-x-4 border-t border-line px-4 py-1.5 sm:grid-cols-[10.5rem_minmax(0,13rem)_minmax(0,1fr)]'

export const LogItem = memo(function LogItem({ line, name }: Props): ReactNode {
  return line.kind === 'gap' ? <Gap gap={line.gap} /> : <Change line={line} name={name} />
})

function Change({ line, name }: { line: ChangeLine; name: string | null }): ReactNode {
  const t = useTranslations('history.log')
  const words = useChangeText()(line)
  const look = line.standing === null ? null : STATUS_LOOK[line.standing]
  return (
    <li data-line="change" className={item}>
      <span className="text-muted">
        <Instant at={line.atUtc} />
      </span>
      <span className="font-[560] foreign-text">
        {name === null ? t('session') : <bdi title={name}>{name}</bdi>}
      </span>
      <span className="min-w-0">
        {look !== null && (
          <look.Icon
            aria-hidden
            className={`ages me-1.5 inline-block size-[1.05em] align-[-0.15em] ${look.text}`}
          />
        )}
        <span className="foreign-text">{words}</span>
        <Moment line={line} />
      </span>
    </li>
  )
}

/** When it happened, where that is told better, or less well, than by the moment it was seen. */
function Moment({ line: { atUtc, emTimeUtc, notBeforeUtc } }: { line: ChangeLine }): ReactNode {
  const t = useTranslations('history.log')
  if (emTimeUtc === null && notBeforeUtc === null) return null
  return (
    <span className="ms-2 text-[12.5px] text-muted">
      {emTimeUtc !== null && t.rich('emTime', withInstant(emTimeUtc))}
      {notBeforeUtc !== null &&
        t.rich('between', {
          from: fill(<Instant at={notBeforeUtc} />),
          to: fill(<Instant at={atUtc} />),
        })}
    </span>
  )
}

function Gap({ gap }: { gap: HistoryGap }): ReactNode {
  const t = useTranslations('history.gap')
  const from = fill(<Instant at={gap.fromUtc} />)
  const reason = t(`reason.${gap.code}`)
  return (
    <li
      data-line="gap"
      data-gap={gap.code}
      className="flex items-start gap-2 border-t border-line bg-sunken px-4 py-1.5 text-muted"
    >
      <CloudOff aria-hidden className="mt-[3px] size-3.5 shrink-0" />
      <span>
        {gap.toUtc === null
          ? t.rich('notObservedSince', { from, reason })
          : t.rich('notObservedFrom', { from, to: fill(<Instant at={gap.toUtc} />), reason })}
      </span>
    </li>
  )
}
