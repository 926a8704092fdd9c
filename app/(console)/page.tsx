import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { SessionsScreen } from '@/components/sessions/sessions-screen'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('sessions')
  return { title: t('metaTitle') }
}

export default function SessionsPage() {
  return <SessionsScreen />
}
