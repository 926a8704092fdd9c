import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowedPage } from '@/components/not-allowed-page'
import { ProviderScreen } from '@/components/share-links/provider-screen'
import { canChangeProvider, canShare } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('shareLinks.provider')
  return { title: t('title') }
}

export default async function ProviderPage() {
  const principal = await staffFor(canShare)
  return principal === null ? <NotAllowedPage /> : <ProviderScreen mayChange={canChangeProvider(principal)} />
}
