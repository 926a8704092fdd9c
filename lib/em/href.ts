import 'server-only'
import { parseGuid } from '@/lib/failover/ids'

/** Where requests go: the origin, and the path that a proxy may have put before `/api`. */
export type EmBase = { origin: string; prefix: string }

/**
 * @param url EM_URL, which may end in `/`, `/api` or `/api/` and may hold a proxy's path
 * @throws {TypeError} if it is no http(s) address; the message does not repeat it
 */
export function toEmBase(url: string): EmBase {
  const parsed = URL.canParse(url) ? new URL(url) : null
  if (parsed === null || !/^https?:$/.test(parsed.protocol))
    throw new TypeError('EM_URL is no http(s) address')
  const prefix = parsed.pathname
    .replace(/\/+$/, '')
    .replace(/\/api$/i, '')
    .replace(/\/+$/, '')
  return { origin: parsed.origin, prefix }
}

/**
 * Turns an Href of a reply into a path of ours, from `/api` on with its query. EM writes the host name that it
 * believes to have, sometimes with http: neither may decide where the token goes (§5.1).
 * @returns null for what does not lead into the API: other paths, credentials, dot segments, encoded slashes
 */
export function rebaseHref(href: string, base: EmBase): string | null {
  const raw = href.trim()
  // Looked for in the raw text too, for the URL parser resolves dot segments silently.
  const rawPath = raw.split(/[?#]/, 1)[0] ?? ''
  if (/(?:^|[/\\])(?:\.|%2e){1,2}(?:[/\\]|$)/i.test(rawPath) || /%2f|%5c|\\/i.test(rawPath)) return null
  if (!URL.canParse(raw, base.origin)) return null
  const url = new URL(raw, base.origin)
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') return null
  const path = startsWithSegment(url.pathname, `${base.prefix}/api`)
    ? url.pathname.slice(base.prefix.length)
    : url.pathname
  return startsWithSegment(path, '/api') ? path + url.search : null
}

/** Path segments match without regard to case (§1). */
function startsWithSegment(path: string, start: string): boolean {
  const lower = path.toLowerCase()
  return lower === start.toLowerCase() || lower.startsWith(`${start.toLowerCase()}/`)
}

/** The GUID that follows a segment in an Href's path, such as `backupServers`; null if there is none. */
export function guidInHref(href: string, segment: string): string | null {
  const parts = (href.split(/[?#]/, 1)[0] ?? '').split('/')
  const at = parts.findIndex((part) => part.toLowerCase() === segment.toLowerCase())
  return at < 0 ? null : parseGuid(parts[at + 1] ?? '')
}
