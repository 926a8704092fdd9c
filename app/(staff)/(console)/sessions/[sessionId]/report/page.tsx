import { NotAllowedPage } from '@/components/not-allowed-page'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { InvalidIdPage } from '@/components/invalid-id-page'
import { isolateName } from '@/components/isolate-name'
import { ReportFailure } from '@/components/report/report-failure'
import { ReportView } from '@/components/report/report-view'
import type { ProblemReply } from '@/lib/api/problem'
import type { ShownReport } from '@/lib/api/report'
import { canViewSessions } from '@/lib/auth/permissions'
import { clientOfPage, staffFor } from '@/lib/server/page-access'
import { parseSessionId, type SessionId } from '@/lib/failover/ids'
import { problem, RequestError } from '@/lib/server/reply'
import { getRuntime } from '@/lib/server/runtime'

type Props = {
  params: Promise<{ sessionId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}
type Loaded = { shown: ShownReport } | { problem: ProblemReply }

// Once per request: the title and the page have to be of the same report.
const loadReport = cache(async (id: SessionId, sha256: string | null): Promise<Loaded> => {
  try {
    const { reports } = getRuntime()
    const shown = sha256 === null ? await reports.read(id) : await reports.find(id, sha256)
    if (shown) return { shown }
    throw new RequestError('report_unknown', 'The monitor has kept no report with this checksum.')
  } catch (error) {
    // safe: `problem` writes nothing else; whichever module instance threw, it knows the error
    const reply = (await problem(error, Date.now()).json()) as ProblemReply
    if (reply.code === 'internal') throw error
    return { problem: reply }
  }
})

/** Browsers name a PDF after the title, so it says which run of which day it is. */
export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const t = await getTranslations()
  if (!(await staffFor(canViewSessions))) return {}
  const sessionId = parseSessionId((await params).sessionId)
  const loaded = sessionId === null ? null : await loadReport(sessionId, toSha256(await searchParams))
  if (loaded === null || 'problem' in loaded) return { title: t('report.metaTitle') }
  const { session, asOfUtc } = loaded.shown.report
  return {
    title: t('report.documentTitle', {
      plan: isolateName(session.name ?? t('common.unnamedPlan')),
      date: (session.creationTimeUtc ?? asOfUtc).slice(0, 10),
    }),
  }
}

export default async function ReportPage({ params, searchParams }: Props) {
  const principal = await staffFor(canViewSessions)
  if (!principal) return <NotAllowedPage />
  const sessionId = parseSessionId((await params).sessionId)
  if (sessionId === null) return <InvalidIdPage kind="session" />
  const asked = toSha256(await searchParams)
  const loaded = await loadReport(sessionId, asked)
  if ('problem' in loaded) return <ReportFailure problem={loaded.problem} sessionId={sessionId} />
  const { report, sha256, kept } = loaded.shown
  await getRuntime().reportAudit.made(loaded.shown, principal, await clientOfPage())
  return <ReportView report={report} sha256={sha256} kept={kept} earlier={asked !== null} />
}

/** The checksum of the report that is asked for; null for the one of now. A malformed one is of no report. */
function toSha256({ sha256 }: Awaited<Props['searchParams']>): string | null {
  return sha256 === undefined ? null : String(sha256).toLowerCase()
}
