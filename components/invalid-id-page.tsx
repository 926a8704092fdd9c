import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HomeLink } from './home-link'
import { MessagePage } from './message-page'

/**
 * The address holds no GUID; whether a GUID names something is a question for Enterprise Manager. Rendered in place and
 * not through `notFound()`: below a layout, that sends an empty document which only scripts fill.
 */
export function InvalidIdPage({ kind }: { kind: 'session' | 'point' }): ReactNode {
  const t = useTranslations(`${kind}.invalid`)
  return (
    <MessagePage
      testId="invalid-id"
      title={t('title')}
      explain={t('explain')}
      next={t('next')}
      actions={<HomeLink />}
    />
  )
}
