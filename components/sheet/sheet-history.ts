'use client'

import { parseSheet, type SheetTarget, withSheet } from './sheet-address'

/** In the state of the browser's history: the step before this one is the same page without a sheet. */
const MARK = 'sheetOpenedHere'

/** What had the focus when the sheet was opened; it gets it back. */
let opener: HTMLElement | null = null

const isMarked = (): boolean => {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && MARK in state
}

/** The page's own address with another sheet. The hash, which names a tab of the history, stays. */
const toAddress = (target: SheetTarget | null): string =>
  window.location.pathname + withSheet(window.location.search, target) + window.location.hash

/**
 * Opens a sheet without asking the server for the page again. Opening is one step of the browser's history; leafing from
 * sheet to sheet is none, so that Back always closes.
 */
export function openSheet(target: SheetTarget, from: HTMLElement | null): void {
  const isOpen = parseSheet(new URLSearchParams(window.location.search)) !== null
  if (!isOpen) {
    opener = from
    window.history.pushState({ [MARK]: true }, '', toAddress(target))
  } else if (isMarked()) window.history.replaceState({ [MARK]: true }, '', toAddress(target))
  else window.history.replaceState(null, '', toAddress(target))
}

/** Back to where the sheet was opened from; where the page was opened with it, the address alone changes. */
export function closeSheet(): void {
  if (isMarked()) window.history.back()
  else window.history.replaceState(null, '', toAddress(null))
}

/** Whoever opened the sheet, if it is still on the page. */
export function takeOpener(): HTMLElement | null {
  const element = opener
  opener = null
  return element?.isConnected ? element : null
}
