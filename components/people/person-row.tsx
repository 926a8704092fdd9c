'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { withInstant } from '../rich-tags'
import type { OfPerson } from './of-person'
import { RoleControl } from './role-control'
import { SignInList } from './sign-in-list'

export function PersonRow({ person, onDone }: OfPerson): ReactNode {
  const t = useTranslations('people')
  const id = useId()
  return (
    <li
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-3 border-b border-line p-4 last:border-b-0 sm:px-5 md:grid-cols-2"
    >
      <div className="min-w-0">
        <h2 id={id} className="text-[14.5px] font-[600]">
          <bdi className="foreign-text">{person.name}</bdi>
          {person.isYou && (
            <span className="ml-2 rounded-full border border-line-strong px-2 py-px text-[12px] font-[550] text-muted">
              {t('you')}
            </span>
          )}
        </h2>
        <p className="text-[12.5px] text-muted">
          {t(`source.${person.source}`)} ·{' '}
          {person.signedInAtUtc === null
            ? t('neverSignedIn')
            : t.rich('lastSignIn', withInstant(person.signedInAtUtc))}
        </p>
      </div>
      <RoleControl person={person} onDone={onDone} />
      <SignInList person={person} onDone={onDone} />
    </li>
  )
}
