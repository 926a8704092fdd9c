'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef } from 'react'
import type { EndedReply, StaffSignIn } from '@/lib/api/access-replies'
import { paths } from '@/lib/api/paths'
import { sendJson } from '@/lib/api/send-json'
import { Instant } from '../instant'
import { CommandFailure } from '../command-failure'
import type { OfPerson } from './of-person'
import { usePeopleCommand } from './use-people-command'

/** A person's sign-ins in force, each of which can be ended at once. */
export function SignInList({ person, onDone }: OfPerson): ReactNode {
  const t = useTranslations('people.signIns')
  const region = useRef<HTMLDivElement>(null)
  const { signIns, isYou } = person
  const command = usePeopleCommand(
    (signIn: StaffSignIn | 'all') => end(person.id, signIn),
    ({ ended }) => {
      onDone(t('ended', { count: ended }))
      // The button that was pressed has gone with its row.
      region.current?.focus()
    },
  )
  const ask = (signIn: StaffSignIn | 'all'): void => {
    if (!command.isPending) command.mutate(signIn)
  }
  const canEndAll = signIns.filter(({ isThis }) => !isThis).length > 1

  return (
    <div ref={region} tabIndex={-1} className="grid min-w-0 gap-2 rounded-lg outline-none md:col-span-2">
      {signIns.length === 0 ? (
        <p className="text-[12.5px] text-muted">{t('none')}</p>
      ) : (
        <details>
          <summary className="min-h-6 w-fit cursor-pointer rounded text-[12.5px] font-[550]">
            {t('summary', { count: signIns.length })}
          </summary>
          <ul className="mt-2 rounded-lg bg-sunken">
            {signIns.map((signIn) => (
              <SignInLine key={signIn.id} signIn={signIn} name={person.name} onEnd={() => ask(signIn)} />
            ))}
          </ul>
          {canEndAll && (
            <p className="mt-2">
              <button
                type="button"
                onClick={() => ask('all')}
                aria-label={isYou ? undefined : t('endAllOf', { name: person.name })}
                className="button"
              >
                {t(isYou ? 'endOthers' : 'endAll')}
              </button>
            </p>
          )}
        </details>
      )}
      <CommandFailure error={command.error} />
    </div>
  )
}

async function end(personId: string, signIn: StaffSignIn | 'all'): Promise<EndedReply> {
  if (signIn === 'all') return sendJson<EndedReply>('DELETE', paths.staffSessionsOf(personId))
  await sendJson('DELETE', paths.staffSession(signIn.id))
  return { ended: 1 }
}

type LineProps = { signIn: StaffSignIn; name: string; onEnd: () => void }

function SignInLine({ signIn, name, onEnd }: LineProps): ReactNode {
  const t = useTranslations('people.signIns')
  const client = signIn.client ?? t('clientUnknown')
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line px-3 py-2.5 last:border-b-0 sm:px-4">
      <dl className="grid min-w-0 flex-1 gap-x-6 gap-y-1 text-[12.5px] sm:grid-cols-2 lg:grid-cols-[minmax(0,1.5fr)_repeat(4,minmax(0,1fr))]">
        <Item term={t('client')}>
          <span className="text-[13.5px] font-[550]">{client}</span>
        </Item>
        <Item term={t('address')}>
          {signIn.address === null ? (
            <span className="text-muted">{t('addressNotKept')}</span>
          ) : (
            <span className="font-mono">{signIn.address}</span>
          )}
        </Item>
        <Item term={t('since')}>
          <Instant at={signIn.sinceUtc} />
        </Item>
        <Item term={t('seen')}>
          <Instant at={signIn.seenAtUtc} />
        </Item>
        <Item term={t('ends')}>
          <Instant at={signIn.idleEndsAtUtc} />
        </Item>
      </dl>
      {signIn.isThis ? (
        <span className="text-[12.5px] text-muted">{t('this')}</span>
      ) : (
        <button type="button" onClick={onEnd} aria-label={t('endOf', { name, client })} className="button">
          {t('end')}
        </button>
      )}
    </li>
  )
}

function Item({ term, children }: { term: string; children: ReactNode }): ReactNode {
  return (
    <div className="min-w-0 max-lg:flex max-lg:gap-2">
      <dt className="text-faint max-lg:min-w-20">{term}</dt>
      <dd className="min-w-0 foreign-text">{children}</dd>
    </div>
  )
}
