/** A time on the page whose card is shown. */
export type TimeTarget = {
  anchor: HTMLTimeElement
  /** UTC text, as it stood when the card was opened. */
  at: string
  /** Stays until it is closed; a card under the pointer goes with it. */
  pinned: boolean
  /** The focus goes into the card. */
  byKey: boolean
}

export const TIME_CARD = '[data-time-card]'

/** Not what stands in the card itself. */
export function timeUnder(target: EventTarget | null): HTMLTimeElement | null {
  const time = target instanceof Element ? target.closest('time') : null
  if (time === null || time.dateTime === '' || time.closest(TIME_CARD)) return null
  return time
}

/** Where a press on a time already does something: follows a link, opens a row. */
export function leadsElsewhere(time: HTMLTimeElement): boolean {
  return (
    time.closest('a, button, label, summary, [role="button"]') !== null ||
    getComputedStyle(time).cursor === 'pointer'
  )
}

/** The next time in sight after this one, from the top again after the last. */
export function nextTime(after: HTMLTimeElement | null): HTMLTimeElement | null {
  const times = [...document.querySelectorAll('time')].filter(
    (time) => timeUnder(time) !== null && isInSight(time),
  )
  return times[after === null ? 0 : times.indexOf(after) + 1] ?? times[0] ?? null
}

function isInSight(time: HTMLTimeElement): boolean {
  const { top, bottom, width } = time.getBoundingClientRect()
  return width > 0 && bottom > 0 && top < window.innerHeight
}
