import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { NotAllowedPage } from '@/components/not-allowed-page'
import { ScreensScreen } from '@/components/screens/screens-screen'
import { canManageScreens } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'
import { getRuntime } from '@/lib/server/runtime'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('screens')
  return { title: t('metaTitle') }
}

/** A phone that has scanned a screen's square comes here with its code. */
export default async function ScreensPage({ searchParams }: Props) {
  if (!(await staffFor(canManageScreens))) return <NotAllowedPage />
  const { code } = await searchParams
  return (
    <ScreensScreen
      code={typeof code === 'string' ? code.slice(0, 20) : ''}
      publicOrigin={getRuntime().config.publicUrl}
    />
  )
}
