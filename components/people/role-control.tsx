'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react'
import type { PersonReply, SetRole, SetRoleBody } from '@/lib/api/access-replies'
import { paths } from '@/lib/api/paths'
import { sendJson } from '@/lib/api/send-json'
import { ROLES } from '@/lib/failover/role'
import { fill, withInstant } from '../rich-tags'
import { CommandFailure } from '../command-failure'
import type { OfPerson } from './of-person'
import { usePeopleCommand } from './use-people-command'

const AS_FOUND = 'found'
const CHOICES = [AS_FOUND, ...ROLES, 'none'] as const
type Choice = (typeof CHOICES)[number]

const toChoice = (setRole: SetRole | null): Choice => setRole ?? AS_FOUND
const toSetRole = (choice: Choice): SetRole | null => (choice === AS_FOUND ? null : choice)

/** The role that holds; a change is chosen first and then saved, so that no key press does it. */
export function RoleControl({ person, onDone }: OfPerson): ReactNode {
  const t = useTranslations('people.role')
  const id = useId()
  const select = useRef<HTMLSelectElement>(null)
  const [chosen, setChosen] = useState<Choice | null>(null)
  const current = toChoice(person.setRole)
  const choice = chosen ?? current
  const isChanged = choice !== current
  const source = useTranslations('people.sourceSays')(person.source)
  const word = (of: Choice): string =>
    of === AS_FOUND ? t('found', { role: t(person.foundRole ?? 'none'), source }) : t(of)

  const command = usePeopleCommand(
    (to: Choice) =>
      sendJson('PATCH', paths.person(person.id), { setRole: toSetRole(to) } satisfies SetRoleBody),
    (_reply, to) => {
      setChosen(null)
      select.current?.focus()
      onDone(t('saved', { name: person.name, role: word(to) }))
    },
  )

  function reset(): void {
    setChosen(null)
    command.reset()
    select.current?.focus()
  }

  function save(event: FormEvent): void {
    event.preventDefault()
    if (!command.isPending) command.mutate(choice)
  }

  if (person.isYou) {
    return (
      <div className="min-w-0 md:text-end">
        <p>
          <span className="sr-only">{t('label')}: </span>
          <span className="font-[560]">
            {person.setRole === null ? word(AS_FOUND) : t(person.role ?? 'none')}
          </span>
        </p>
        <Origin person={person} />
        <p className="text-[12.5px] text-muted">{t('own')}</p>
      </div>
    )
  }
  return (
    <form onSubmit={save} className="grid min-w-0 gap-1.5 md:justify-items-end">
      <div className="flex flex-wrap items-center gap-2 md:justify-end">
        <label htmlFor={id} className="sr-only">
          {t('labelOf', { name: person.name })}
        </label>
        <select
          ref={select}
          id={id}
          value={choice}
          onChange={({ target }) => setChosen(CHOICES.find((one) => one === target.value) ?? null)}
          className="h-8 max-w-full rounded-lg border border-line-strong bg-bg px-2 font-[560] text-text"
        >
          {CHOICES.map((one) => (
            <option key={one} value={one}>
              {word(one)}
            </option>
          ))}
        </select>
        {isChanged && (
          <>
            <button
              type="submit"
              aria-disabled={command.isPending}
              className="inline-flex min-h-[30px] items-center rounded-lg bg-ink px-3 text-[12.5px] font-[550] text-on-ink hover:opacity-90 aria-disabled:opacity-60"
            >
              {t('save')}
            </button>
            <button type="button" onClick={reset} className="button">
              {t('cancel')}
            </button>
          </>
        )}
      </div>
      {isChanged && losesAccess(person, choice) ? (
        <p className="text-[12.5px] text-muted md:text-end">{t('willEnd')}</p>
      ) : (
        <Origin person={person} />
      )}
      <CommandFailure error={command.error} />
    </form>
  )
}

const losesAccess = (person: PersonReply, choice: Choice): boolean =>
  person.signIns.length > 0 && (choice === 'none' || (choice === AS_FOUND && person.foundRole === null))

/** Who has set the role, and what it would be otherwise. */
function Origin({ person }: { person: PersonReply }): ReactNode {
  const t = useTranslations('people')
  if (person.setRole === null || person.setBy === null || person.setAtUtc === null) return null
  return (
    <p className="text-[12.5px] text-muted md:text-end">
      {t.rich('role.bySet', {
        ...withInstant(person.setAtUtc),
        by: fill(<bdi className="foreign-text">{person.setBy}</bdi>),
        source: t(`sourceSays.${person.source}`),
        role: t(`role.${person.foundRole ?? 'none'}`),
      })}
    </p>
  )
}
