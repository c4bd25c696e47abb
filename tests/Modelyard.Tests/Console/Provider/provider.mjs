// A provider of OpenID Connect on a free port, for tests: it asks nobody for a password, but signs in whoever it was told last.
//   node provider.mjs REDIRECT_URI
// prints its address; PUT /control takes {account, deny, rotate}.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const redirect = process.argv[2];
let provider;
let account = { sub: 'nobody' };
let deny = false;

const jwk = (type, options, alg) => ({ ...generateKeyPairSync(type, options).privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg });
const client = (id, alg, more) => ({
  client_id: id, redirect_uris: [redirect], post_logout_redirect_uris: [new URL('/', redirect).href], response_types: ['code'], grant_types: ['authorization_code'], id_token_signed_response_alg: alg, ...more,
});

function start(issuer) {
  provider = new Provider(issuer, {
    clients: [
      client('console', 'RS256', { client_secret: 'a+secret/with:signs&more', token_endpoint_auth_method: 'client_secret_basic' }),
      client('public', 'ES256', { token_endpoint_auth_method: 'none' }),
    ],
    jwks: { keys: [jwk('rsa', { modulusLength: 2048 }, 'RS256'), jwk('ec', { namedCurve: 'P-256' }, 'ES256')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    pkce: { required: () => true },
    cookies: { keys: [randomUUID()] },
    features: { devInteractions: { enabled: false } },
    // The public client has its claims in the token, the other must ask for them.
    conformIdTokenClaims: true,
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...account, sub }) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  });
}

async function interact(request, response) {
  const { params, prompt, session } = await provider.interactionDetails(request, response);
  if (deny) {
    await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'no <b>way</b>' });
    return;
  }
  if (prompt.name === 'login') {
    await provider.interactionFinished(request, response, { login: { accountId: account.sub } });
    return;
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope(params.scope);
  await provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
}

async function control(request, response, issuer) {
  let text = '';
  for await (const part of request) text += part;
  const wanted = JSON.parse(text);
  account = wanted.account ?? account;
  deny = wanted.deny ?? false;
  if (wanted.rotate) start(issuer);
  response.end();
}

const server = createServer((request, response) => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const answer = request.url === '/control' ? control(request, response, issuer) : request.url.startsWith('/interaction/') ? interact(request, response) : provider.callback()(request, response);
  Promise.resolve(answer).catch((e) => {
    response.statusCode = 500;
    response.end(String(e));
  });
});
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  start(issuer);
  console.log(issuer);
});
process.stdin.resume().on('end', () => process.exit(0));
