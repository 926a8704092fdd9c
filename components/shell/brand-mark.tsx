import type { ReactNode } from 'react'

/** Two halves: the site that failed and the one that takes over. */
export function BrandMark(): ReactNode {
  return (
    <svg aria-hidden viewBox="0 0 18 18" className="size-[18px] fill-current">
      <path d="M5 0h3.25v18H5a5 5 0 0 1-5-5V5a5 5 0 0 1 5-5Z" />
      <path d="M9.75 0H13a5 5 0 0 1 5 5v8a5 5 0 0 1-5 5H9.75Z" />
    </svg>
  )
}
