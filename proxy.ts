import { NextResponse, type NextRequest } from 'next/server'
import { peekRuntime } from '@/lib/server/runtime-scope'
import { toPathToken } from '@/lib/share/path-token'

const SHARE = '/share'

/**
 * Sets the content security policy with its nonce, and the security headers, for every page; and the status of a share
 * link's page, which a page itself cannot set. It never decides what is shown: pages and handlers check that themselves.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { pathname, search } = request.nextUrl
  const isShare = pathname === SHARE || pathname.startsWith(`${SHARE}/`)
  const frameAncestors = isShare ? (peekRuntime()?.config.access.shareFrameAncestors ?? []) : []
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce, frameAncestors, process.env['NODE_ENV'] === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // A page does not know its own address; the sign-in leads back to it (lib/server/page-access).
  headers.set('x-page-path', pathname + search)
  // Next reads the nonce for its own scripts out of this request header.
  headers.set('Content-Security-Policy', policy)
  const response = isShare
    ? await shareResponse(request, headers)
    : NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('X-Content-Type-Options', 'nosniff')
  response.headers.set('Referrer-Policy', 'no-referrer')
  // It knows no origins: where a page may be framed, the policy alone says by whom.
  if (frameAncestors.length === 0) response.headers.set('X-Frame-Options', 'DENY')
  response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  return response
}

async function shareResponse(request: NextRequest, headers: Headers): Promise<NextResponse> {
  const segments = request.nextUrl.pathname
    .split('/')
    .slice(2)
    .filter((part) => part !== '')
  // As the page will find it a moment later; the start program has made the runtime before the first request.
  const status = await peekRuntime()?.shares.statusOf(toPathToken(segments), request.headers)
  const response = NextResponse.next({ request: { headers }, status: status ?? 503 })
  response.headers.set('X-Robots-Tag', 'noindex, nofollow')
  response.headers.set('Cache-Control', 'no-store')
  return response
}

function contentSecurityPolicy(
  nonce: string,
  frameAncestors: readonly string[],
  isDevelopment: boolean,
): string {
  return [
    "default-src 'self'",
    // React rebuilds server stacks by eval in development only.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'nonce-${nonce}'`,
    // Bars are as wide as their style attribute says; a nonce cannot allow attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors.length === 0 ? "'none'" : frameAncestors.join(' ')}`,
  ].join('; ')
}

export const config = { matcher: ['/((?!_next/static|_next/image|api/).*)'] }
