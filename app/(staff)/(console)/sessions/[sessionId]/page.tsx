import { NotAllowedPage } from '@/components/not-allowed-page'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InvalidIdPage } from '@/components/invalid-id-page'
import { SessionScreen } from '@/components/session/session-screen'
import { canViewSessions } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'
import { parseSessionId } from '@/lib/failover/ids'

type Props = { params: Promise<{ sessionId: string }> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('session')
  return { title: t('metaTitle') }
}

export default async function SessionPage({ params }: Props) {
  if (!(await staffFor(canViewSessions))) return <NotAllowedPage />
  const sessionId = parseSessionId((await params).sessionId)
  if (sessionId === null) return <InvalidIdPage kind="session" />
  return <SessionScreen sessionId={sessionId} />
}
