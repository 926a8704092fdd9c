import type { Page } from '@playwright/test'

/** What is wrong with a wall, each with the text that shows it. */
export type Measured = Record<'scrolls' | 'small' | 'smallKeys' | 'outside' | 'cut' | 'overlapping', string[]>

/** Measures every text that is shown. Lengths count as px at 1080p, whatever the screen. */
export const faultsOfWall = (page: Page): Promise<Measured> => page.evaluate(measure)

/** Runs in the page, so it holds all that it needs. */
function measure(): Measured {
  const { innerWidth: width, innerHeight: height } = window
  const unit = width >= height ? Math.min(width / 1920, height / 1080) : Math.min(width / 1080, height / 1920)
  const faults: Measured = { scrolls: [], small: [], smallKeys: [], outside: [], cut: [], overlapping: [] }
  const name = (element: Element): string =>
    `${element.className}: ${(element.textContent ?? '').slice(0, 30)}`
  /** Only names that come from elsewhere may be shortened, and they say so with an ellipsis. */
  const mayBeShort =
    '.wall-tile-name, .wall-tile-tenant, .wall-tile-why > li, .wall-band-screen > .truncate, ' +
    '.wall-takeover-name, .wall-takeover-tenant, .wall-takeover-why > li'

  const texts: { element: Element; box: DOMRect; home: Element | null }[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement
    if (!element || node.textContent?.trim() === '' || element.closest('noscript, script, style, .sr-only'))
      continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const short = element.closest(mayBeShort)
    const box = (short ?? range).getBoundingClientRect()
    if (box.width === 0) continue
    texts.push({ element, box, home: element.closest('.wall-tile, .wall-band, .wall-quiet') })
  }

  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
  if (scrollWidth > clientWidth || scrollHeight > clientHeight) faults.scrolls.push('page')
  for (const { element, box, home } of texts) {
    const size = Number.parseFloat(getComputedStyle(element).fontSize) / unit
    // The screen's width goes into it, in fractions.
    if (size < 27.99) faults.small.push(`${size} ${name(element)}`)
    if (element.closest('[data-key]') && size < 43.99) faults.smallKeys.push(`${size} ${name(element)}`)
    const within = home?.getBoundingClientRect() ?? new DOMRect(0, 0, width, height)
    const isOut = (frame: DOMRect): boolean =>
      box.left < frame.left - 1 ||
      box.right > frame.right + 1 ||
      box.top < frame.top - 1 ||
      box.bottom > frame.bottom + 1
    if (isOut(within) || isOut(new DOMRect(0, 0, width, height))) faults.outside.push(name(element))
  }
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
    if (element.closest('noscript, .sr-only') || (overflowX === 'visible' && overflowY === 'visible'))
      continue
    const isWide = element.scrollWidth > element.clientWidth + 1
    const isHigh = element.scrollHeight > element.clientHeight + 1
    if (/auto|scroll/.test(overflowX + overflowY) && (isWide || isHigh)) faults.scrolls.push(name(element))
    // Half a code is none.
    const isCode = /^(Real|Test|Undo)?(Plan|Tenant) [A-Z0-9]{4}$/.test(element.textContent ?? '')
    const isShortened = element.matches(mayBeShort) && textOverflow === 'ellipsis'
    // The box of letters is higher than their line, which is no cut.
    if (isHigh && !isShortened && !element.matches('.wall-tile-word'))
      faults.cut.push(`high ${name(element)}`)
    if (isWide && (!isShortened || isCode)) faults.cut.push(`wide ${name(element)}`)
  }
  for (const [index, one] of texts.entries()) {
    for (const other of texts.slice(index + 1)) {
      // Parts of one line touch each other.
      if (one.home !== other.home || one.element === other.element || one.element.contains(other.element))
        continue
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      // The boxes of letters are higher than their line; what counts is whether lines run into each other.
      const least = Math.min(one.box.height, other.box.height)
      const isOneName =
        one.element.closest(mayBeShort) !== null &&
        one.element.closest(mayBeShort) === other.element.closest(mayBeShort)
      if (!isOneName && across > 1 && down > least * 0.4)
        faults.overlapping.push(`${name(one.element)} / ${name(other.element)}`)
    }
  }
  return faults
}
