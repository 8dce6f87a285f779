import { plainTextSecret } from '../../lib/checks/plain-text-secret';
import { cronJob, expectFindings, expectNothing, findingsOf, object, workload } from './tree';

const withVariable = (name: string, value: unknown): ReturnType<typeof workload> =>
  workload('api', { container: { env: [{ name, value }] } });

const advice = "take it from a Secret by secretKeyRef (charthouse: `existing.secret('name', ['key']).key('key')`), "
  + "or state why not: `because: { 'plain-text-secret': … }`";

describe('a variable', () => {
  test.each([
    'DB_PASSWORD',
    'dbPassword',
    'POSTGRES-PASSWD',
    'PGPASSWORD',
    'DB_PASS',
    'API_TOKEN',
    'GITHUB_TOKEN_2',
    'clientSecret',
    'SECRET_KEY',
    'AWS_SECRET_ACCESS_KEY',
    'API_KEY',
    'apiKey',
    'APIKEY',
    'STRIPE_API_KEYS',
    'TLS_PRIVATE_KEY',
    'CREDENTIALS',
    'SERVICE_CREDENTIAL',
    'SSH_PASSPHRASE',
    'ENCRYPTION_KEY',
  ])('called %s with a literal value is reported, and the value is not shown', (name) => {
    const findings = findingsOf(plainTextSecret, [withVariable(name, 'hunter2!')]);
    expect(findings).toEqual([
      {
        path: 'shop/api',
        rule: 'plain-text-secret',
        severity: 'error',
        object: 'Deployment shop/api',
        field: `spec.template.spec.containers[main].env[${name}].value`,
        value: name,
        message: `variable ${name} has a literal value, and by its name it holds a secret`,
        fix: advice,
      },
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  test.each<[string, string]>([
    ['PASSWORD_FILE', 'db-password'],
    ['TOKEN_PATH', 'token'],
    ['SECRET_NAME', 'orders-login'],
    ['CREDENTIALS_DIR', 'conf'],
    ['TOKEN_HOST', 'login.example.com'],
    ['TOKEN_URL', 'https://login.example.com/token?x=1'],
    ['TOKEN_TTL', '3600'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['MAX_TOKENS', '4096'],
    ['AWS_ACCESS_KEY_ID', 'AKIA'],
    ['API_KEY_ID', 'key-1'],
    ['PUBLIC_KEY', 'ssh-ed25519 AAAA'],
    ['TOKENIZER', 'bert'],
    ['SECRETARY', 'someone'],
    ['PASS_THROUGH', 'all'],
    ['COMPASS', 'north'],
    ['KEYBOARD', 'us'],
    ['MONKEY', 'api'],
  ])('called %s holds no secret', (name, value) => {
    expectNothing(plainTextSecret, [withVariable(name, value)]);
  });

  test.each(['', '$(OTHER)', '/run/secrets/token', './token', '~/.token', 'true', 'no', 'vault://secret/data/app'])(
    'called PASSWORD with the value %j gives nothing away', (value) => {
      expectNothing(plainTextSecret, [withVariable('PASSWORD', value)]);
    });

  test('that takes its value from a Secret is fine', () => {
    const valueFrom = { secretKeyRef: { name: 'login', key: 'password' } };
    expectNothing(plainTextSecret, [workload('api', { container: { env: [{ name: 'PASSWORD', valueFrom }] } })]);
  });

  test('is reported for a number, too', () => {
    expect(findingsOf(plainTextSecret, [withVariable('PASSWORD', 123456)])).toHaveLength(1);
  });

  test.each(['DATABASE_URL', 'NOTHING_SPECIAL'])('called %s with a password in a URL is reported', (name) => {
    expectFindings(plainTextSecret, [withVariable(name, 'postgres://orders:hunter2@db:5432/orders')], [{
      path: 'shop/api',
      rule: 'plain-text-secret',
      severity: 'error',
      field: `spec.template.spec.containers[main].env[${name}].value`,
      value: name,
      message: `variable ${name} has a URL with a password in plain text`,
      fix: advice,
    }]);
  });

  test.each([
    'postgres://db:5432/orders',
    'postgres://orders@db/orders',
    'amqp://user:$(PASSWORD)@mq',
    'http://a:80/b@c',
  ])('with the address %s is fine', (value) => {
    expectNothing(plainTextSecret, [withVariable('SOME_ADDRESS', value)]);
  });

  test('is judged in init containers and in jobs', () => {
    const initContainers = [{ name: 'first', env: [{ name: 'TOKEN', value: 'abc' }] }];
    expect(findingsOf(plainTextSecret, [cronJob('nightly', { pod: { initContainers } })]).map(({ field }) => field))
      .toEqual(['spec.jobTemplate.spec.template.spec.initContainers[first].env[TOKEN].value']);
  });

  test('may be of any shape in a foreign manifest', () => {
    expectNothing(plainTextSecret, [
      withVariable('PASSWORD', { later: true }), workload('web', { container: { env: [null, {}, 'PASSWORD=x'] } }),
    ]);
  });
});

describe('a Secret', () => {
  const secret = (fields: Readonly<Record<string, unknown>>): ReturnType<typeof object> =>
    object('login', { apiVersion: 'v1', kind: 'Secret', ...fields });

  test.each(['data', 'stringData'])('with %s in the tree is reported, and its values are not shown', (field) => {
    expectFindings(plainTextSecret, [secret({ [field]: { user: 'YQ==', password: 'Yg==' } })], [{
      path: 'shop/login',
      rule: 'plain-text-secret',
      severity: 'error',
      field,
      value: ['password', 'user'],
      message: 'the manifest of Secret login holds its data, which base64 does not hide',
      fix: 'let an operator make it (an ExternalSecret, a SealedSecret), or make it outside the manifests '
        + "(charthouse: `existing.secret('login')`)",
    }]);
  });

  test('without data is fine', () => {
    expectNothing(plainTextSecret, [
      secret({ type: 'kubernetes.io/service-account-token' }),
      secret({ data: { later: { value: 'output' }, empty: '' } }),
    ]);
  });

  test('of another group is something else', () => {
    expectNothing(plainTextSecret, [object('x', { apiVersion: 'example.com/v1', kind: 'Secret', data: { a: 'b' } })]);
  });
});
