import { NotAllowedPage } from '@/components/not-allowed-page'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SessionsScreen } from '@/components/sessions/sessions-screen'
import { canViewSessions } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sessions')
  return { title: t('metaTitle') }
}

export default async function SessionsPage() {
  if (!(await staffFor(canViewSessions))) return <NotAllowedPage />
  return <SessionsScreen />
}
