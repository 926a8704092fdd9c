/** A browser as far as signing in needs one: it keeps cookies, and follows nothing by itself. */
export type CookieJar = {
  cookies: Map<string, string>
  header: () => string
  take: (response: Response) => Response
  send: (url: string, form?: Record<string, string>) => Promise<Response>
}

export function createCookieJar(): CookieJar {
  const cookies = new Map<string, string>()
  const jar: CookieJar = {
    cookies,
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    take(response) {
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';')
        const at = pair.indexOf('=')
        const isOver = /;\s*max-age=0/i.test(line) || /;\s*expires=thu, 01 jan 1970/i.test(line)
        if (isOver) cookies.delete(pair.slice(0, at))
        else cookies.set(pair.slice(0, at), pair.slice(at + 1))
      }
      return response
    },
    send: async (url, form) =>
      jar.take(
        await fetch(url, {
          redirect: 'manual',
          headers: { cookie: jar.header() },
          ...(form && { method: 'POST', body: new URLSearchParams(form) }),
        }),
      ),
  }
  return jar
}
