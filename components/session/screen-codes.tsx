'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { SessionReply } from '@/lib/api/replies'
import { useCopied } from '../use-copied'

/** What the run is called on screens that show codes, for whoever comes from one, or sends somebody to it. */
export function ScreenCodes({ codes }: { codes: NonNullable<SessionReply['screenCodes']> }): ReactNode {
  const t = useTranslations('session.screenCodes')
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 text-[12px] text-faint">
      {t('label')}
      <Code code={codes.plan} />
      {codes.tenant !== null && <Code code={codes.tenant} />}
    </span>
  )
}

function Code({ code }: { code: string }): ReactNode {
  const t = useTranslations('session.screenCodes')
  // Without a clipboard (plain http beyond loopback) nothing is claimed; the code can be read.
  const { state, copy } = useCopied()
  const copied = state === 'copied'
  const Icon = copied ? Check : Copy
  return (
    <button
      type="button"
      onClick={() => void copy(code)}
      aria-label={`${copied ? t('copied') : t('copy')}: ${code}`}
      className="inline-flex min-h-6 items-center gap-1.5 rounded-md font-mono whitespace-nowrap hover:text-text"
    >
      {code}
      <Icon aria-hidden className="size-3.5" />
    </button>
  )
}
