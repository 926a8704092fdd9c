/** More tiles than this cannot be read across a room. */
export const MOST_TILES = 12

export type WallGrid = { columns: number; rows: number; size: 'large' | 'middle' | 'small' }

/** How so many tiles are laid out on a screen that is wider than high. */
export function toGrid(tiles: number): WallGrid {
  if (tiles <= 1) return { columns: 1, rows: 1, size: 'large' }
  if (tiles === 2) return { columns: 2, rows: 1, size: 'large' }
  if (tiles <= 4) return { columns: 2, rows: 2, size: 'middle' }
  if (tiles <= 6) return { columns: 3, rows: 2, size: 'middle' }
  if (tiles <= 9) return { columns: 3, rows: 3, size: 'small' }
  return { columns: 4, rows: 3, size: 'small' }
}
