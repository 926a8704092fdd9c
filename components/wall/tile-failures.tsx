'use client'

import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WallRun } from '@/lib/api/screen-replies'
import { fill } from './fill'
import { useTexts } from './wall-texts'

/**
 * The first VMs that failed and why, as far as there is room; empty where the screen may not tell. Once somebody has
 * acknowledged all of them, that stands first: the room need not run.
 */
export function TileFailures({ run, lines }: { run: WallRun; lines: number }): ReactNode {
  const { tile } = useTexts()
  const { acknowledgedBy, unacknowledged } = run
  const inHand = acknowledgedBy !== null && unacknowledged === 0 && lines > 0
  const shown = run.failures.slice(0, inHand ? lines - 1 : lines)
  if (shown.length === 0 && !inHand) return <span className="wall-tile-why" />
  return (
    <ul className="wall-tile-why" data-testid="wall-tile-why">
      {inHand && (
        <li dir="auto" data-testid="wall-acknowledged" className="text-text">
          <Check aria-hidden className="me-[0.3em] inline-block size-[0.9em] align-[-0.1em]" />
          {acknowledgedBy === '' ? tile.acknowledged : fill(tile.acknowledgedBy, { by: acknowledgedBy })}
        </li>
      )}
      {shown.map(({ vmName, message }, index) => (
        // A name can be missing, and two can be alike.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} dir="auto">
          {[vmName ?? tile.vmUnnamed, message ?? []].flat().join(': ')}
        </li>
      ))}
    </ul>
  )
}
