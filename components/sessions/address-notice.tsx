'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AddressFault } from './list-address'

const MOST_SHOWN = 60

type Props = { faults: readonly AddressFault[]; onForget: () => void }

/** The address said something that means nothing: what, and that the list goes on without it. */
export function AddressNotice({ faults, onForget }: Props): ReactNode {
  const t = useTranslations('sessions.addressFault')
  if (faults.length === 0) return null
  return (
    <div
      role="alert"
      data-testid="address-fault"
      className="card flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-status-warning/50 px-4 py-2.5"
    >
      <p className="min-w-0">
        {t('title', { count: faults.length })}{' '}
        {faults.map(({ name, value }) => (
          <code key={name} className="mr-2 font-mono text-[12px] foreign-text">
            {name}={value.slice(0, MOST_SHOWN)}
          </code>
        ))}
      </p>
      <button type="button" className="button" onClick={onForget}>
        {t('forget')}
      </button>
    </div>
  )
}
