import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pickHost, unbalanced } from './router.ts'

test('the weights of every route add up to 100', () => {
  assert.deepEqual(unbalanced(), [])
})

test('a draw below the canary weight goes to the canary', () => {
  const routes = {
    agent: { production: { host: 'old', weight: 90 }, canary: { host: 'new', weight: 10 } },
  }
  assert.equal(pickHost('agent', 0.09, routes), 'new')
  assert.equal(pickHost('agent', 0.1, routes), 'old')
})
