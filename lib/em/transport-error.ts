import 'server-only'
import { errors } from 'undici'
import { ReadError } from '@/lib/failover/read-error'

const TRUST_HINT =
  'Give the CA that signed it in EM_CA_FILE, or pin this one certificate by its SHA-256 in EM_CERT_SHA256.'

const UNTRUSTED: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: `Enterprise Manager's certificate is self-signed and not known here. ${TRUST_HINT}`,
  SELF_SIGNED_CERT_IN_CHAIN: `Enterprise Manager's certificate was issued by an unknown CA (a self-signed root). ${TRUST_HINT}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `Enterprise Manager's certificate was issued by an unknown CA. ${TRUST_HINT}`,
  UNABLE_TO_GET_ISSUER_CERT: `Enterprise Manager's certificate was issued by an unknown CA. ${TRUST_HINT}`,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: `Enterprise Manager's certificate was issued by an unknown CA. ${TRUST_HINT}`,
  CERT_HAS_EXPIRED: `Enterprise Manager's certificate has expired. Renew it on the server, or pin it in EM_CERT_SHA256.`,
  CERT_NOT_YET_VALID: `Enterprise Manager's certificate is not valid yet. Check the clocks, or pin it in EM_CERT_SHA256.`,
  ERR_TLS_CERT_ALTNAME_INVALID: `Enterprise Manager's certificate bears another host name than EM_URL. Use the name it bears, or pin it in EM_CERT_SHA256.`,
  EM_CERT_PIN_MISMATCH: `Enterprise Manager's certificate is not the one pinned in EM_CERT_SHA256. If it was renewed on purpose, pin the new one; if not, somebody may stand in between. Nothing was sent.`,
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  ENOTFOUND: `The host name in EM_URL is not known to DNS`,
  EAI_AGAIN: `DNS did not answer for the host name in EM_URL`,
  ECONNREFUSED: `Enterprise Manager's host refuses the connection; its service may be stopped, or the port wrong`,
  ECONNRESET: `The connection was reset before Enterprise Manager answered`,
  EPIPE: `The connection was reset before Enterprise Manager answered`,
  UND_ERR_SOCKET: `The connection was closed before Enterprise Manager answered`,
  EHOSTUNREACH: `There is no route to Enterprise Manager's host`,
  ENETUNREACH: `There is no network to Enterprise Manager's host`,
}

/** The connection broke before any answer: what a server does to a connection that it holds for idle. */
const RESETS = new Set(['ECONNRESET', 'ECONNABORTED', 'EPIPE', 'UND_ERR_SOCKET'])

export function isReset(error: unknown): boolean {
  return RESETS.has(codeOf(error) ?? '')
}

/** A fault below HTTP. @param replied headers had come, so it is the reply that is at fault */
export function toTransportError(error: unknown, replied: boolean): ReadError {
  if (error instanceof ReadError) return error
  const code = codeOf(error)
  const cause = toSafeCause(error, code)
  const untrusted = code === null ? undefined : UNTRUSTED[code]
  if (untrusted !== undefined) return new ReadError('tls_untrusted', untrusted, { cause })
  if (code !== null && isCertificateCode(code)) {
    return new ReadError(
      'tls_untrusted',
      `Enterprise Manager's certificate is not trusted (${code}). ${TRUST_HINT}`,
      { cause },
    )
  }
  if (code === 'UND_ERR_CONNECT_TIMEOUT' || code === 'ETIMEDOUT') {
    return new ReadError('timed_out', 'Connecting to Enterprise Manager took too long', { cause })
  }
  if (code?.startsWith('HPE_')) return new ReadError('bad_reply', 'The answer is not HTTP', { cause })
  if (replied) return new ReadError('bad_reply', `Enterprise Manager's reply broke off`, { cause })
  if (code === 'EPROTO' || code?.startsWith('ERR_SSL_')) {
    return new ReadError(
      'unreachable',
      'No TLS connection could be made; EM_URL may name a port without TLS',
      { cause },
    )
  }
  const message =
    (code === null ? undefined : UNREACHABLE[code]) ??
    `Enterprise Manager cannot be reached (${code ?? 'unknown fault'})`
  return new ReadError('unreachable', message, { cause })
}

/** OpenSSL's verification results as Node names them. */
function isCertificateCode(code: string): boolean {
  return /^(?:CERT_|CRL_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERROR_IN_CERT_|ERR_TLS_CERT_)/.test(
    code,
  )
}

/** The code of an error, of its cause, or of the first of several attempts (one per address of a host). */
function codeOf(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 4) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  // undici leaves its code empty when not even the first bytes are HTTP.
  if (error instanceof errors.HTTPParserError) return 'HPE_INVALID'
  if ('errors' in error && Array.isArray(error.errors)) return codeOf(error.errors[0], depth + 1)
  return 'cause' in error ? codeOf(error.cause, depth + 1) : null
}

/** Without the original: the HTTP parser's error holds the bytes it choked on, others the request's headers. */
function toSafeCause(error: unknown, code: string | null): Error {
  const safe = new Error(code ?? (error instanceof Error ? error.name : 'unknown fault'))
  safe.stack = `${safe.name}: ${safe.message}`
  return safe
}
