// @vitest-environment jsdom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DateMenu } from '@/components/sessions/date-menu'
import { mount, type Mounted, withTexts } from './render'

let mounted: Mounted | null = null

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  )
})
afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.unstubAllGlobals()
})

function enter(input: HTMLInputElement | undefined, text: string): void {
  // React listens to the property, which it has wrapped.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text)
  act(() => void input?.dispatchEvent(new Event('input', { bubbles: true })))
}

describe('the days of the list', () => {
  it('take no last day before the first one, and keep what is being typed', () => {
    const onChange = vi.fn()
    const value = { when: null, from: '2026-11-01', to: null }
    mounted = mount(withTexts(<DateMenu value={value} onChange={onChange} />))
    act(() => mounted?.root.querySelector('button')?.click())
    const last = [...document.querySelectorAll<HTMLInputElement>('input[type=date]')].at(-1)
    // A year that is being typed passes through these.
    enter(last, '0002-11-30')
    expect(onChange).not.toHaveBeenCalled()
    expect([last?.value, last?.getAttribute('aria-invalid')]).toEqual(['0002-11-30', 'true'])
    enter(last, '2026-11-30')
    expect(onChange.mock.calls).toEqual([[{ when: null, from: '2026-11-01', to: '2026-11-30' }]])
  })
})
