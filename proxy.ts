import { NextResponse, type NextRequest } from 'next/server'

/**
 * Sets the content security policy with its nonce, and the security headers, for every page. It never decides what is
 * shown: pages and handlers check that themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID().replaceAll('-', '')
  const policy = contentSecurityPolicy(nonce, process.env['NODE_ENV'] === 'development')
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // A page does not know its own address; the sign-in leads back to it (lib/server/page-access).
  headers.set('x-page-path', request.nextUrl.pathname + request.nextUrl.search)
  // Next reads the nonce for its own scripts out of this request header.
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('X-Content-Type-Options', 'nosniff')
  response.headers.set('Referrer-Policy', 'no-referrer')
  response.headers.set('X-Frame-Options', 'DENY')
  response.headers.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=()')
  return response
}

function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  return [
    "default-src 'self'",
    // React rebuilds server stacks by eval in development only.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    // Bars are as wide as their style attribute says; a nonce cannot allow attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

export const config = { matcher: ['/((?!_next/static|_next/image|api/).*)'] }
