import { canViewAudit } from '@/lib/auth/permissions'
import { auditQuerySchema } from '@/lib/server/audit-book'
import { toAuditFile } from '@/lib/server/audit-file'
import { json } from '@/lib/server/reply'
import { route } from '@/lib/server/route'

export const GET = route(
  { allow: canViewAudit, query: auditQuerySchema },
  async ({ runtime, query, principal, client }) =>
    query.format === 'csv'
      ? toAuditFile(runtime, query, principal, client)
      : json(await runtime.auditBook.read(query)),
)
