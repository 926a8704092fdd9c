/** The process answers. A bare word for probes; details are on the health page. */
export const GET = (): Response => new Response('live\n', { headers: { 'Cache-Control': 'no-store' } })

export const dynamic = 'force-dynamic'
