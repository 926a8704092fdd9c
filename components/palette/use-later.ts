'use client'

import { useEffect, useState } from 'react'

/** The value once it has rested for so long, ms: not every letter is a question to the server. */
export function useLater<Value>(value: Value, restMs: number): Value {
  const [later, setLater] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(value), restMs)
    return () => clearTimeout(timer)
  }, [value, restMs])
  return later
}
