'use client'

import type { ReactNode } from 'react'
import type { Outcome } from '@/lib/failover/outcome'
import { toOutcomeStanding, toWorstSoFar } from '../status-look'
import { StatusWord } from '../status-word'
import { useOutcomeText } from '../use-outcome-text'

type Props = { outcome: Outcome; state: string | null; className?: string }

/** The sentence of state, with the worst so far; a client component only because the hook it shares is one. */
export function StateLine({ outcome, state, className = '' }: Props): ReactNode {
  const text = useOutcomeText()(outcome, state)
  const worst = toWorstSoFar(outcome)
  return (
    <span className={`flex flex-wrap items-baseline gap-x-3 ${className}`}>
      <StatusWord standing={toOutcomeStanding(outcome)}>{text.state}</StatusWord>
      {worst && (
        <>
          <span className="sr-only">, </span>
          <StatusWord standing={worst.standing}>{text.soFar}</StatusWord>
        </>
      )}
    </span>
  )
}
