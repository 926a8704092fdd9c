'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { STATUS_LOOK } from '../status-look'
import { StatusWord } from '../status-word'
import { useDurationText } from '../use-duration-text'
import type { ComparedRow, ComparedRun } from './comparison'

const quiet = 'text-[12.5px] text-faint'

/** How long it took where it failed over; else the word for what became of it. */
export function RunCell({ run, missing }: { run: ComparedRun | null; missing: string }): ReactNode {
  const t = useTranslations()
  const print = useDurationText()
  if (run === null) return <span className={quiet}>{missing}</span>
  const { standing, tookMs } = run
  const word = t(`common.standing.${standing}`)
  const cameThrough = standing === 'succeeded' || standing === 'warning'
  if (tookMs === null) {
    return (
      <StatusWord standing={standing}>
        {cameThrough ? t('history.compare.timeUnknown', { word }) : word}
      </StatusWord>
    )
  }
  if (standing !== 'warning') return print(tookMs)
  const { Icon, text } = STATUS_LOOK.warning
  return (
    <span title={t('history.compare.withWarnings')}>
      <Icon aria-hidden className={`ages me-1 inline-block size-[1.05em] align-[-0.15em] ${text}`} />
      {print(tookMs)}
      <span className="sr-only">, {t('history.compare.withWarnings')}</span>
    </span>
  )
}

type TypicalProps = { typical: ComparedRow['typical']; className: string }

/** Middle and span of the earlier times. */
export function TypicalCells({ typical, className }: TypicalProps): ReactNode {
  const t = useTranslations('history.compare')
  const print = useDurationText()
  if (typical === null) {
    return (
      <td colSpan={2} className={className}>
        <span className={quiet}>{t('noEarlier')}</span>
      </td>
    )
  }
  const { medianMs, leastMs, mostMs } = typical
  return (
    <>
      <td className={className}>{print(medianMs)}</td>
      <td className={`${className} text-muted`}>
        {leastMs === mostMs ? print(leastMs) : t('rangeText', { least: print(leastMs), most: print(mostMs) })}
      </td>
    </>
  )
}

/** This run against the middle of the earlier ones, in words. */
export function AgainstText({ row: { against } }: { row: ComparedRow }): ReactNode {
  const t = useTranslations('history.compare')
  const print = useDurationText()
  switch (against.kind) {
    case 'slower':
    case 'faster':
      return t(against.kind, { duration: print(against.ms) })
    case 'same':
      return t('same')
    case 'only_now':
      return <span className={quiet}>{t('onlyNow')}</span>
    case 'not_now':
      return <span className={quiet}>{t('notNow')}</span>
    case 'no_time':
      return <span className={quiet}>{t('noTime')}</span>
    default:
      return against satisfies never
  }
}
