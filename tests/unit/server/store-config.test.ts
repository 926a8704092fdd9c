import { describe, expect, it } from 'vitest'
import { loadConfig } from '@/lib/server/config'
import { ConfigError } from '@/lib/server/config-error'
import { loadStoreConfig } from '@/lib/server/store-config'
import { toLocation } from '@/lib/store/open-database'

const EM = { EM_URL: 'https://em.example:9398', EM_USERNAME: 'monitor', EM_PASSWORD: 'secret' }

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig({ ...EM, ...env })
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
}

describe('where the record is kept', () => {
  it.each([
    [{}, { engine: 'sqlite', path: 'data/failover-monitor.db' }],
    [{ DATA_DIR: '/var/lib/fm' }, { engine: 'sqlite', path: '/var/lib/fm/failover-monitor.db' }],
    [{ DATABASE_URL: 'file:/srv/a b.db' }, { engine: 'sqlite', path: '/srv/a b.db' }],
    [{ DATABASE_URL: 'file:///srv/a%20b.db' }, { engine: 'sqlite', path: '/srv/a b.db' }],
    [{ DATABASE_URL: 'file:here.db' }, { engine: 'sqlite', path: 'here.db' }],
    [{ DATABASE_URL: ' postgres://u:p@db/x ' }, { engine: 'postgresql', url: 'postgres://u:p@db/x' }],
    [{ DATABASE_URL: 'postgresql://db:5433/x' }, { engine: 'postgresql', url: 'postgresql://db:5433/x' }],
  ])('%j', (env, store) => {
    expect(loadStoreConfig(env).store).toEqual(store)
    expect(loadConfig({ ...EM, AUTH_SECRET: 'a'.repeat(32), ...env }).store).toEqual(store)
  })

  it.each([
    'mysql://root:canary@db/x',
    'postgres://',
    'postgres://canary@db',
    'file:',
    'file://host/x',
    'canary.db',
  ])('refuses %s without repeating it, since it may hold a password', (url) => {
    const faults = faultsOf({ DATABASE_URL: url })
    expect(faults).toHaveLength(1)
    expect(faults[0]).toContain('DATABASE_URL')
    expect(faults[0]).not.toContain('canary')
  })

  it('names a place without its password', () => {
    const { store } = loadStoreConfig({ DATABASE_URL: 'postgres://user:canary@db.example:5433/failover' })
    expect(toLocation(store)).toBe('PostgreSQL at db.example:5433/failover')
  })

  it('takes how long samples are kept, and no order that makes no sense', () => {
    const env = { ...EM, RETENTION_FULL_DAYS: '7', RETENTION_MINUTE_DAYS: '90' }
    expect(loadConfig(env).retention).toEqual({ fullDays: 7, minuteDays: 90 })
    expect(faultsOf({ RETENTION_FULL_DAYS: '400' })[0]).toContain('RETENTION_MINUTE_DAYS is 365')
    expect(faultsOf({ RETENTION_FULL_DAYS: '0' })[0]).toContain('RETENTION_FULL_DAYS')
    expect(faultsOf({ RETENTION_MINUTE_DAYS: 'ever' })[0]).toContain('RETENTION_MINUTE_DAYS')
  })
})
