import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toReturnPath } from '@/lib/api/return-path'

describe('the way back after a sign-in', () => {
  it.each([
    '/',
    '/health',
    '/sessions/3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '/sessions/3f2504e0-4f89-11d3-9a0c-0305e82c3301/report?format=a&b=c',
    '/people?x=//evil.example',
    '/audit#end',
    '/apiary',
    '/sign-in-help',
    '/a%20b',
  ])('%s is kept', (from) => {
    expect(toReturnPath(from)).toBe(from)
  })

  it.each([
    undefined,
    null,
    '',
    'health',
    'https://evil.example/',
    'javascript:alert(1)',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/health\r\nSet-Cookie: a=b',
    '/health\0',
    '/a/\\b',
    '/./\u0085/evil',
    '/.//evil.example',
    '/x/..//evil.example',
    '/%2e//evil.example',
    '/sign-in',
    '/SIGN-IN',
    '/sign-in?from=/health',
    '/sign-in/',
    '/%73ign-in',
    '/./sign-in',
    '/api',
    '/api/auth/sign-out',
    '/API/health',
    '/%61pi/health',
    ' /health',
  ])('%j leads to the list', (from) => {
    expect(toReturnPath(from)).toBe('/')
  })

  it('never leaves this monitor, whatever it is given', () => {
    const piece = fc.constantFrom(
      '/',
      '\\',
      '.',
      '..',
      '%2f',
      '%5c',
      '@',
      ':',
      '?',
      '#',
      'evil.example',
      '\t',
      'a',
    )
    const text = fc.oneof(
      fc.array(piece, { maxLength: 10 }).map((all) => `/${all.join('')}`),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(text, (from) => {
        const to = toReturnPath(from)
        expect(new URL(to, 'https://monitor.example').origin).toBe('https://monitor.example')
        expect(to).toMatch(/^\/(?![/\\])/)
        // A second reading, such as the browser's after a redirect, changes nothing.
        expect(toReturnPath(to)).toBe(to)
      }),
      { numRuns: 3_000 },
    )
  })
})
