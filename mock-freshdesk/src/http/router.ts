/**
 * A method and a whole path, as `GET /api/v2/contacts/:id`: a search for either finds the route.
 * `:id` stands for one part of the path, a final `*` for the rest of it.
 */
export type RouteKey = `${Method} /${string}`

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One path of the router: its routes by method, and the open parts of the path that was asked for.
 */
export interface Match<R> {
  readonly routes: ReadonlyMap<string, R>
  /** The rest that `*` stands for is called `rest`. */
  readonly params: Readonly<Record<string, string>>
}

interface Node<R> {
  /** The routes of the path that ends here. */
  routes?: Map<string, R>
  readonly parts: Map<string, Node<R>>
  open?: { readonly name: string; readonly node: Node<R> }
}

const NO_PARAMS = {}

/**
 * Finds the routes of a path. A part of a path that is written out counts more than an open one.
 *
 * @param routes Every route by its method and path. Throws when two have the same.
 * @param isParam Whether a part of a path may stand for an open part.
 */
export function createRouter<R>(
  routes: Iterable<readonly [key: string, route: R]>,
  isParam: (part: string) => boolean = () => true,
): (path: string) => Match<R> | undefined {
  const root: Node<R> = { parts: new Map() }
  // Most requests go to a path without an open part: one look-up finds it.
  const fixed = new Map<string, Match<R>>()
  for (const [key, route] of routes) {
    const [method = '', path = ''] = key.split(' ')
    const node = nodeAt(root, path)
    node.routes ??= new Map()
    if (node.routes.has(method)) throw new Error(`Two routes have the key ${key}.`)
    node.routes.set(method, route)
    if (!/[:*]/.test(path)) fixed.set(path, { routes: node.routes, params: NO_PARAMS })
  }

  return path => {
    const known = fixed.get(path)
    if (known) return known
    const params: Record<string, string> = {}
    let node = root
    const parts = path.split('/')
    for (let i = 1; i < parts.length; i++) {
      const part = parts[i] as string
      const next = node.parts.get(part)
      if (next) node = next
      else if (node.open?.name === '*') {
        params.rest = parts.slice(i).join('/')
        node = node.open.node
        break
      } else if (node.open && isParam(part)) {
        params[node.open.name] = part
        node = node.open.node
      } else return undefined
    }
    return node.routes && { routes: node.routes, params }
  }
}

/** Returns the node of a path, and creates it when it is missing. */
function nodeAt<R>(root: Node<R>, path: string): Node<R> {
  let node = root
  for (const part of path.split('/').slice(1)) {
    const name = part === '*' ? '*' : part.startsWith(':') ? part.slice(1) : undefined
    if (name === undefined) {
      const next = node.parts.get(part) ?? { parts: new Map() }
      node.parts.set(part, next)
      node = next
    } else {
      node.open ??= { name, node: { parts: new Map() } }
      if (node.open.name !== name) throw new Error(`${path} calls :${node.open.name} by another name, :${name}.`)
      node = node.open.node
    }
  }
  return node
}
