/** At most `size` things in use at once; who comes later waits in line. */
export function createPool<T>(size: number, make: () => T) {
  const idle: T[] = []
  const line: Array<(item: T) => void> = []
  let made = 0

  const give = (item: T) => {
    const next = line.shift()
    if (next) next(item)
    else idle.push(item)
  }

  return {
    /** An item for the caller alone. `ahead` puts a caller that has waited before at the head of the line. */
    take(ahead: boolean): Promise<T> {
      const item = idle.pop()
      if (item) return Promise.resolve(item)
      if (made < size) {
        made++
        return Promise.resolve(make())
      }
      return new Promise(resolve => {
        if (ahead) line.unshift(resolve)
        else line.push(resolve)
      })
    },
    give,
  }
}
