import { NotAllowedPage } from '@/components/not-allowed-page'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AuditFailure } from '@/components/audit/audit-failure'
import { AuditView } from '@/components/audit/audit-view'
import type { AuditReply } from '@/lib/api/audit-replies'
import type { ProblemReply } from '@/lib/api/problem'
import { canViewAudit } from '@/lib/auth/permissions'
import { auditQuerySchema, type AuditQuery } from '@/lib/server/audit-book'
import { staffFor } from '@/lib/server/page-access'
import { problem } from '@/lib/server/reply'
import { getRuntime } from '@/lib/server/runtime'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit')
  return { title: t('metaTitle') }
}

export default async function AuditPage({ searchParams }: Props) {
  if (!(await staffFor(canViewAudit))) return <NotAllowedPage />
  const query = toQuery(await searchParams)
  if (query === null) return <AuditFailure problem={null} />
  const loaded = await load(query)
  if ('problem' in loaded) return <AuditFailure problem={loaded.problem} />
  const { action, actor, before } = query
  return <AuditView reply={loaded.reply} filter={{ action, actor }} older={before !== undefined} />
}

/** Null for an address that asks for something that there is none of. A form sends what was left open as empty. */
function toQuery(params: Awaited<Props['searchParams']>): AuditQuery | null {
  const given = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''))
  return auditQuerySchema.safeParse(given).data ?? null
}

async function load(query: AuditQuery): Promise<{ reply: AuditReply } | { problem: ProblemReply }> {
  try {
    return { reply: await getRuntime().auditBook.read(query) }
  } catch (error) {
    // safe: `problem` writes nothing else
    const reply = (await problem(error, Date.now()).json()) as ProblemReply
    if (reply.code === 'internal') throw error
    return { problem: reply }
  }
}
