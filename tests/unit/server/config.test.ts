import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generate } from 'selfsigned'
import { afterAll, describe, expect, it } from 'vitest'
import { loadConfig } from '@/lib/server/config'
import { ConfigError } from '@/lib/server/config-error'

const GOOD = { EM_URL: 'https://em.example:9398', EM_USERNAME: 'monitor', EM_PASSWORD: 'secret' }
const folder = mkdtempSync(join(tmpdir(), 'failover-config-'))
const file = (name: string, text: string): string => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}
afterAll(() => rmSync(folder, { recursive: true }))

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('settings', () => {
  it('needs three and has a default for every other', () => {
    expect(loadConfig(GOOD)).toEqual({
      em: {
        url: 'https://em.example:9398',
        username: 'monitor',
        password: 'secret',
        caPem: null,
        certSha256: null,
        timeoutMs: 10_000,
      },
      pollActiveMs: 3_000,
      pollIdleMs: 30_000,
      collectionLateMs: 1_200_000,
      collect: { mode: 'off', intervalMs: 300_000 },
      dataDir: './data',
      store: { engine: 'sqlite', path: 'data/failover-monitor.db' },
      retention: { fullDays: 30, minuteDays: 365 },
      access: { authSecret: null, oidc: null, shareFrameAncestors: [], clientAddresses: 'network' },
      host: '127.0.0.1',
      port: 3000,
      publicUrl: null,
      trustProxy: [],
      limitFactor: 1,
      logLevel: 'info',
    })
  })

  it('tells all faults at once', () => {
    const faults = faultsOf({ EM_TIMEOUT_MS: '1', PORT: 'x', LOG_LEVEL: 'loud', TRUST_PROXY: 'proxy.local' })
    expect(faults).toHaveLength(7)
    for (const name of [
      'EM_URL',
      'EM_USERNAME',
      'EM_PASSWORD',
      'EM_TIMEOUT_MS',
      'PORT',
      'LOG_LEVEL',
      'TRUST_PROXY',
    ]) {
      expect(faults.filter((fault) => fault.startsWith(name))).toHaveLength(1)
    }
  })

  it.each([
    ['EM_URL', 'em.example:9398'],
    ['EM_URL', 'ftp://em.example'],
    ['EM_URL', 'http://em.example:9399'],
    ['EM_URL', 'https://user:pw@em.example:9398'],
    ['EM_URL', 'https://em.example:9398/?x=1'],
    ['EM_USERNAME', 'DOMAIN:user'],
    ['EM_CERT_SHA256', 'abcd'],
    ['EM_CA_FILE', '/nowhere/ca.pem'],
    ['EM_PASSWORD_FILE', '/nowhere/secret'],
    ['EM_POLL_ACTIVE_MS', '249'],
    ['EM_POLL_ACTIVE_MS', '1e3'],
    ['EM_POLL_IDLE_MS', '600001'],
    ['EM_COLLECT', 'always'],
    ['EM_COLLECT_INTERVAL_MS', '119999'],
    ['EM_ALLOW_HTTP', 'yes'],
    ['HOST', '0.0.0.0'],
    ['HOST', '192.0.2.1'],
    ['PORT', '65536'],
    ['PUBLIC_URL', 'https://failover.example/monitor'],
    ['TRUST_PROXY', '10.0.0.0/33'],
  ])('refuses %s=%s', (name, value) => {
    expect(faultsOf({ ...GOOD, [name]: value }).length).toBeGreaterThan(0)
  })

  it.each([
    ['EM_URL', 'http://127.0.0.1:9399'],
    ['EM_URL', 'http://localhost:9399'],
    ['EM_URL', 'https://proxy.example/em/api/'],
    ['EM_USERNAME', 'DOMAIN\\user'],
    ['EM_CERT_SHA256', Array(32).fill('AB').join(':')],
    ['EM_COLLECT', 'Auto'],
    ['EM_COLLECT_INTERVAL_MS', '120000'],
    ['HOST', '::1'],
    ['TRUST_PROXY', '10.0.0.1, 192.168.0.0/16, ::1'],
    ['LOG_LEVEL', 'WARN'],
  ])('accepts %s=%s', (name, value) => {
    expect(faultsOf({ ...GOOD, [name]: value })).toEqual([])
  })

  describe('listening beyond this machine', () => {
    const PUBLIC = { HOST: '0.0.0.0', PUBLIC_URL: 'https://failover.example' }

    it.each([
      [{ HOST: '0.0.0.0' }, 'PUBLIC_URL'],
      [{ HOST: '0.0.0.0', PUBLIC_URL: 'http://failover.example' }, 'PUBLIC_URL'],
      [PUBLIC, 'TRUST_PROXY'],
    ])('%j is refused, naming %s', (env, missing) => {
      const faults = faultsOf({ ...GOOD, ...env })
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(/^HOST is "0\.0\.0\.0"/)
      expect(faults[0]).toContain(missing)
      expect(faults[0]).toContain('ALLOW_PLAIN_HTTP=true')
    })

    it.each([
      [{ ...PUBLIC, TRUST_PROXY: '10.0.0.1' }],
      [{ HOST: '192.0.2.1', ALLOW_PLAIN_HTTP: 'true' }],
      [{ PUBLIC_URL: 'http://failover.example' }],
    ])('%j is accepted', (env) => {
      expect(faultsOf({ ...GOOD, ...env })).toEqual([])
    })
  })

  describe('sign-in', () => {
    const OIDC = {
      OIDC_ISSUER: 'https://login.example/realms/staff',
      OIDC_CLIENT_ID: 'monitor',
      OIDC_ROLE_MAP: 'dr=admins=admin, noc = viewer',
    }

    it('reads groups that hold an equals sign, and the default claim', () => {
      const { oidc } = loadConfig({ ...GOOD, ...OIDC, OIDC_CLIENT_SECRET: 's' }).access
      expect(oidc).toEqual({
        issuer: 'https://login.example/realms/staff',
        clientId: 'monitor',
        clientSecret: 's',
        roleClaim: 'groups',
        roleMap: new Map([
          ['dr=admins', 'admin'],
          ['noc', 'viewer'],
        ]),
      })
    })

    it.each([
      [{ OIDC_CLIENT_ID: 'monitor' }, /^OIDC_ISSUER is not set/],
      [{ ...OIDC, OIDC_CLIENT_ID: '' }, /^OIDC_CLIENT_ID is not set/],
      [{ ...OIDC, OIDC_ROLE_MAP: '' }, /^OIDC_ROLE_MAP is not set/],
      [{ ...OIDC, OIDC_ROLE_MAP: 'noc=root' }, /^OIDC_ROLE_MAP holds "noc=root"/],
      [{ ...OIDC, OIDC_ISSUER: 'http://login.example' }, /^OIDC_ISSUER is no https address/],
      [{ AUTH_SECRET: 'short' }, /^AUTH_SECRET has 5 characters/],
      [{ DATABASE_URL: 'postgres://u:p@db/x' }, /^AUTH_SECRET is not set: with PostgreSQL/],
      [{ CLIENT_ADDRESSES: 'some' }, /^CLIENT_ADDRESSES is "some"/],
      [{ SHARE_FRAME_ANCESTORS: '*' }, /^SHARE_FRAME_ANCESTORS names "\*"/],
      [{ SHARE_FRAME_ANCESTORS: 'https://portal.example/path' }, /^SHARE_FRAME_ANCESTORS names/],
    ])('refuses %j', (env, text) => {
      const faults = faultsOf({ ...GOOD, ...env })
      expect(faults).toHaveLength(1)
      expect(faults[0]).toMatch(text)
    })

    it('accepts an issuer on this machine, and origins with or without a last slash', () => {
      const env = {
        ...OIDC,
        OIDC_ISSUER: 'http://127.0.0.1:4000',
        SHARE_FRAME_ANCESTORS: 'https://a.example, https://b.example:8443/',
      }
      expect(loadConfig({ ...GOOD, ...env }).access.shareFrameAncestors).toEqual([
        'https://a.example',
        'https://b.example:8443',
      ])
    })
  })

  it('sends a password in the clear only when told so', () => {
    const url = { ...GOOD, EM_URL: 'http://em.example:9399' }
    expect(faultsOf(url)[0]).toContain('EM_ALLOW_HTTP=true')
    expect(faultsOf({ ...url, EM_ALLOW_HTTP: 'true' })).toEqual([])
  })

  it('reads the password from a file, without its last line break only', () => {
    const { EM_PASSWORD: _, ...rest } = GOOD
    expect(loadConfig({ ...rest, EM_PASSWORD_FILE: file('pw', ' two words \n') }).em.password).toBe(
      ' two words ',
    )
    expect(faultsOf({ ...GOOD, EM_PASSWORD_FILE: file('pw2', 'x') })[0]).toContain('both set')
    expect(faultsOf({ ...rest, EM_PASSWORD_FILE: file('empty', '\n') })[0]).toContain('is empty')
  })

  it('reads the certificate of an authority and refuses what is none', async () => {
    const { cert } = await generate([{ name: 'commonName', value: 'ca.example' }])
    expect(loadConfig({ ...GOOD, EM_CA_FILE: file('ca.pem', cert) }).em.caPem).toBe(cert)
    expect(faultsOf({ ...GOOD, EM_CA_FILE: file('no.pem', 'hello') })[0]).toContain('PEM')
    const both = { ...GOOD, EM_CA_FILE: file('ca.pem', cert), EM_CERT_SHA256: 'ab'.repeat(32) }
    expect(faultsOf(both)[0]).toContain('both set')
  })

  it('never repeats a secret in its faults', () => {
    const faults = faultsOf({ ...GOOD, EM_PASSWORD: 'canary-password', PORT: 'x' })
    expect(faults.join()).not.toContain('canary-password')
  })
})
