/** Actions of the header that the bar leads to; each stands in an element with this mark. */
export type HeaderAction = 'tag' | 'acknowledge' | 'share' | 'collect'

/** The mark of the element around an action. */
export const asHeaderAction = (action: HeaderAction): { 'data-header-action': HeaderAction } => ({
  'data-header-action': action,
})

/** Presses what stands in the header, after having led there: its dialog or list opens where it always does. */
export function pressInHeader(action: HeaderAction): void {
  const within = `[data-header-action="${action}"]`
  // Beside the button that acknowledges stand others, which open no dialog.
  const button = document.querySelector<HTMLElement>(
    action === 'acknowledge' ? `${within} button[aria-haspopup="dialog"]` : `${within} button`,
  )
  if (button === null) return
  button.scrollIntoView({ block: 'center' })
  button.focus({ preventScroll: true })
  button.click()
}
