import * as v from 'valibot'
import { faultDefinition } from '../faults/definition'
import { JsonResponse, NO_BODY, NotFound, type Routes } from './route'
import { Fault } from './schemas'

export const faultRoutes: Routes = {
  'GET /__admin/faults': {
    summary: 'The active faults, newest first',
    responses: { 200: v.strictObject({ faults: v.array(Fault) }) },
    handle: ({ mock }) => ({ faults: mock.faults.list() }),
  },
  'POST /__admin/faults': {
    summary: 'Let something go wrong',
    body: faultDefinition,
    responses: { 201: Fault },
    handle: ({ mock, body }) => new JsonResponse(201, mock.faults.add(body())),
  },
  'DELETE /__admin/faults': {
    summary: 'Remove all faults; e-mails whose fault applies once may fail again',
    responses: { 204: NO_BODY },
    handle: ({ mock }) => mock.faults.clear(),
  },
  'DELETE /__admin/faults/:id': {
    summary: 'Remove one fault',
    responses: { 204: NO_BODY },
    handle({ mock, params: { id = '' } }) {
      if (mock.faults.remove(id)) return
      throw new NotFound(`There is no fault ${JSON.stringify(id)}; it may be used up or expired.`)
    },
  },
}
