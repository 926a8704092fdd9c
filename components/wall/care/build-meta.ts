/** Name under which the wall's page tells which build it is of. */
export const BUILD_META = 'build'
