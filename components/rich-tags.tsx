import type { ReactNode } from 'react'
import { Instant } from './instant'

/** Fills a tag of a message with what is known already. */
export function fill(node: ReactNode): () => ReactNode {
  return () => node
}

/** Fills the tag `<at></at>` of a message with a moment. */
export function withInstant(at: string): { at: () => ReactNode } {
  return { at: fill(<Instant at={at} />) }
}

/** Fills the tag `<vm></vm>` of a message with a name that keeps its own direction. */
export function withVm(name: string): { vm: () => ReactNode } {
  return {
    vm: fill(
      <bdi className="foreign-text" title={name}>
        {name}
      </bdi>,
    ),
  }
}
