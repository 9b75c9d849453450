const jsonServer = require('json-server')
const serve = require('./serve')

/** json-server's own router over data in memory. */
const app = jsonServer.create()
app.use(jsonServer.rewriter({ '/api/v2/*': '/$1' }))
app.use(jsonServer.bodyParser)
app.use(jsonServer.router({ contacts: [] }))

const server = app.listen(0, '127.0.0.1', () => serve(server.address().port))
