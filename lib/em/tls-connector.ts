import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import { rootCertificates, TLSSocket, type PeerCertificate } from 'node:tls'
import { buildConnector } from 'undici'
import type { ConnectionStatus } from './em-client'

export type TlsSettings = {
  caPem?: string | undefined
  certSha256?: string | undefined
  connectTimeoutMs: number
}

type Certificate = NonNullable<ConnectionStatus['certificate']>

class PinMismatch extends Error {
  readonly code = 'EM_CERT_PIN_MISMATCH'
}

/**
 * How connections are made: with the system's roots, with a CA of the operator's besides, or to one pinned certificate.
 * @param seen is told the certificate of each new TLS connection that is trusted
 */
export function createTlsConnector(
  settings: TlsSettings,
  seen: (certificate: Certificate) => void,
): buildConnector.connector {
  const pin = settings.certSha256 === undefined ? null : toPin(settings.certSha256)
  const connect = buildConnector({
    timeout: settings.connectTimeoutMs,
    allowH2: false,
    ...(settings.caPem === undefined ? {} : { ca: [...rootCertificates, settings.caPem] }),
    // The pin replaces the chain and the name: the leaf is compared below, before a byte is sent. Node does not call
    // checkServerIdentity for a chain it does not trust, so there is no other place for the comparison.
    // A resumed session would bring no certificate to compare, hence none is kept.
    ...(pin === null ? {} : { rejectUnauthorized: false, maxCachedSessions: 0 }),
  })
  return (options, callback) => {
    connect(options, (...[error, socket]) => {
      if (error !== null) return callback(error, null)
      if (!(socket instanceof TLSSocket)) {
        // With a pin, plain http has nobody to compare; the pin says that TLS is meant.
        if (pin === null) return callback(null, socket)
        socket.destroy()
        return callback(new PinMismatch('no certificate'), null)
      }
      const peer = socket.getPeerCertificate()
      if (pin !== null && !matches(peer, pin)) {
        socket.destroy()
        return callback(new PinMismatch('another certificate'), null)
      }
      const certificate = toCertificate(peer)
      if (certificate !== null) seen(certificate)
      return callback(null, socket)
    })
  }
}

/** @throws {TypeError} if the text is no SHA-256 in hex */
export function toPin(text: string): Buffer {
  const hex = text.replaceAll(/[:\s]/g, '')
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new TypeError('EM_CERT_SHA256 is no SHA-256 in hex (64 digits)')
  return Buffer.from(hex, 'hex')
}

function matches(peer: PeerCertificate, pin: Buffer): boolean {
  // An anonymous peer has an empty object here, whatever the type says.
  const der: Buffer | undefined = peer.raw
  return der !== undefined && timingSafeEqual(createHash('sha256').update(der).digest(), pin)
}

function toCertificate(peer: PeerCertificate): Certificate | null {
  const der: Buffer | undefined = peer.raw
  if (der === undefined) return null
  return {
    subject: toName(peer.subject),
    issuer: toName(peer.issuer),
    validFromUtc: toUtc(peer.valid_from),
    validToUtc: toUtc(peer.valid_to),
    sha256: createHash('sha256').update(der).digest('hex'),
  }
}

function toName(name: object): string {
  return Object.entries(name)
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(', ')
}

/** Node gives `Nov 23 08:15:00 2026 GMT`. */
function toUtc(openSslTime: string): string {
  const at = new Date(openSslTime)
  return Number.isNaN(at.getTime()) ? openSslTime : at.toISOString()
}
