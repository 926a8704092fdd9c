import 'server-only'
import { RequestError } from './reply'

/**
 * A request that changes something must come from our own pages: its Origin names the host that it was sent to (which
 * the gatekeeper has found to be ours), and PUBLIC_URL's scheme where it is that host.
 * @throws {RequestError} `foreign_origin`
 */
export function checkOrigin(headers: Headers, publicUrl: string | null): void {
  const origin = URL.parse(headers.get('origin') ?? '')
  const site = headers.get('sec-fetch-site')
  const isOurs =
    origin !== null &&
    origin.host === headers.get('host')?.toLowerCase() &&
    (publicUrl === null || new URL(publicUrl).host !== origin.host || origin.origin === publicUrl) &&
    (site === null || site === 'same-origin')
  if (isOurs) return
  throw new RequestError(
    'foreign_origin',
    'A request that changes something must come from a page of this monitor (its Origin header must be the address in PUBLIC_URL).',
  )
}
