// @vitest-environment jsdom
import {
  AppRouterContext,
  type AppRouterInstance,
} from 'next/dist/shared/lib/app-router-context.shared-runtime'
import { act } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { SearchField } from '@/components/sessions/search-field'
import { FindBox } from '@/components/shell/find-box'
import { SESSION_ID } from './fixtures'
import { mount, type Mounted, withTexts } from './render'

let mounted: Mounted | null = null
const went: string[] = []
const router = { push: (href: string) => went.push(href) } as unknown as AppRouterInstance // all that is used

afterEach(() => {
  mounted?.unmount()
  mounted = null
  went.length = 0
})

const page = (withList: boolean) =>
  withTexts(
    <AppRouterContext value={router}>
      <FindBox />
      {withList && <SearchField sought={null} onSearch={() => undefined} />}
    </AppRouterContext>,
  )
const field = (name: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`input[name=${name}]`)
  if (found === null) throw new Error(`no field ${name}`)
  return found
}
function find(text: string): void {
  const input = field('session')
  input.value = text
  act(() => input.form?.requestSubmit())
}
const alert = () => document.querySelector('[role=alert]')?.textContent

describe('the find box', () => {
  it('opens an id, and says what another URN is', () => {
    mounted = mount(page(false))
    find(SESSION_ID)
    expect(went).toEqual([`/sessions/${SESSION_ID}`])
    find(`urn:veeam:VmReplicaPoint:${SESSION_ID}`)
    expect(alert()).toContain('URN of a replica point')
    find(`https://em.example:9398/api/backupSessions/${SESSION_ID}`)
    expect(alert()).toContain('leads to a backup session')
    find(`https://em.example/ui?id=${SESSION_ID}`)
    expect(alert()).toContain('leads to something else')
    find(`${SESSION_ID} 3f2504e0-4f89-11d3-9a0c-0305e82c3301`)
    expect(alert()).toContain('the ids of several')
    find(' ')
    expect(alert()).toContain('Type a name, or paste')
    expect(went).toHaveLength(1)
  })

  it('searches the list for what is no id, and leads to its search, also where the list comes later', () => {
    mounted = mount(page(false))
    find('  ABC & Söhne ')
    expect(went).toEqual(['/?q=ABC%20%26%20S%C3%B6hne'])
    expect(alert()).toBeUndefined()
    expect(field('session').value).toBe('')
    mounted.show(page(true))
    expect(document.activeElement).toBe(field('q'))
    field('session').focus()
    find('x')
    expect(document.activeElement).toBe(field('q'))
  })
})
