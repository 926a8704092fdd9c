'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { type ReactNode, useEffect, useState } from 'react'

const CONFIRM_MS = 2000

/** An id, shortened to the eye, whole to the clipboard, the tooltip and a screen reader. */
export function CopyId({ id }: { id: string }): ReactNode {
  const t = useTranslations('common')
  const [copied, setCopied] = useState(false)

  useEffect(() => {
    if (!copied) return undefined
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS)
    return () => clearTimeout(timer)
  }, [copied])

  // Without a clipboard (plain http beyond loopback) nothing is claimed; the tooltip holds the id.
  const copy = (): void =>
    void navigator.clipboard?.writeText(id).then(
      () => setCopied(true),
      () => undefined,
    )
  return (
    <button
      type="button"
      onClick={copy}
      title={id}
      aria-label={`${copied ? t('copied') : t('copy')}: ${id}`}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-md font-mono text-[12px] text-faint hover:text-text"
    >
      {id.slice(0, 8)}…{id.slice(-5)}
      {copied ? <Check aria-hidden className="size-3.5" /> : <Copy aria-hidden className="size-3.5" />}
    </button>
  )
}
