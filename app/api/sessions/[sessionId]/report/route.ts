import { canViewSessions } from '@/lib/auth/permissions'
import { sessionParams } from '@/lib/server/params'
import { RequestError } from '@/lib/server/reply'
import { reportQuerySchema, toReportResponse } from '@/lib/server/report-response'
import { route } from '@/lib/server/route'

export const GET = route(
  { allow: canViewSessions, params: sessionParams, query: reportQuerySchema },
  async ({ runtime, params: { sessionId }, query: { format, sha256 }, principal, client }) => {
    const { reports, reportAudit } = runtime
    const shown = sha256 === undefined ? await reports.read(sessionId) : await reports.find(sessionId, sha256)
    if (shown === null) {
      throw new RequestError('report_unknown', 'The monitor has kept no report with this checksum.')
    }
    await reportAudit.made(shown, principal, client)
    return toReportResponse(shown, format)
  },
)
