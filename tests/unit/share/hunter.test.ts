import { describe, expect, it } from 'vitest'
import { createHunter } from '@/tests/canary/hunter'

const SECRET = 'C:\\x "a" & <ü>'

describe('the hunter', () => {
  it.each([
    ['as it is', `before ${SECRET} after`],
    ['in other letters', SECRET.toUpperCase()],
    ['in JSON', JSON.stringify({ text: SECRET })],
    ['in JSON in JSON', JSON.stringify({ text: JSON.stringify({ text: SECRET }) })],
    [
      'in JSON with all escaped',
      SECRET.replaceAll(/[^a-z]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['in HTML', 'C:\\x &quot;a&quot; &amp; &lt;&#xfc;&gt;'],
    ['in HTML by numbers', 'C:\\x &#34;a&#34; &#38; &#60;&#252;&#62;'],
    ['in an address', encodeURIComponent(SECRET)],
    [
      'in JSON in HTML',
      JSON.stringify(SECRET).replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;'),
    ],
  ])('finds a secret %s', (_what, text) => {
    const hunter = createHunter([SECRET])
    hunter.search('here', text)
    expect(hunter.findings()).toEqual([{ where: 'here', secret: SECRET.toLowerCase() }])
  })

  it('finds a secret in Base64, also in a header', () => {
    const hunter = createHunter(['canary-host'])
    const value = Buffer.from('{"a":"canary-host"}').toString('base64url')
    hunter.searchReply('here', { headers: { 'set-cookie': `x=${value}; Path=/` }, body: '' })
    expect(hunter.findings()).toEqual([{ where: 'here, header set-cookie', secret: 'canary-host' }])
  })

  it('lets pass what is allowed, and whatever is none', () => {
    const hunter = createHunter(['filesrv03', 'filesrv03@2026', 'abc'], ['filesrv03'])
    hunter.search('here', '{"name":"filesrv03","abc":1}')
    expect(hunter.findings()).toEqual([])
    expect(hunter.searched()).toBe(1)
    hunter.search('there', '{"point":"filesrv03@2026"}')
    expect(hunter.findings()).toEqual([{ where: 'there', secret: 'filesrv03@2026' }])
  })
})
