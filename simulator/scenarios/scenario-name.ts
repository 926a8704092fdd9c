export const SCENARIO_NAMES = [
  'clean',
  'failures',
  'long',
  'emptied',
  'test',
  'undo',
  'twin-a',
  'twin-b',
  'odd-names',
  'frozen',
  'finished',
  'failed-silent',
  'starting',
  'retried',
] as const

export type ScenarioName = (typeof SCENARIO_NAMES)[number]

/** One value per scenario. */
export function toScenarioRecord<T>(make: (name: ScenarioName) => T): Record<ScenarioName, T> {
  return {
    clean: make('clean'),
    failures: make('failures'),
    long: make('long'),
    emptied: make('emptied'),
    test: make('test'),
    undo: make('undo'),
    'twin-a': make('twin-a'),
    'twin-b': make('twin-b'),
    'odd-names': make('odd-names'),
    frozen: make('frozen'),
    finished: make('finished'),
    'failed-silent': make('failed-silent'),
    starting: make('starting'),
    retried: make('retried'),
  }
}

export function parseScenarioName(text: string): ScenarioName | null {
  return SCENARIO_NAMES.find((name) => name === text) ?? null
}
