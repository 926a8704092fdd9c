import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HomeLink } from './home-link'
import { MessagePage } from './message-page'

/** The person is signed in, but the page is for another role. */
export function NotAllowedPage(): ReactNode {
  const t = useTranslations('problem.any.not_allowed')
  return (
    <MessagePage
      testId="not-allowed"
      title={t('title')}
      explain={t('explain')}
      next={t('next')}
      actions={<HomeLink />}
    />
  )
}
