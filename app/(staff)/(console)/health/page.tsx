import { NotAllowedPage } from '@/components/not-allowed-page'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { HealthScreen } from '@/components/health/health-screen'
import { canViewHealth } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('health')
  return { title: t('metaTitle') }
}

export default async function HealthPage() {
  if (!(await staffFor(canViewHealth))) return <NotAllowedPage />
  return <HealthScreen />
}
