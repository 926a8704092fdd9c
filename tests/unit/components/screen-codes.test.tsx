// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { SessionHeader } from '@/components/session/session-header'
import type { SessionReply } from '@/lib/api/replies'
import { makeSessionReply, NOW_MS } from './fixtures'
import { arriving, inScope, mount, type Mounted, withQueries } from './render'

let mounted: Mounted | null = null
const copied: string[] = []

beforeEach(() => {
  vi.useFakeTimers({ now: NOW_MS })
  copied.length = 0
  const writeText = (text: string) => Promise.resolve(void copied.push(text))
  // jsdom has no clipboard.
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true })
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  Reflect.deleteProperty(navigator, 'clipboard')
  vi.useRealTimers()
})

function show(screenCodes: SessionReply['screenCodes']): HTMLElement {
  const reply = { ...makeSessionReply(), screenCodes }
  mounted = mount(inScope(arriving(reply), withQueries(<SessionHeader reply={reply} />)))
  return mounted.root
}
const buttonOf = (root: HTMLElement, name: string) =>
  root.querySelector<HTMLButtonElement>(`button[aria-label$=": ${name}"]`)

describe('the codes of a run on screens', () => {
  it('stand beside its id, each to be copied as the screen shows it', async () => {
    const root = show({ plan: 'Plan X7K4', tenant: 'Tenant ACDE' })
    expect(root.textContent).toContain('Code on screens:')
    for (const code of ['Plan X7K4', 'Tenant ACDE']) {
      const button = buttonOf(root, code)
      expect(button?.textContent).toBe(code)
      await act(async () => button?.click())
      expect(button?.getAttribute('aria-label')).toBe(`Copied: ${code}`)
    }
    expect(copied).toEqual(['Plan X7K4', 'Tenant ACDE'])
  })

  it('are the plan’s alone where the tenant is not known', () => {
    const root = show({ plan: 'Plan X7K4', tenant: null })
    expect(buttonOf(root, 'Plan X7K4')).not.toBeNull()
    expect(root.textContent).not.toContain('Tenant')
  })

  it('are not there while no screen shows codes', () => {
    expect(show(null).textContent).not.toContain('on screens')
  })
})
