import { describe, expect, it } from 'vitest'
import { createScreenCodes, createToCode, parseScreenCode } from '@/lib/server/screen-codes'

const codes = createScreenCodes(createToCode('key'))
const ID = 'a986d473-bc6a-4f55-a6f5-c8f1e70ee393'
const PLAN = { id: 'plan-1', name: 'Birch full site' }
const TENANT = { id: 'tenant-1', name: 'Birch' }
const RUN = { id: ID, name: 'Birch full site', plan: PLAN, tenant: TENANT }
const OTHER = { ...RUN, id: 'b', name: 'Cedar', plan: { id: 'plan-2', name: 'Cedar' }, tenant: null }

describe('a code on screens', () => {
  it.each([
    ['X7K4', { code: 'X7K4', of: null }],
    [' x7k4 ', { code: 'X7K4', of: null }],
    ['Plan X7K4', { code: 'X7K4', of: 'plan' }],
    ['tenant  x7k4', { code: 'X7K4', of: 'tenant' }],
  ])('is read as it is typed: %j', (text, code) => {
    expect(parseScreenCode(text)).toEqual(code)
  })

  it.each(['', 'X7K', 'X7K42', 'X7K0', 'X7KO', 'PLANX7K4', 'VM X7K4', 'X7K4 plan', 'X7K\u212A', '%_%_'])(
    'is no other text: %j',
    (text) => {
      expect(parseScreenCode(text)).toBeNull()
    },
  )

  it.each([
    ['with plan and tenant', RUN],
    ['without a tenant', { ...RUN, tenant: null }],
    ['without a plan', { ...RUN, plan: null, tenant: null }],
    ['without anything but its id', { ...RUN, name: null, plan: null, tenant: null }],
  ])('finds the run %s by every code that a screen may show, and no other run', (_what, run) => {
    // A screen of chosen runs shows neither plan nor tenant where the VMs prove none.
    const shown = [run, { ...run, plan: null, tenant: null }].flatMap((one) => Object.values(codes.of(one)))
    const said = shown.flatMap((words) => [words, words?.slice(-4)]).flatMap((words) => words ?? [])
    expect(said.length).toBeGreaterThanOrEqual(4)
    for (const words of said) {
      const code = parseScreenCode(words)
      expect([words, code && codes.isCoded(run, code), code && codes.isCoded(OTHER, code)]).toEqual([
        words,
        true,
        false,
      ])
    }
  })

  it('is another one on another monitor, so that a guessed name cannot be tried out', () => {
    expect(codes.of(RUN)).toEqual(createScreenCodes(createToCode('key')).of(RUN))
    expect(createScreenCodes(createToCode('another key')).of(RUN)).not.toEqual(codes.of(RUN))
  })

  it('of a plan is none of a tenant', () => {
    const { plan, tenant } = codes.of(RUN)
    const swapped = [`Tenant ${plan.slice(-4)}`, `Plan ${tenant?.slice(-4)}`].map(parseScreenCode)
    expect(swapped.map((code) => code && codes.isCoded(RUN, code))).toEqual([false, false])
  })
})
