import 'server-only'
import type { AuditQuery } from './audit-book'
import type { Client } from './client'
import type { Runtime } from './runtime'
import type { StaffPrincipal } from '@/lib/auth/principal'

/** The book as a file. That somebody took it along stands in it too. @throws {RequestError} `record_unavailable` */
export async function toAuditFile(
  { audit, auditBook }: Pick<Runtime, 'audit' | 'auditBook'>,
  { action, actor }: AuditQuery,
  by: StaffPrincipal,
  client: Client,
): Promise<Response> {
  const detail = { ...(action && { action }), ...(actor && { actor }) }
  await audit.note({ action: 'audit_exported', by, client, detail })
  const body = await auditBook.export({ action, actor })
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': `attachment; filename="failover-audit-${new Date().toISOString().slice(0, 10)}.csv"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
