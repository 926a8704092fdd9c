'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import type { PeopleReply } from '@/lib/api/access-replies'
import { withInstant } from '../rich-tags'
import { PersonRow } from './person-row'

type Props = {
  reply: PeopleReply
  /** The newest read failed: this is the one before. */
  isSilent: boolean
}

export function PeopleView({ reply: { people, readAtUtc }, isSilent }: Props): ReactNode {
  const t = useTranslations('people')
  const [done, setDone] = useState('')
  const signIns = people.reduce((sum, person) => sum + person.signIns.length, 0)
  return (
    <div className="mx-auto grid max-w-[1100px] grid-cols-[minmax(0,1fr)] gap-4 px-4 pt-5 pb-12 sm:px-6">
      <header className="grid gap-1.5">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <h1 className="heading-1">{t('title')}</h1>
          <p className="text-[12.5px] text-muted">
            {t('count', { people: people.length, signIns })} · {t.rich('read', withInstant(readAtUtc))}
            {isSilent && <strong className="font-[580] text-text"> · {t('notAnswering')}</strong>}
          </p>
        </div>
        <p className="max-w-[80ch] text-muted">{t('intro')}</p>
      </header>
      <ul className="card">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} onDone={setDone} />
        ))}
      </ul>
      <output aria-live="polite" className="sr-only">
        {done}
      </output>
    </div>
  )
}
