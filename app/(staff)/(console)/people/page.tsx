import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowedPage } from '@/components/not-allowed-page'
import { PeopleScreen } from '@/components/people/people-screen'
import { canManagePeople } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people')
  return { title: t('metaTitle') }
}

export default async function PeoplePage() {
  if (!(await staffFor(canManagePeople))) return <NotAllowedPage />
  return <PeopleScreen />
}
