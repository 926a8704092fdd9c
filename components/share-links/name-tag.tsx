import type { ReactNode } from 'react'
import { fill } from '../rich-tags'

/** Fills a tag of a message with a name that keeps its own direction. */
export const nameTag = (name: string): (() => ReactNode) => fill(<bdi className="foreign-text">{name}</bdi>)
