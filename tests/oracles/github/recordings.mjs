// Picks recorded exchanges and webhook payloads that the client is tested with. Addresses that nobody reads are left out.
// Usage, in a folder where the packages are installed (see README.md):
//   node tests/oracles/github/recordings.mjs
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const target = path.resolve(here, '../../Rewriter.GitHub.Tests/Fixtures');
const packages = path.resolve('node_modules/@octokit');
const read = (...parts) => JSON.parse(fs.readFileSync(path.join(packages, ...parts), 'utf8'));
const version = name => read(name, 'package.json').version;

const isNoise = key => key === 'url' || key === '_links' || (key.endsWith('_url') && key !== 'html_url' && key !== 'target_url' && key !== 'details_url');
function lean(value) {
  if (Array.isArray(value)) return value.map(lean);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !isNoise(key)).map(([key, v]) => [key, lean(v)]));
}

const scenarios = ['rename-repository', 'get-repository', 'add-labels-to-issue', 'create-status', 'errors'];
const headers = ['location', 'link', 'content-type'];
const exchanges = scenarios.flatMap(scenario => read('fixtures', 'scenarios', 'api.github.com', scenario, 'normalized-fixture.json').map(e => ({
  scenario, method: e.method.toUpperCase(), path: e.path, body: e.body === '' ? null : e.body, status: e.status, response: lean(e.response),
  headers: Object.fromEntries(headers.filter(h => h in e.headers).map(h => [h, e.headers[h]])),
})));

const events = ['pull_request', 'pull_request_review', 'pull_request_review_comment', 'pull_request_review_thread', 'issue_comment', 'check_suite', 'check_run'];
const webhooks = read('webhooks-examples', 'api.github.com', 'index.json').filter(w => events.includes(w.name)).flatMap(w => w.examples.map(payload => ({ name: w.name, payload: lean(payload) })));

fs.mkdirSync(target, { recursive: true });
const source = name => `MIT; see LICENSE.octokit.txt. Picked from the npm package @octokit/${name} ${version(name)} by tests/oracles/github/recordings.mjs.`;
const lines = (items) => '[\n' + items.map(i => '  ' + JSON.stringify(i)).join(',\n') + '\n]';
fs.writeFileSync(path.join(target, 'recordings.json'), `{"source": ${JSON.stringify(source('fixtures'))}, "exchanges": ${lines(exchanges)}}\n`);
fs.writeFileSync(path.join(target, 'webhooks.json'), `{"source": ${JSON.stringify(source('webhooks-examples'))}, "webhooks": ${lines(webhooks)}}\n`);
const licence = fs.readFileSync(path.join(packages, 'fixtures', 'LICENSE.md'), 'utf8').trim();
fs.writeFileSync(path.join(target, 'LICENSE.octokit.txt'), `recordings.json and webhooks.json\n\n${licence}\n`);
console.log(`${exchanges.length} exchanges, ${webhooks.length} webhooks`);
