import 'server-only'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { readAccessConfig, type AccessConfig } from './access-config'
import { ConfigError } from './config-error'
import { createSettingReader, type Environment } from './setting-reader'
import { readRetention, readStoreConfig } from './store-config'
import { COLLECT_MODES, type CollectMode } from '@/lib/failover/collection'
import type { StoreAddress } from '@/lib/store/open-database'
import type { Retention } from '@/lib/store/thin-samples'

export type Config = {
  em: {
    /** Without a trailing slash; may carry a proxy's path prefix. */
    url: string
    username: string
    password: string
    caPem: string | null
    /** SHA-256 of the pinned leaf certificate, 64 hex digits in lower case. */
    certSha256: string | null
    timeoutMs: number
  }
  pollActiveMs: number
  pollIdleMs: number
  collectionLateMs: number
  collect: {
    mode: CollectMode
    /** The pace of `auto` while a failover is active. */
    intervalMs: number
  }
  dataDir: string
  store: StoreAddress
  retention: Retention
  access: AccessConfig
  host: string
  /** 0: any free port. */
  port: number
  /** Null: http://HOST:PORT. */
  publicUrl: string | null
  /** Addresses or CIDR ranges of proxies whose X-Forwarded-For is believed. */
  trustProxy: string[]
  /** All limits on the number of requests and of failures are so many times as wide; for load tests. */
  limitFactor: number
  logLevel: LogLevel
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])
const isLoopback = (hostname: string): boolean =>
  LOOPBACK.has(hostname.replace(/^\[|\]$/g, '')) || /^127\.\d+\.\d+\.\d+$/.test(hostname)

/**
 * Reads all settings and looks at each, also after the first fault.
 * @throws {ConfigError} with every fault at once
 */
export function loadConfig(env: Environment): Config {
  const read = createSettingReader(env)
  const fault = read.fault

  const storeConfig = readStoreConfig(read)
  const config: Config = {
    em: {
      url: emUrl(read.text('EM_URL'), read.flag('EM_ALLOW_HTTP'), fault),
      username: emUsername(read.text('EM_USERNAME'), fault),
      password:
        read.secret('EM_PASSWORD') ??
        fault(
          'EM_PASSWORD is not set: give the password of EM_USERNAME, or name a file with EM_PASSWORD_FILE',
        ),
      caPem: caPem(read.text('EM_CA_FILE'), fault),
      certSha256: certSha256(read.text('EM_CERT_SHA256'), fault),
      timeoutMs: read.integer('EM_TIMEOUT_MS', { fallback: 10_000, min: 500, max: 60_000 }),
    },
    pollActiveMs: read.integer('EM_POLL_ACTIVE_MS', { fallback: 3_000, min: 250, max: 60_000 }),
    pollIdleMs: read.integer('EM_POLL_IDLE_MS', { fallback: 30_000, min: 1_000, max: 600_000 }),
    collectionLateMs: read.integer('EM_COLLECTION_LATE_MS', {
      fallback: 1_200_000,
      min: 1_000,
      max: 604_800_000,
    }),
    collect: {
      mode: read.oneOf('EM_COLLECT', COLLECT_MODES, 'off'),
      // The job reads every backup server; more often than this nobody may ask for it either.
      intervalMs: read.integer('EM_COLLECT_INTERVAL_MS', {
        fallback: 300_000,
        min: 120_000,
        max: 21_600_000,
      }),
    },
    ...storeConfig,
    access: readAccessConfig(read, storeConfig.store.engine),
    retention: readRetention(read),
    host: read.text('HOST') ?? '127.0.0.1',
    port: read.integer('PORT', { fallback: 3000, min: 0, max: 65_535 }),
    publicUrl: publicUrl(read.text('PUBLIC_URL'), fault),
    trustProxy: trustProxy(read.text('TRUST_PROXY'), fault),
    limitFactor: read.integer('LIMIT_FACTOR', { fallback: 1, min: 1, max: 1_000_000 }),
    logLevel: read.oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
  }
  if (config.em.caPem !== null && config.em.certSha256 !== null) {
    fault(
      'EM_CA_FILE and EM_CERT_SHA256 are both set: a pinned certificate replaces the chain; keep one of them',
    )
  }
  checkHost(config, read.flag('ALLOW_PLAIN_HTTP'), fault)
  if (read.faults.length > 0) throw new ConfigError(read.faults)
  return config
}

