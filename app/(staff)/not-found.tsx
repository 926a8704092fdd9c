import { useTranslations } from 'next-intl'
import { HomeLink } from '@/components/home-link'
import { MessagePage } from '@/components/message-page'

export default function NotFound() {
  const t = useTranslations('shell.notFound')
  return (
    <main id="content" tabIndex={-1} className="outline-none">
      <MessagePage title={t('title')} explain={t('explain')} actions={<HomeLink />} />
    </main>
  )
}
