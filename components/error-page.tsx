'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HomeLink } from './home-link'
import { MessagePage } from './message-page'

type Props = { error: unknown; retry: () => void }

/** A fault of ours. In production the message is withheld; the digest finds it in the log. */
export function ErrorPage({ error, retry }: Props): ReactNode {
  const t = useTranslations('shell.error')
  const digest = toDigest(error)
  return (
    <MessagePage
      testId="error-page"
      title={t('title')}
      explain={t('explain')}
      actions={
        <>
          <button type="button" onClick={retry} className="button">
            {t('retry')}
          </button>
          <HomeLink />
        </>
      }
    >
      {digest !== null && <p className="font-mono text-[12.5px] text-muted">{t('reference', { digest })}</p>}
    </MessagePage>
  )
}

function toDigest(error: unknown): string | null {
  if (!(error instanceof Error) || !('digest' in error)) return null
  return typeof error.digest === 'string' ? error.digest : null
}
