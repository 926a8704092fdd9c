'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AuditEventView } from '@/lib/api/audit-replies'
import { useTargetText } from '../use-target-text'
import { type Detail, toDetails, toWords } from './to-details'

const SHORT_SUM = 12

/** What belongs to an event besides what it was and what it was done to. */
export function EventDetails({ event }: { event: AuditEventView }): ReactNode {
  const details = toDetails(event)
  if (details.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-x-4 text-[12.5px] text-muted">
      {details.map((detail) => (
        <li key={detail.key} className="foreign-text">
          <OneDetail detail={detail} />
        </li>
      ))}
    </ul>
  )
}

function OneDetail({ detail: { key, value, before } }: { detail: Detail }): ReactNode {
  const t = useTranslations('audit.detail')
  const print = useValueText()
  const name = t.has(`key.${toKnown(key)}`) ? t(`key.${toKnown(key)}`) : toWords(key)
  return before === undefined
    ? t('pair', { key: name, value: print(key, value) })
    : t('change', { key: name, value: print(key, value), before: print(key, before) })
}

type Known = 'kind'
/** Asked for with `has` only: whatever stands in the book may be a word of another version. */
const toKnown = (key: string): Known => key as Known // safe: `has` is asked before it is read

/** The values that have words of ours; all others stand as they were noted. */
function useValueText(): (key: string, value: Detail['value']) => string {
  const t = useTranslations('audit.detail')
  const printTarget = useTargetText()
  return (key, value) => {
    if (value === true) return t('yes')
    if (value === false) return t('no')
    if (key === 'kind') return word(`kind.${String(value ?? 'none')}`) ?? String(value)
    if (key === 'outcome') return word(`outcome.${String(value ?? 'none')}`) ?? String(value)
    if (value === null) return t('none')
    if (key === 'rto' || key === 'rpo') return printTarget(Number(value))
    if (key === 'sha256') return `${String(value).slice(0, SHORT_SUM)}…`
    const list = VALUE_WORDS[key]
    return (list && word(`${list}.${String(value)}`)) ?? String(value)
  }

  function word(path: string): string | null {
    const known = path as 'kind.real' // safe: `has` is asked before it is read
    return t.has(known) ? t(known) : null
  }
}

/** Which list of words a value is from. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  source: 'source',
  role: 'role',
  before: 'role',
  after: 'role',
  setRole: 'role',
  reason: 'reason',
}
