import type { ReactNode } from 'react'
import { SectionHead } from './server-list'
import { momentOf } from './share-times'
import { say, type Speech } from './speech'

type Props = {
  speech: Speech
  runs: readonly { startedAtUtc: string | null }[]
  /** The one that is shown, from 1. */
  shown: number
}

/** Every run of the link, newest first; each has its own address, so that it opens without scripts too. */
export function RunList({ speech, runs, shown }: Props): ReactNode {
  if (runs.length < 2) return null
  const { texts } = speech
  const newestFirst = runs.map((run, index) => ({ ...run, number: index + 1 })).reverse()
  return (
    <section aria-labelledby="runs">
      <SectionHead id="runs" title={texts.runs.heading} />
      <ul className="grid gap-1">
        {newestFirst.map(({ number, startedAtUtc }) => {
          const words =
            startedAtUtc === null
              ? say(speech, texts.runs.run, { number })
              : say(speech, texts.runs.runOn, { number, ...momentOf(speech, startedAtUtc) })
          return (
            <li key={number}>
              {number === shown ? (
                <span aria-current="page" className="font-[560]">
                  {words}
                </span>
              ) : (
                <a href={`?run=${number}`} className="link">
                  {words}
                </a>
              )}
              <span className="text-muted">
                {number === shown && ` · ${texts.runs.shown}`}
                {number === runs.length && ` · ${texts.runs.newest}`}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
