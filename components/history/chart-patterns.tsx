import type { ReactNode } from 'react'
import type { TaskStanding } from '@/lib/failover/outcome'
import { STANDING_ORDER, STATUS_LOOK } from '../status-look'

type Name = TaskStanding | 'gap'

const SIZE = 7

/** Lines over the ground, so that the areas differ without their colour too. */
const TEXTURE = {
  succeeded: { ground: 0.7, path: null },
  warning: { ground: 0.75, path: 'M0 7L7 0M-1 1L1 -1M6 8L8 6' },
  // A dot: a line of no length with round ends.
  working: { ground: 0.6, path: 'M3.5 3.5h0' },
  waiting: { ground: 0.25, path: null },
  unknown: { ground: 0.4, path: 'M3.5 0V7' },
  failed: { ground: 0.9, path: 'M0 0L7 7M0 7L7 0' },
} as const satisfies Record<TaskStanding, { ground: number; path: string | null }>

function toPatternId(id: string, name: Name): string {
  return `${id}-${name}`
}

export function toPatternUrl(id: string, name: Name): string {
  return `url(#${toPatternId(id, name)})`
}

/** The grounds of the chart's areas, by the tokens of the theme; the legend uses the same. */
export function ChartPatterns({ id }: { id: string }): ReactNode {
  return (
    <svg aria-hidden width="0" height="0" className="absolute">
      <defs>
        {STANDING_ORDER.map((standing) => {
          const { ground, path } = TEXTURE[standing]
          return (
            <Pattern key={standing} id={toPatternId(id, standing)} className={STATUS_LOOK[standing].text}>
              <rect width={SIZE} height={SIZE} fill="currentColor" opacity={ground} />
              {path !== null && (
                <path
                  d={path}
                  className="fill-none"
                  stroke="var(--surface)"
                  strokeWidth="1.3"
                  strokeLinecap="round"
                  opacity="0.75"
                />
              )}
            </Pattern>
          )
        })}
        <Pattern id={toPatternId(id, 'gap')} className="text-faint">
          <rect width={SIZE} height={SIZE} fill="var(--sunken)" />
          <path d="M0 0L7 7" stroke="currentColor" strokeWidth="1" opacity="0.6" />
        </Pattern>
      </defs>
    </svg>
  )
}

function Pattern(props: { id: string; className: string; children: ReactNode }): ReactNode {
  return <pattern width={SIZE} height={SIZE} patternUnits="userSpaceOnUse" {...props} />
}
