// @vitest-environment jsdom
import { act, type ReactNode } from 'react'
import { afterEach, describe, expect, it } from 'vitest'
import { isPressed } from '@/components/keys/match-keys'
import { toKeyParts } from '@/components/keys/key-names'
import { useActiveShortcuts, useShortcut } from '@/components/keys/use-shortcut'
import { mount, type Mounted } from './render'

let mounted: Mounted | null = null
afterEach(() => {
  mounted?.unmount()
  mounted = null
  document.body.replaceChildren()
})

const press = (key: string, init: KeyboardEventInit = {}): KeyboardEvent =>
  new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...init })

describe('isPressed', () => {
  it.each<[string, string, KeyboardEventInit, boolean]>([
    ['j', 'j', {}, true],
    // Caps lock
    ['j', 'J', {}, true],
    ['j', 'J', { shiftKey: true }, false],
    ['j', 'j', { ctrlKey: true }, false],
    ['j', 'j', { altKey: true }, false],
    ['shift+a', 'A', { shiftKey: true }, true],
    ['shift+a', 'a', {}, false],
    // `?` on an American and on a German keyboard
    ['?', '?', { shiftKey: true, code: 'Slash' }, true],
    ['?', '?', { shiftKey: true, code: 'Minus' }, true],
    ['shift+slash', '?', { shiftKey: true, code: 'Slash' }, true],
    ['?', '/', { code: 'Slash' }, false],
    // `/` is Shift+7 there
    ['/', '/', { shiftKey: true, code: 'Digit7' }, true],
    ['/', '/', { ctrlKey: true }, false],
    ['mod+k', 'k', { ctrlKey: true }, true],
    ['mod+k', 'k', { metaKey: true }, true],
    ['mod+k', 'K', { ctrlKey: true, shiftKey: true }, false],
    ['mod+k', 'k', {}, false],
    // Russian keyboard
    ['j', 'о', { code: 'KeyJ' }, true],
    ['mod+k', 'л', { code: 'KeyK', ctrlKey: true }, true],
    // Dvorak: the letter counts, not where it lies.
    ['j', 'h', { code: 'KeyJ' }, false],
    ['j', 'j', { code: 'KeyC' }, true],
    ['j, down', 'ArrowDown', {}, true],
    ['escape', 'Escape', {}, true],
    ['esc', 'Escape', {}, true],
    ['[', '[', { ctrlKey: true, altKey: true, modifierAltGraph: true }, true],
  ])('%j by %j with %j: %j', (keys, key, init, expected) => {
    expect(isPressed(keys, press(key, init))).toBe(expected)
  })
})

describe('toKeyParts', () => {
  it('writes each way as the keys that are pressed together', () => {
    expect(toKeyParts('mod+k')).toEqual([[{ name: 'mod' }, { text: 'K' }]])
    expect(toKeyParts('j, down')).toEqual([[{ text: 'J' }], [{ name: 'down' }]])
    expect(toKeyParts('shift+slash')).toEqual([[{ text: '?' }]])
  })
})

function Listed() {
  return (
    <output>
      {useActiveShortcuts()
        .map(({ label }) => label)
        .join(' ')}
    </output>
  )
}

describe('useShortcut', () => {
  let ran: string[] = []
  function Keys({ of: keys, name, enabled = true }: { of: string; name: string; enabled?: boolean }) {
    useShortcut({ keys, label: name, group: 'everywhere' }, () => ran.push(name), enabled)
    return null
  }
  const show = (node: ReactNode): void => {
    ran = []
    mounted = mount(
      <>
        {node}
        <Listed />
      </>,
    )
  }
  const type = (
    key: string,
    init: KeyboardEventInit = {},
    on: EventTarget = document.body,
  ): KeyboardEvent => {
    const event = press(key, init)
    act(() => void on.dispatchEvent(event))
    return event
  }

  it('runs, and says so to the browser', () => {
    show(<Keys of="j" name="down" />)
    expect(type('j').defaultPrevented).toBe(true)
    expect(type('k').defaultPrevented).toBe(false)
    expect(ran).toEqual(['down'])
  })

  it('rests while somebody types, unless Ctrl or ⌘ is held', () => {
    show(
      <>
        <Keys of="j" name="down" />
        <Keys of="mod+k" name="palette" />
        <input type="search" />
        <input type="checkbox" />
      </>,
    )
    const [text, box] = mounted?.root.querySelectorAll('input') ?? []
    if (!text || !box) throw new Error('two inputs')
    type('j', {}, text)
    expect(ran).toEqual([])
    type('k', { ctrlKey: true }, text)
    type('j', {}, box)
    expect(ran).toEqual(['palette', 'down'])
  })

  it('rests while a dialog is open, unless that leaves the page in use', () => {
    show(<Keys of="j" name="down" />)
    const dialog = document.createElement('dialog')
    dialog.setAttribute('open', '')
    document.body.append(dialog)
    type('j')
    expect(ran).toEqual([])
    dialog.dataset['modeless'] = ''
    type('j')
    expect(ran).toEqual(['down'])
  })

  it('leaves to others what is theirs already', () => {
    show(<Keys of="j" name="down" />)
    const taken = press('j')
    taken.preventDefault()
    document.body.dispatchEvent(taken)
    type('j', { isComposing: true })
    expect(ran).toEqual([])
  })

  it('is the newer one’s of two, and the older one’s again', () => {
    const both = (second: boolean): ReactNode => (
      <>
        <Keys of="f" name="list" />
        <Keys of="f" name="table" enabled={second} />
        <Listed />
      </>
    )
    ran = []
    mounted = mount(both(true))
    type('f')
    mounted.show(both(false))
    expect(mounted.root.textContent).toBe('list')
    type('f')
    expect(ran).toEqual(['table', 'list'])
  })

  it('is listed with what it does, and runs what its component has rendered last', () => {
    let seen = ''
    function Counting({ value }: { value: string }) {
      useShortcut({ keys: 'c', label: 'count', group: 'list' }, () => (seen = value))
      return <Listed />
    }
    mounted = mount(<Counting value="first" />)
    mounted.show(<Counting value="second" />)
    type('c')
    expect(seen).toBe('second')
    expect(mounted.root.textContent).toBe('count')
  })
})