type Fault = (text: string) => ''

function emUrl(raw: string | null, allowHttp: boolean, fault: Fault): string {
  if (raw === null)
    return fault(
      'EM_URL is not set: give the address of Enterprise Manager, such as https://em.example.com:9398',
    )
  const url = URL.parse(raw)
  if (!url || !['https:', 'http:'].includes(url.protocol)) {
    return fault(
      `EM_URL is no http(s) address: ${JSON.stringify(raw)}; write it like https://em.example.com:9398`,
    )
  }
  if (url.username || url.password) {
    return fault('EM_URL holds a user name or password: move them to EM_USERNAME and EM_PASSWORD')
  }
  if (url.search || url.hash) return fault('EM_URL ends in a query or a fragment: leave them out')
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    return fault(
      'EM_URL is plain http, which would send the password in the clear: use https (port 9398), or set EM_ALLOW_HTTP=true if the way there is safe',
    )
  }
  return url.href.replace(/\/+$/, '')
}

function emUsername(raw: string | null, fault: Fault): string {
  if (raw === null)
    return fault(
      'EM_USERNAME is not set: give an account with an Enterprise Manager role (Portal User is enough to watch)',
    )
  // RFC 7617: the first colon ends the user name.
  return raw.includes(':') ? fault('EM_USERNAME holds a colon, which a logon cannot carry') : raw
}

function caPem(path: string | null, fault: Fault): string | null {
  if (path === null) return null
  try {
    const pem = readFileSync(/* turbopackIgnore: true */ path, 'utf8')
    void new X509Certificate(pem)
    return pem
  } catch (cause) {
    return fault(
      `EM_CA_FILE ${JSON.stringify(path)} cannot be used: ${cause instanceof Error ? cause.message : 'unknown reason'}; it must be a PEM file with the certificate of the authority`,
    )
  }
}

function certSha256(raw: string | null, fault: Fault): string | null {
  if (raw === null) return null
  const hex = raw.replace(/[\s:]/g, '').toLowerCase()
  return /^[0-9a-f]{64}$/.test(hex)
    ? hex
    : fault('EM_CERT_SHA256 is no SHA-256 fingerprint: it has 64 hexadecimal digits, with or without colons')
}

/** Beyond this machine, names and sign-ins must not travel in the clear. */
function checkHost({ host, publicUrl: url, trustProxy: proxies }: Config, allowPlain: boolean, fault: Fault) {
  if (isLoopback(host) || allowPlain) return
  const isHttps = url?.startsWith('https:') === true
  if (isHttps && proxies.length > 0) return
  fault(
    `HOST is ${JSON.stringify(host)}, so others can reach the server, but ${
      isHttps
        ? 'TRUST_PROXY does not name the proxy that ends TLS: give its address'
        : 'PUBLIC_URL is no https address: put a proxy that ends TLS before the server and give PUBLIC_URL=https://… and TRUST_PROXY'
    }, or set ALLOW_PLAIN_HTTP=true if the way there is safe, or leave HOST out to listen on this machine only`,
  )
}

function publicUrl(raw: string | null, fault: Fault): string | null {
  if (raw === null) return null
  const url = URL.parse(raw)
  return url && ['https:', 'http:'].includes(url.protocol) && url.pathname === '/' && !url.search && !url.hash
    ? url.origin
    : fault(
        `PUBLIC_URL is no plain http(s) origin: ${JSON.stringify(raw)}; write it like https://failover.example.com`,
      )
}

function trustProxy(raw: string | null, fault: Fault): string[] {
  const names = (raw ?? '').split(',').flatMap((name) => name.trim() || [])
  for (const name of names) {
    const [address = '', prefix] = name.split('/')
    const bits = isIP(address) === 6 ? 128 : 32
    if (isIP(address) === 0 || (prefix !== undefined && !(/^\d+$/.test(prefix) && Number(prefix) <= bits))) {
      fault(`TRUST_PROXY names ${JSON.stringify(name)}, which is no IP address or CIDR range`)
    }
  }
  return names
}
