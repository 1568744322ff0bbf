import { asPerson } from '../http/viewer.ts'
import {
  answerMinutes as answerRoute,
  closeMeeting as closeRoute,
  getMinutes,
  addMeetingItem,
  changeMeetingItem,
  checkMeetingItem,
  confirmMeetingItem,
  makePromise as makeRoute,
  reviewMeetingItem,
  settlePromise as settleRoute,
  tellOfPromise as tellRoute,
  callMeeting as callRoute,
  cancelMeeting as cancelRoute,
  changeMeeting as changeRoute,
  chooseMeetingMail,
  getMeeting,
  listMeetings as listRoute,
  openMeeting as openRoute,
  stateAttendance,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { attendMeeting } from './attend.ts'
import { cancelMeeting, openMeeting } from './begin.ts'
import { callMeeting, changeMeeting } from './call.ts'
import { chooseMail } from './queue.ts'
import { closeMeeting } from './close.ts'
import { answerMinutes } from './seal.ts'
import { confirmItem, reviewItem } from './confirm.ts'
import { makePromise, settlePromise, tellOfPromise } from './promise.ts'
import { listMeetings, readItem, readMeeting, readMinutes, readPromise } from './read.ts'
import { addItem, changeItem, checkItem } from './say.ts'

/** Meetings of members of a group, on the record. */
export function meetingRoutes(ctx: Context, http: Http): void {
  itemRoutes(ctx, http)
  promiseRoutes(ctx, http)
  minutesRoutes(ctx, http)
  http.route(listRoute, ({ viewer, query }) => listMeetings(ctx, viewer, query))
  http.route(getMeeting, ({ viewer, params }) => readMeeting(ctx, viewer, params.id))
  http.route(callRoute, async ({ viewer, body }) => {
    const id = await callMeeting(ctx, asPerson(viewer), body)
    return afterAct(() => readMeeting(ctx, viewer, id))
  })
  http.route(changeRoute, async ({ viewer, params, body }) => {
    await changeMeeting(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readMeeting(ctx, viewer, params.id))
  })
  http.route(cancelRoute, async ({ viewer, params, body }) => {
    await cancelMeeting(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readMeeting(ctx, viewer, params.id))
  })
  http.route(openRoute, async ({ viewer, params, body }) => {
    await openMeeting(ctx, asPerson(viewer), params.id, body.version)
    return afterAct(() => readMeeting(ctx, viewer, params.id))
  })
  http.route(stateAttendance, async ({ viewer, params, body }) => {
    await attendMeeting(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readMeeting(ctx, viewer, params.id))
  })
  http.route(chooseMeetingMail, async ({ viewer, body }) => {
    await chooseMail(ctx, asPerson(viewer), body.wants)
    return body
  })
}

function itemRoutes(ctx: Context, http: Http): void {
  http.route(checkMeetingItem, ({ viewer, params, body }) =>
    checkItem(ctx, asPerson(viewer), params.id, body),
  )
  http.route(addMeetingItem, async ({ viewer, params, body }) => {
    const item = await addItem(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readItem(ctx, viewer, params.id, item))
  })
  http.route(changeMeetingItem, async ({ viewer, params, body }) => {
    await changeItem(ctx, asPerson(viewer), params, body)
    return afterAct(() => readItem(ctx, viewer, params.id, params.item))
  })
  http.route(reviewMeetingItem, ({ viewer, params }) => reviewItem(ctx, asPerson(viewer), params))
  http.route(confirmMeetingItem, async ({ viewer, params, body }) => {
    await confirmItem(ctx, asPerson(viewer), params, body)
    return afterAct(() => readItem(ctx, viewer, params.id, params.item))
  })
}

function promiseRoutes(ctx: Context, http: Http): void {
  http.route(makeRoute, async ({ viewer, params, body }) => {
    const promise = await makePromise(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readPromise(ctx, viewer, params.id, promise))
  })
  http.route(settleRoute, async ({ viewer, params, body }) => {
    await settlePromise(ctx, asPerson(viewer), params, body.state)
    return afterAct(() => readPromise(ctx, viewer, params.id, params.promise))
  })
  http.route(tellRoute, async ({ viewer, params, body }) => {
    await tellOfPromise(ctx, asPerson(viewer), params, body)
    return afterAct(() => readPromise(ctx, viewer, params.id, params.promise))
  })
}

function minutesRoutes(ctx: Context, http: Http): void {
  http.route(closeRoute, async ({ viewer, params, body }) => {
    await closeMeeting(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readMeeting(ctx, viewer, params.id))
  })
  http.route(getMinutes, ({ viewer, params }) => readMinutes(ctx, viewer, params.id))
  http.route(answerRoute, async ({ viewer, params, body }) => {
    await answerMinutes(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readMeeting(ctx, viewer, params.id))
  })
}
