'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { Fault } from '../fault'
import { type LogoKind, type ReadLogo, readLogo } from './read-logo'

type Props = { has: boolean; onLogo: (logo: { type: LogoKind; base64: string } | null) => void }

/** A picture from a file of this computer; it leaves the browser only with the whole form. */
export function LogoField({ has, onLogo }: Props): ReactNode {
  const t = useTranslations('shareLinks.logo')
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<Extract<ReadLogo, { fault: unknown }>['fault'] | null>(null)

  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const read = await readLogo(file)
    setFault('fault' in read ? read.fault : null)
    if ('logo' in read) onLogo(read.logo)
    // The same file, mended, can be chosen again.
    if (input.current) input.current.value = ''
  }
  return (
    <div className="grid gap-1.5">
      <label htmlFor="provider-logo" className="font-[560]">
        {t('label')}
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={input}
          id="provider-logo"
          type="file"
          accept="image/png,image/jpeg,image/webp"
          aria-describedby="provider-logo-hint"
          aria-invalid={fault !== null}
          onChange={(event) => void take(event.target.files?.[0])}
          className="max-w-full text-[12.5px] file:mr-3 file:min-h-[30px] file:cursor-pointer file:rounded-lg file:border file:border-solid file:border-line-strong file:bg-surface file:px-3 file:text-[12.5px] file:font-[550] file:text-text hover:file:bg-sunken"
        />
        {has && (
          <button
            type="button"
            className="button"
            onClick={() => {
              setFault(null)
              onLogo(null)
            }}
          >
            {t('remove')}
          </button>
        )}
      </div>
      <div role="alert">{fault !== null && <Fault>{t(`fault.${fault}`)}</Fault>}</div>
      <p id="provider-logo-hint" className="text-[12.5px] text-muted">
        {t('hint')}
      </p>
    </div>
  )
}
