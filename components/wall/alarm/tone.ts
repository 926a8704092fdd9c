/** Whether the browser lets the page make a sound. */
export type ToneState = 'ready' | 'blocked'

export type Tone = {
  /** One short signal; silent where the browser does not allow it. @param volume 0 to 1 */
  ring: (volume: number) => void
  /** Asks the browser once more, as after a click. */
  unblock: () => Promise<ToneState>
  state: () => ToneState
  dispose: () => void
}

/** Two falling notes, twice: heard through a room's noise, and not like a fire alarm. Hz, and seconds from the begin. */
const NOTES = [
  { hz: 880, at: 0 },
  { hz: 660, at: 0.22 },
  { hz: 880, at: 0.6 },
  { hz: 660, at: 0.82 },
] as const
const NOTE_SECONDS = 0.2

/** A tone made by the browser itself: no file that could be missing. Null where it has no sound at all. */
export function createTone(): Tone | null {
  if (typeof AudioContext === 'undefined') return null
  const context = new AudioContext()
  const state = (): ToneState => (context.state === 'running' ? 'ready' : 'blocked')
  return {
    state,
    async unblock() {
      // Without a click some browsers never answer; the state tells what came of it.
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 300))])
      return state()
    },
    ring(volume) {
      if (context.state !== 'running') return
      for (const { hz, at } of NOTES) play(context, hz, context.currentTime + at, volume)
    },
    dispose: () => void context.close(),
  }
}

function play(context: AudioContext, hz: number, startsAt: number, volume: number): void {
  const oscillator = context.createOscillator()
  const gain = context.createGain()
  oscillator.frequency.value = hz
  // Rises and falls softly: a square edge clicks.
  gain.gain.setValueAtTime(0, startsAt)
  gain.gain.linearRampToValueAtTime(volume, startsAt + 0.02)
  gain.gain.linearRampToValueAtTime(0, startsAt + NOTE_SECONDS)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(startsAt)
  oscillator.stop(startsAt + NOTE_SECONDS)
}
