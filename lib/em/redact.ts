import 'server-only'

const MAX_SECRETS = 64
const LOGON_ADDRESS = /logonSessions\/[^\s"'<>?#]+/gi

/**
 * Takes secrets out of text that came from Enterprise Manager before it reaches a message or the log.
 * SessionId is one: the token is its Base64 form (§2.3), so an address that holds it gives the logon away.
 */
export type Redactor = {
  add(secret: string): void
  clean(text: string): string
}

export function createRedactor(lasting: readonly string[]): Redactor {
  // Tokens of earlier logons stay valid for a while; the oldest are forgotten so that the list stays short.
  const passing = new Set<string>()
  return {
    add(secret) {
      passing.delete(secret)
      passing.add(secret)
      const [oldest] = passing
      if (passing.size > MAX_SECRETS && oldest !== undefined) passing.delete(oldest)
    },
    clean(text) {
      let clean = text.replace(LOGON_ADDRESS, 'logonSessions/[redacted]')
      for (const secret of [...passing, ...lasting]) {
        if (secret !== '') clean = clean.replaceAll(secret, '[redacted]')
      }
      return clean
    },
  }
}
