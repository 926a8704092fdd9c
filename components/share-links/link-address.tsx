'use client'

import { Check, Copy, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useRef, useState } from 'react'
import { fill } from '../rich-tags'
import { Field } from './field'
import { QrCode } from './qr-code'

type Props = {
  url: string
  /** A passcode that was set with it: it cannot be read again either. */
  passcode?: string | null
  onCopied: () => void
}

/** A link's address, the one time that it can be read. */
export function LinkAddress({ url, passcode = null, onCopied }: Props): ReactNode {
  const t = useTranslations('shareLinks.address')
  const input = useRef<HTMLInputElement>(null)
  const [copy, setCopy] = useState<'not_yet' | 'copied' | 'by_hand'>('not_yet')

  const copyUrl = async (): Promise<void> => {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(url)
      setCopy('copied')
      onCopied()
    } catch {
      // No clipboard for a page over plain http: the text is selected, the keys do the rest.
      setCopy('by_hand')
    }
  }
  return (
    <div className="grid gap-4 px-4 py-4 sm:px-6">
      <p className="flex items-start gap-2.5 rounded-lg bg-status-warning-bg px-3.5 py-2.5">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-status-warning" />
        <span>
          <strong className="font-[620]">{t('once')}</strong> {t('onceWhy')}
        </span>
      </p>
      <div className="flex flex-wrap items-start gap-x-5 gap-y-4 sm:flex-nowrap">
        <QrCode text={url} label={t('qr')} />
        <div className="grid min-w-0 flex-1 basis-[240px] gap-3.5">
          <Field label={t('label')}>
            {(control) => (
              <input
                {...control}
                ref={input}
                readOnly
                value={url}
                data-testid="share-url"
                onFocus={(event) => event.currentTarget.select()}
                onCopy={onCopied}
                className="input font-mono text-[12.5px]"
              />
            )}
          </Field>
          <div className="flex flex-wrap items-center gap-3">
            <button
              type="button"
              data-first-focus
              className="button button-main"
              onClick={() => void copyUrl()}
            >
              {copy === 'copied' ? (
                <Check aria-hidden className="size-3.5" />
              ) : (
                <Copy aria-hidden className="size-3.5" />
              )}
              {t('copy')}
            </button>
            <output className="text-[12.5px] text-muted">
              {copy === 'copied' && t('copied')}
              {copy === 'by_hand' && t('byHand')}
            </output>
          </div>
          {passcode !== null && (
            <p>
              {t.rich('passcode', {
                code: fill(<code className="font-mono text-[14px] font-[600] select-all">{passcode}</code>),
              })}
            </p>
          )}
          <p className="text-[12.5px] text-muted">{t('handOver')}</p>
        </div>
      </div>
    </div>
  )
}
