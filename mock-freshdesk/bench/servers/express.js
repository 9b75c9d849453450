const contact = require('./contact')
const serve = require('./serve')

/** Express 4, the one json-server brings, with its JSON body parser. */
const express = require(require.resolve('express', { paths: [require.resolve('json-server')] }))

const app = express()
app.use(express.json())
app.post('/api/v2/contacts', (req, res) => res.status(201).json(contact(req.body)))
app.get('/api/v2/contacts/:id', (req, res) => res.json(contact({ id: Number(req.params.id) })))
app.get('/api/v2/contacts', (req, res) => res.json([contact({ email: req.query.email })]))

const server = app.listen(0, '127.0.0.1', () => serve(server.address().port))
