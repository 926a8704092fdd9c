/**
 * Whether this browser lets the page show notifications; `insecure`: it was not opened by https, `refused`: it said yes
 * and showed nothing at the last try.
 */
export type DesktopState = 'granted' | 'default' | 'denied' | 'refused' | 'insecure' | 'none'

const listeners = new Set<() => void>()
let refused = false

function tell(): void {
  for (const listener of listeners) listener()
}

export function desktopState(): DesktopState {
  if (!window.isSecureContext) return 'insecure'
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- some phones have none
  if (typeof Notification === 'undefined') return 'none'
  const { permission } = Notification
  return permission === 'granted' && refused ? 'refused' : permission
}

let status: PermissionStatus | null = null

/** The permission is changed in the browser's own settings, beside the page. */
async function watchPermission(): Promise<void> {
  try {
    status ??= await navigator.permissions.query({ name: 'notifications' })
    status.addEventListener('change', tell)
  } catch {
    // A browser that does not tell: whoever comes back to the page sees what holds then.
  }
}

export function subscribeDesktop(listener: () => void): () => void {
  if (listeners.size === 0) {
    window.addEventListener('focus', tell)
    void watchPermission()
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('focus', tell)
    status?.removeEventListener('change', tell)
  }
}

/** Asks the person; works only within a touch. */
export async function askForDesktop(): Promise<DesktopState> {
  if (desktopState() === 'default') await Notification.requestPermission()
  tell()
  return desktopState()
}

const shown = new Map<string, Notification>()

/** @param about what it is about; a later one about the same takes its place */
export function showOnDesktop(about: string, title: string, body: string, onOpen: () => void): void {
  const state = desktopState()
  if (state !== 'granted' && state !== 'refused') return
  try {
    const notification = new Notification(title, { body, tag: about })
    notification.addEventListener('click', () => {
      window.focus()
      onOpen()
      notification.close()
    })
    notification.addEventListener('close', () => shown.delete(about))
    notification.addEventListener('error', () => mark(true))
    shown.set(about, notification)
    mark(false)
  } catch {
    // Phones let only service workers show them.
    mark(true)
  }
}

function mark(isRefused: boolean): void {
  if (refused === isRefused) return
  refused = isRefused
  tell()
}

/** Takes back what nobody needs to see any more. */
export function closeOnDesktop(about: string): void {
  shown.get(about)?.close()
  shown.delete(about)
}
