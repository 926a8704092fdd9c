import 'server-only'
import type { SettingReader } from './setting-reader'
import { ROLES, type Role } from '@/lib/failover/role'

/** How much of a client's address is kept: all of it, its network (/24, /48), or nothing. */
export const CLIENT_ADDRESSES = ['full', 'network', 'none'] as const
export type ClientAddresses = (typeof CLIENT_ADDRESSES)[number]

export type OidcConfig = {
  /** Where `/.well-known/openid-configuration` is found. */
  issuer: string
  clientId: string
  clientSecret: string | null
  /** The claim that names a person's groups. */
  roleClaim: string
  /** Group → role; of several groups the highest role counts. */
  roleMap: ReadonlyMap<string, Role>
}

export type AccessConfig = {
  /** Null: made at the first start and kept under DATA_DIR. */
  authSecret: string | null
  oidc: OidcConfig | null
  /** Origins that may show a share page in a frame. */
  shareFrameAncestors: string[]
  clientAddresses: ClientAddresses
}

const SHORTEST_SECRET = 32

/** The settings of sign-in and sharing. */
export function readAccessConfig(read: SettingReader, engine: 'sqlite' | 'postgresql'): AccessConfig {
  return {
    authSecret: authSecret(read, engine),
    oidc: oidc(read),
    shareFrameAncestors: frameAncestors(read),
    clientAddresses: read.oneOf('CLIENT_ADDRESSES', CLIENT_ADDRESSES, 'network'),
  }
}

function authSecret(read: SettingReader, engine: 'sqlite' | 'postgresql'): string | null {
  const secret = read.secret('AUTH_SECRET')
  if (secret !== null && secret !== '' && secret.length < SHORTEST_SECRET) {
    read.fault(
      `AUTH_SECRET has ${secret.length} characters: it needs ${SHORTEST_SECRET} or more, such as the output of "openssl rand -base64 48"`,
    )
  }
  if (secret === null && engine === 'postgresql') {
    read.fault(
      'AUTH_SECRET is not set: with PostgreSQL it must be given (and stay the same), such as the output of "openssl rand -base64 48", or a file of it as AUTH_SECRET_FILE',
    )
  }
  return secret === '' ? null : secret
}

function oidc(read: SettingReader): OidcConfig | null {
  const issuer = read.text('OIDC_ISSUER')
  const others = ['OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_CLIENT_SECRET_FILE', 'OIDC_ROLE_MAP']
  if (issuer === null) {
    const given = others.filter((name) => read.text(name) !== null)
    if (given.length > 0)
      read.fault(`OIDC_ISSUER is not set, but ${given.join(', ')} is: give the issuer's address too`)
    return null
  }
  const clientId = read.text('OIDC_CLIENT_ID')
  if (clientId === null)
    read.fault('OIDC_CLIENT_ID is not set: give the id under which the provider knows us')
  return {
    issuer: issuerUrl(issuer, read),
    clientId: clientId ?? '',
    clientSecret: read.secret('OIDC_CLIENT_SECRET'),
    roleClaim: read.text('OIDC_ROLE_CLAIM') ?? 'groups',
    roleMap: roleMap(read),
  }
}

function issuerUrl(raw: string, read: SettingReader): string {
  const url = URL.parse(raw)
  const isLoopback = url !== null && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback))) return raw
  return read.fault(
    `OIDC_ISSUER is no https address: ${JSON.stringify(raw)}; write it as the provider does, like https://login.example.com/realms/staff`,
  )
}

function roleMap(read: SettingReader): ReadonlyMap<string, Role> {
  const map = new Map<string, Role>()
  const raw = read.text('OIDC_ROLE_MAP')
  if (raw === null) {
    read.fault(
      `OIDC_ROLE_MAP is not set: say which group has which role, like "dr-admins=admin,dr-staff=operator" (${ROLES.join(', ')})`,
    )
    return map
  }
  for (const pair of raw.split(',').flatMap((part) => part.trim() || [])) {
    const at = pair.lastIndexOf('=')
    const group = pair.slice(0, Math.max(0, at)).trim()
    const role = ROLES.find((one) => one === pair.slice(at + 1).trim())
    if (group === '' || role === undefined) {
      read.fault(
        `OIDC_ROLE_MAP holds ${JSON.stringify(pair)}: write GROUP=ROLE with one of ${ROLES.join(', ')}`,
      )
    } else map.set(group, role)
  }
  return map
}

/** Only origins: a word such as * or 'self' would let anybody, or nobody new, in. */
function frameAncestors(read: SettingReader): string[] {
  const names = (read.text('SHARE_FRAME_ANCESTORS') ?? '').split(/[\s,]+/).filter((name) => name !== '')
  return names.flatMap((name) => {
    const url = URL.parse(name)
    if (url && ['https:', 'http:'].includes(url.protocol) && url.origin === name.replace(/\/$/, ''))
      return url.origin
    read.fault(
      `SHARE_FRAME_ANCESTORS names ${JSON.stringify(name)}, which is no origin; write it like https://portal.example.com`,
    )
    return []
  })
}
