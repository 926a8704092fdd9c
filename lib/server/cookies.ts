import 'server-only'
import { parseCookie, stringifySetCookie } from 'cookie'

/** What a browser carries for us. */
export type CookieName = 'staff' | 'screen' | 'oidc' | `unlock-${string}`

export type Cookies = {
  read: (headers: Headers, name: CookieName) => string | null
  /** A `Set-Cookie` value. `maxAgeSeconds` null: until the browser ends. */
  write: (name: CookieName, value: string, maxAgeSeconds: number | null) => string
  clear: (name: CookieName) => string
}

/**
 * Cookies that no script can read. Behind https they are sent over nothing else, and no other host of the domain can
 * set them (`__Host-`).
 */
export function createCookies(publicUrl: string | null): Cookies {
  const secure = publicUrl?.startsWith('https:') === true
  const nameOf = (name: CookieName): string => `${secure ? '__Host-' : ''}failover-${name}`
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  return {
    read: (headers, name) => parseCookie(headers.get('cookie') ?? '')[nameOf(name)] ?? null,
    write: (name, value, maxAgeSeconds) =>
      stringifySetCookie({
        name: nameOf(name),
        value,
        ...attributes,
        ...(maxAgeSeconds === null ? {} : { maxAge: Math.floor(maxAgeSeconds) }),
      }),
    clear: (name) => stringifySetCookie({ name: nameOf(name), value: '', ...attributes, maxAge: 0 }),
  }
}
