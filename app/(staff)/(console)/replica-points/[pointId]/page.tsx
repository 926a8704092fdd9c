import { NotAllowedPage } from '@/components/not-allowed-page'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InvalidIdPage } from '@/components/invalid-id-page'
import { PointScreen } from '@/components/point/point-screen'
import { canViewReplicaPoints } from '@/lib/auth/permissions'
import { staffFor } from '@/lib/server/page-access'
import { parseReplicaPointId, parseSessionId } from '@/lib/failover/ids'

type Props = {
  params: Promise<{ pointId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('point')
  return { title: t('metaTitle') }
}

export default async function ReplicaPointPage({ params, searchParams }: Props) {
  if (!(await staffFor(canViewReplicaPoints))) return <NotAllowedPage />
  const pointId = parseReplicaPointId((await params).pointId)
  if (pointId === null) return <InvalidIdPage kind="point" />
  const { session } = await searchParams
  return (
    <PointScreen
      pointId={pointId}
      fromSession={typeof session === 'string' ? parseSessionId(session) : null}
    />
  )
}
