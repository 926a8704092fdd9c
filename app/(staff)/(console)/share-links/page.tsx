import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowedPage } from '@/components/not-allowed-page'
import { ShareLinksScreen } from '@/components/share-links/share-links-screen'
import { canShare } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shareLinks')
  return { title: t('title') }
}

export default async function ShareLinksPage() {
  const principal = await staffFor(canShare)
  return principal === null ? <NotAllowedPage /> : <ShareLinksScreen person={principal.name} />
}
