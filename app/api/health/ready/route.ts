import { getRuntime } from '@/lib/server/runtime'

export const dynamic = 'force-dynamic'

/** The settings are good and the record is open. Enterprise Manager being away is not unready: pages say so themselves. */
export function GET(): Response {
  const headers = { 'Cache-Control': 'no-store' }
  try {
    if (getRuntime().isRecordOpen()) return new Response('ready\n', { headers })
    return new Response('not ready\n', { status: 503, headers })
  } catch {
    return new Response('not ready\n', { status: 503, headers })
  }
}
