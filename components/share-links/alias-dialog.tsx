'use client'

import { useQueries } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type FormEvent, type ReactNode, useState } from 'react'
import { sessionQuery } from '@/lib/api/queries'
import { changeShareLink } from '@/lib/api/share-commands'
import type { ShareLink } from '@/lib/api/share-replies'
import { Modal, ModalCommands } from '../modal'
import { aliasOf, changedAliases, toVmNames } from './aliases'
import { CommandFailure } from '../command-failure'
import { useShareCommand } from './use-share-command'

/** What the tenant reads in place of each VM's name. */
export function AliasDialog({ link, onClose }: { link: ShareLink; onClose: () => void }): ReactNode {
  const t = useTranslations('shareLinks')
  const runs = useQueries({ queries: link.runs.map(({ sessionId }) => sessionQuery(sessionId)) })
  const [typed, setTyped] = useState<Record<string, string>>({})
  const names = toVmNames(
    runs.map(({ data }) => data?.reply.session.tasks ?? []),
    link.aliases,
  )
  const changed = changedAliases(link.aliases, typed)
  const isChanged = Object.keys(changed).length > 0
  const save = useShareCommand(() => changeShareLink(link.id, { aliases: changed }), onClose)
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (isChanged) save.mutate(undefined)
    else onClose()
  }
  const loading = runs.some(({ isPending }) => isPending)
  const unreadable = runs.filter(({ data, error }) => data === undefined && error !== null).length
  return (
    <Modal
      wide
      title={t('aliases.title', { label: link.label })}
      onClose={onClose}
      unsaved={isChanged ? t('dialog.typed') : null}
      busy={save.isPending}
    >
      <form onSubmit={submit} noValidate>
        <div className="grid gap-3 px-4 py-4 sm:px-6">
          <p className="max-w-[72ch] text-muted">{t('aliases.explain')}</p>
          {link.show.vms !== 'aliases' && (
            <p className="max-w-[72ch] rounded-lg bg-sunken px-3.5 py-2.5">
              {t(`aliases.notUsed.${link.show.vms}`)}
            </p>
          )}
          {unreadable > 0 && <p>{t('aliases.unreadable', { count: unreadable })}</p>}
          {names.length === 0 ? (
            <p className="text-muted">{t(loading ? 'aliases.loading' : 'aliases.none')}</p>
          ) : (
            <ul className="card divide-y divide-line">
              {names.map((name) => (
                <li
                  key={name}
                  className="grid items-center gap-x-4 gap-y-1 px-3.5 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]"
                >
                  <span dir="auto" className="text-start foreign-text">
                    {name}
                  </span>
                  <input
                    aria-label={t('aliases.of', { name })}
                    dir="auto"
                    value={aliasOf(typed, name) ?? aliasOf(link.aliases, name) ?? ''}
                    onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                    maxLength={80}
                    autoComplete="off"
                    placeholder={t('aliases.byNumber')}
                    className="input"
                  />
                </li>
              ))}
            </ul>
          )}
        </div>
        <ModalCommands>
          <CommandFailure error={save.error} />
          <button type="button" className="button" onClick={onClose} hidden={isChanged}>
            {t('dialog.cancel')}
          </button>
          <button type="submit" className="button button-main" disabled={!isChanged || save.isPending}>
            {t('aliases.save', { count: Object.keys(changed).length })}
          </button>
        </ModalCommands>
      </form>
    </Modal>
  )
}
