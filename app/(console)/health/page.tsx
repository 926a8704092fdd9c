import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { HealthScreen } from '@/components/health/health-screen'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('health')
  return { title: t('metaTitle') }
}

export default function HealthPage() {
  return <HealthScreen />
}
