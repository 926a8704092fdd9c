import { describe, expect, it } from 'vitest'
import { guidInHref, rebaseHref, toEmBase } from '@/lib/em/href'

const GUID = 'a1b2c3d4-0001-4000-8000-000000000001'

describe('toEmBase', () => {
  it.each([
    ['https://em.test:9398', ''],
    ['https://em.test:9398/', ''],
    ['https://em.test:9398/api', ''],
    ['https://em.test:9398/api/', ''],
    ['https://em.test:9398/veeam', '/veeam'],
    ['https://em.test:9398/veeam/api/', '/veeam'],
  ])('%s has the prefix "%s"', (url, prefix) => {
    expect(toEmBase(url)).toEqual({ origin: 'https://em.test:9398', prefix })
  })

  it.each(['', 'em.test:9398', 'ftp://em.test/', 'not an address'])(
    'refuses %j without repeating it',
    (url) => {
      expect(() => toEmBase(url)).toThrow(/^EM_URL is no http\(s\) address$/)
    },
  )
})

describe('rebaseHref', () => {
  const base = toEmBase('https://proxy.test/veeam/')

  it.each([
    ['https://em-inside.test:9398/api/query?type=X&page=2', '/api/query?type=X&page=2'],
    ['http://em-inside.test:9399/API/query?page=2', '/API/query?page=2'],
    ['https://proxy.test/veeam/api/cloud', '/api/cloud'],
    ['/api/cloud', '/api/cloud'],
    ['//elsewhere.test/api/cloud', '/api/cloud'],
    ['https://em.test/api', '/api'],
    ['https://em.test/api/cloud#part', '/api/cloud'],
  ])('keeps path and query of %s', (href, path) => {
    expect(rebaseHref(href, base)).toBe(path)
  })

  it.each([
    '',
    'https://em.test/',
    'https://em.test/apis/cloud',
    'https://em.test/other/api/cloud',
    'https://user:pass@em.test/api/cloud',
    'https://user@em.test/api/cloud',
    'https://em.test/api/../admin',
    'https://em.test/x/../api/cloud',
    'https://em.test/api/%2e%2e/admin',
    'https://em.test/api/.%2E/admin',
    'https://em.test/api/..%2fadmin',
    'https://em.test\\api\\cloud',
    'https://em.test/api/..\\admin',
    'file:///api/cloud',
    'javascript:/api/cloud',
    'https://[broken/api',
  ])('refuses %s', (href) => {
    expect(rebaseHref(href, base)).toBeNull()
  })
})

describe('guidInHref', () => {
  it.each([
    [`https://em.test/api/cloud/replicas/${GUID}`, 'replicas', GUID],
    [`https://em.test/api/cloud/Replicas/${GUID.toUpperCase()}?format=Entity`, 'replicas', GUID],
    [`https://em.test/api/cloud/replicas/${GUID}/vmReplicaPoints`, 'replicas', GUID],
    [`https://em.test/api/cloud/replicas/${GUID}`, 'backupServers', null],
    ['https://em.test/api/cloud/replicas/12', 'replicas', null],
    [`https://em.test/api/query?x=/replicas/${GUID}`, 'replicas', null],
  ])('%s, %s', (href, segment, id) => {
    expect(guidInHref(href, segment)).toBe(id)
  })
})
