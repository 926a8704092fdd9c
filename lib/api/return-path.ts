import { pages } from './paths'

/** Only its path is looked at: what resolves to another host, however it is written, has left it. */
const HERE = 'http://here.invalid'
const CONTROLS = /[\p{Cc}\\]/u
/** Where nobody wants to come back to: the sign-in itself, and what is no page. */
const NO_PAGE = /^\/(sign-in|api)(\/|$)/i

/**
 * Where a person goes after the sign-in. An address comes from whoever made the link: only a page of this monitor counts,
 * and everything else leads to the list of failovers.
 * @param from path with its query, as `?from=` holds it
 */
export function toReturnPath(from: string | null | undefined): string {
  const home = pages.sessions()
  if (!from?.startsWith('/') || from.startsWith('//') || CONTROLS.test(from)) return home
  const url = URL.parse(from, HERE)
  if (url === null || url.origin !== HERE || url.pathname.startsWith('//')) return home
  return NO_PAGE.test(decoded(url.pathname)) ? home : url.pathname + url.search + url.hash
}

/** What the server will make of it; a path that cannot be decoded leads nowhere anyway. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
