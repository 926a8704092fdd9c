import type { ReactNode } from 'react'

/** A place that will hold something. It does not move: motion is for what fresh data says is working. */
export function Bone({ className }: { className: string }): ReactNode {
  return <span aria-hidden className={`block rounded-md bg-track ${className}`} />
}

type Props = {
  /** The page's heading, where its place holds a name that is not known yet. */
  heading?: string
  text: string
  children: ReactNode
}

/** The true layout without data, and one sentence for those who do not see it. */
export function Skeleton({ heading, text, children }: Props): ReactNode {
  return (
    <div aria-busy="true" data-testid="loading">
      {heading !== undefined && <h1 className="sr-only">{heading}</h1>}
      <output className="sr-only">{text}</output>
      {children}
    </div>
  )
}
