'use client'

import { Users } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { setTenantLinks } from '@/lib/api/share-commands'
import type { ShareLink } from '@/lib/api/share-replies'
import { Modal, ModalCommands } from '../modal'
import { CommandFailure } from '../command-failure'
import { Field } from './field'
import { toTenants } from './link-filter'
import { RadioGroup } from './radio-group'
import { useShareCommand } from './use-share-command'

type Props = { links: readonly ShareLink[] }

/** All links of one tenant at once, for the day when everything about it has to be out of sight. */
export function TenantCommands({ links }: Props): ReactNode {
  const t = useTranslations('shareLinks.bulk')
  const [open, setOpen] = useState(false)
  if (toTenants(links).length === 0) return null
  return (
    <>
      <button
        type="button"
        className="button sm:ml-auto"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Users aria-hidden className="size-3.5" />
        {t('open')}
      </button>
      {open && <TenantDialog links={links} onClose={() => setOpen(false)} />}
    </>
  )
}

function TenantDialog({ links, onClose }: Props & { onClose: () => void }): ReactNode {
  const t = useTranslations('shareLinks')
  const tenants = toTenants(links)
  const [tenantId, setTenantId] = useState(tenants[0]?.id ?? '')
  const [state, setState] = useState<'paused' | 'revoked'>('paused')
  const command = useShareCommand(() => setTenantLinks(tenantId, state), onClose)
  const tenant = tenants.find(({ id }) => id === tenantId)
  const count = (state === 'paused' ? tenant?.pausable : tenant?.revocable) ?? 0
  return (
    <Modal title={t('bulk.title')} onClose={onClose} busy={command.isPending}>
      <div className="grid gap-5 px-4 py-4 sm:px-6">
        <Field label={t('bulk.tenant')}>
          {(control) => (
            <select
              {...control}
              data-first-focus
              value={tenantId}
              onChange={(event) => setTenantId(event.target.value)}
              className="input"
            >
              {tenants.map(({ id, name, pausable, revocable }) => (
                <option key={id} value={id}>
                  {t('bulk.option', {
                    name: name ?? t('row.tenantUnnamed'),
                    active: pausable,
                    other: revocable - pausable,
                  })}
                </option>
              ))}
            </select>
          )}
        </Field>
        <RadioGroup
          legend={t('bulk.what')}
          options={[
            { key: 'paused', text: t('bulk.paused'), hint: t('bulk.pausedHint') },
            { key: 'revoked', text: t('bulk.revoked'), hint: t('bulk.revokedHint') },
          ]}
          chosen={state}
          onChoose={setState}
        />
        <p className="font-[560]">{t(`bulk.consequence.${state}`, { count })}</p>
      </div>
      <ModalCommands>
        <CommandFailure error={command.error} />
        <button type="button" className="button" onClick={onClose} disabled={command.isPending}>
          {t('dialog.cancel')}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={count === 0 || command.isPending}
          onClick={() => command.mutate(undefined)}
        >
          {t(`bulk.do.${state}`, { count })}
        </button>
      </ModalCommands>
    </Modal>
  )
}
