import { NotFound, Reply, type Route } from './route'

export const faultRoutes: Route[] = [
  {
    method: 'GET',
    path: '/faults',
    summary: 'The faults that stand, newest first',
    answer: ({ mock }) => ({ faults: mock.faults.list() }),
  },
  {
    method: 'POST',
    path: '/faults',
    summary: 'Let something go wrong',
    answer: ({ mock, body }) => new Reply(201, mock.faults.add(body())),
  },
  {
    method: 'DELETE',
    path: '/faults',
    summary: 'Remove all faults; e-mails that strike once may strike again',
    answer: ({ mock }) => mock.faults.clear(),
  },
  {
    method: 'DELETE',
    path: '/faults/:id',
    summary: 'Remove one fault',
    answer({ mock, params: { id = '' } }) {
      if (mock.faults.remove(id)) return
      throw new NotFound(`There is no fault ${JSON.stringify(id)}; it may be used up or expired.`)
    },
  },
]
