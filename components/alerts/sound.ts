/** `blocked`: the browser plays nothing before somebody has touched the page; `none`: there is no sound here. */
export type SoundState = 'off' | 'ready' | 'blocked' | 'none'
export type Tone = 'alarm' | 'notice'

export type Sound = {
  state: () => SoundState
  subscribe: (listener: () => void) => () => void
  /** Makes ready to play; a touch of the page unblocks it. */
  arm: () => void
  /** Tries to unblock; works only within a touch. */
  allow: () => void
  play: (tone: Tone, volume: number) => void
}

/** Hz, from when and for how long, s. */
const TONES = {
  alarm: [
    { hz: 880, atS: 0, forS: 0.18 },
    { hz: 660, atS: 0.22, forS: 0.18 },
    { hz: 880, atS: 0.44, forS: 0.26 },
  ],
  notice: [{ hz: 587, atS: 0, forS: 0.22 }],
} as const

/** A context that may run takes this long to say so, ms. */
const SETTLES_AFTER_MS = 500

/** Tones without a file. @param make null where the browser has none */
export function createSound(make: (() => AudioContext) | null): Sound {
  const listeners = new Set<() => void>()
  let context: AudioContext | null = null
  let settled = false

  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const allow = (): void => {
    // It stays pending while the browser blocks; the state tells.
    context?.resume().catch(() => undefined)
  }
  const onTouch = (): void => {
    if (context?.state !== 'running') allow()
  }

  function arm(): void {
    if (make === null || context !== null) return
    context = make()
    context.addEventListener('statechange', tell)
    document.addEventListener('pointerdown', onTouch)
    document.addEventListener('keydown', onTouch)
    allow()
    setTimeout(() => {
      settled = true
      tell()
    }, SETTLES_AFTER_MS)
  }

  return {
    state() {
      if (make === null) return 'none'
      if (context === null) return 'off'
      if (context.state === 'running') return 'ready'
      return settled ? 'blocked' : 'off'
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    arm,
    allow,
    play(tone, volume) {
      arm()
      if (context === null || context.state !== 'running') return allow()
      for (const part of TONES[tone]) beep(context, part, volume)
    },
  }
}

function beep(
  context: AudioContext,
  { hz, atS, forS }: { hz: number; atS: number; forS: number },
  volume: number,
): void {
  const from = context.currentTime + atS
  const oscillator = context.createOscillator()
  const gain = context.createGain()
  oscillator.frequency.value = hz
  // Soft edges: a tone that is cut off clicks.
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(volume, from + 0.015)
  gain.gain.setValueAtTime(volume, from + forS - 0.03)
  gain.gain.linearRampToValueAtTime(0, from + forS)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(from)
  oscillator.stop(from + forS)
}

let shared: Sound | null = null

/** The page's one sound. */
export function pageSound(): Sound {
  // oxlint-disable-next-line typescript/no-unnecessary-condition -- old browsers have none
  shared ??= createSound(typeof AudioContext === 'undefined' ? null : () => new AudioContext())
  return shared
}
