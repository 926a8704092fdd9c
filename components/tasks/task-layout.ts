import type { CSSProperties } from 'react'
import type { ColumnId } from './task-columns'

/** How wide each column is on one line; texts give way before figures do. */
const WIDTHS: Record<Exclude<ColumnId, 'failure'>, string> = {
  number: '28px',
  vm: 'minmax(92px, 1.2fr)',
  state: 'minmax(104px, 0.3fr)',
  result: 'minmax(64px, 0.3fr)',
  progress: '162px',
  waited: '76px',
  started: '96px',
  took: '84px',
  point: 'minmax(174px, 0.4fr)',
  age: '86px',
  pointState: '104px',
  gantt: 'minmax(180px, 3fr)',
}

const AREAS: Record<Exclude<ColumnId, 'failure'>, string> = {
  number: 'num',
  vm: 'vm',
  state: 'state',
  result: 'result',
  progress: 'progress',
  waited: 'waited',
  started: 'started',
  took: 'took',
  point: 'point',
  age: 'age',
  pointState: 'pstate',
  gantt: 'gantt',
}

/** So wide a window has room for the state of the points beside the timeline. */
type Room = 'wide' | 'medium'

function toTemplate(visible: ReadonlySet<ColumnId>, room: Room): { widths: string; areas: string } {
  const shown = [...visible].filter(
    (id) => id !== 'failure' && !(room === 'medium' && id === 'pointState' && visible.has('gantt')),
  )
  const ids = shown.flatMap((id) => (id === 'failure' ? [] : [id]))
  const first = ids.map((id) => AREAS[id])
  // The reason of a failure stands below the other cells, and the timeline beside both.
  const second = ids.map((id) => (id === 'gantt' ? 'gantt' : id === 'number' ? '.' : 'fail'))
  return {
    widths: ['24px', ...ids.map((id) => WIDTHS[id])].join(' '),
    areas: `'sel ${first.join(' ')}' '. ${second.join(' ')}'`,
  }
}

/** The columns of heading and rows, for task-widths.css. */
export function toLayout(visible: ReadonlySet<ColumnId>): CSSProperties {
  const wide = toTemplate(visible, 'wide')
  const medium = toTemplate(visible, 'medium')
  const properties: Record<`--${string}`, string> = {
    '--task-wide': wide.widths,
    '--task-wide-areas': wide.areas,
    '--task-medium': medium.widths,
    '--task-medium-areas': medium.areas,
  }
  return properties
}
