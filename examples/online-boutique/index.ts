/**
 * Online Boutique, the demonstration shop of github.com/GoogleCloudPlatform/microservices-demo: twelve services that
 * call each other by gRPC. An address in `env` is all that it takes to connect two of them.
 */
import { Application, StatefulStore, WebService, Worker, defineHouse, k3s } from 'charthouse';
import type { App, WebServiceProps } from 'charthouse';

export const house = defineHouse({
  name: 'boutique',
  version: '1',
  platforms: { k3s: k3s() },
  targets: { demo: { platform: 'k3s', environment: 'demo', domain: 'demo.example.com' } },
});

const image = (name: string): string =>
  `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/${name}:v0.10.6`;

interface GrpcServiceProps extends Partial<WebServiceProps> {
  /** When both probes ask. */
  readonly timing?: { readonly initialDelaySeconds?: number; readonly periodSeconds?: number };
}

/** What the services have in common: they speak gRPC, its health service included. */
function grpcService(shop: Application, name: string, port: number, props: GrpcServiceProps): WebService {
  const { timing, ...others } = props;
  const probe = { grpc: {}, ...timing };
  const common = { image: image(name), port, portName: 'grpc', probes: { readiness: probe, liveness: probe } };
  return new WebService(shop, name, { ...common, ...others });
}

/** Istio is to leave the probes of a pod that speaks HTTP to the pod. */
const istio = { 'sidecar.istio.io/rewriteAppHTTPProbers': 'true' };

export function build(app: App, target = house.target('demo')): void {
  const boutique = new Application(app, 'online-boutique', {
    target,
    owner: 'team-boutique',
    createNamespace: true,
    defaults: {
      user: 1000,
      resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } },
      rollout: { shutdownSeconds: 5 },
    },
  });
  /** For what may be in the middle of an order. */
  const unhurried = { rollout: { shutdownSeconds: 30 } };

  // Carts outlive a restart: Redis writes its snapshots to a claim, not to a directory that goes with the pod.
  const redis = new StatefulStore(boutique, 'redis-cart', {
    image: 'redis:alpine',
    port: 6379,
    portName: 'tcp-redis',
    storage: { name: 'redis-data', path: '/data', size: '1Gi' },
    probes: { readiness: { tcpSocket: {}, periodSeconds: 5 }, liveness: { tcpSocket: {}, periodSeconds: 5 } },
    resources: { requests: { cpu: '70m', memory: '200Mi' }, limits: { cpu: '125m', memory: '256Mi' } },
    ...unhurried,
  });
  const ads = grpcService(boutique, 'adservice', 9555, {
    env: { PORT: 9555 },
    timing: { initialDelaySeconds: 20, periodSeconds: 15 },
    resources: { requests: { cpu: '200m', memory: '180Mi' }, limits: { cpu: '300m', memory: '300Mi' } },
  });
  const currencies = grpcService(boutique, 'currencyservice', 7000, { env: { PORT: 7000, DISABLE_PROFILER: 1 } });
  const carts = grpcService(boutique, 'cartservice', 7070, {
    env: { REDIS_ADDR: redis.address },
    probes: {
      readiness: { grpc: {}, initialDelaySeconds: 15 },
      liveness: { grpc: {}, initialDelaySeconds: 15, periodSeconds: 10 },
    },
    resources: { requests: { cpu: '200m' }, limits: { cpu: '300m' } },
  });
  const payments = grpcService(boutique, 'paymentservice', 50051, { env: { PORT: 50051, DISABLE_PROFILER: 1 } });
  const products = grpcService(boutique, 'productcatalogservice', 3550, { env: { PORT: 3550, DISABLE_PROFILER: 1 } });
  const shipping = grpcService(boutique, 'shippingservice', 50051, {
    env: { PORT: 50051, DISABLE_PROFILER: 1 },
    probes: { readiness: { grpc: {}, periodSeconds: 5 }, liveness: { grpc: {} } },
    ...unhurried,
  });
  const emails = grpcService(boutique, 'emailservice', 8080, {
    service: { port: 5000 },
    env: { PORT: 8080, DISABLE_PROFILER: 1 },
    timing: { periodSeconds: 5 },
  });
  const recommendations = grpcService(boutique, 'recommendationservice', 8080, {
    env: { PORT: 8080, PRODUCT_CATALOG_SERVICE_ADDR: products.address, DISABLE_PROFILER: 1 },
    timing: { periodSeconds: 5 },
    resources: { requests: { memory: '220Mi' }, limits: { memory: '450Mi' } },
  });
  const checkout = grpcService(boutique, 'checkoutservice', 5050, {
    env: {
      PORT: 5050,
      PRODUCT_CATALOG_SERVICE_ADDR: products.address,
      SHIPPING_SERVICE_ADDR: shipping.address,
      PAYMENT_SERVICE_ADDR: payments.address,
      EMAIL_SERVICE_ADDR: emails.address,
      CURRENCY_SERVICE_ADDR: currencies.address,
      CART_SERVICE_ADDR: carts.address,
    },
    ...unhurried,
  });
  const frontend = new WebService(boutique, 'frontend', {
    image: image('frontend'),
    port: 8080,
    service: { port: 80 },
    host: `boutique.${target.domain}`,
    podAnnotations: istio,
    probes: {
      readiness: {
        httpGet: { path: '/_healthz', headers: { Cookie: 'shop_session-id=x-readiness-probe' } },
        initialDelaySeconds: 10,
      },
      liveness: {
        httpGet: { path: '/_healthz', headers: { Cookie: 'shop_session-id=x-liveness-probe' } },
        initialDelaySeconds: 10,
      },
    },
    env: {
      PORT: 8080,
      PRODUCT_CATALOG_SERVICE_ADDR: products.address,
      CURRENCY_SERVICE_ADDR: currencies.address,
      CART_SERVICE_ADDR: carts.address,
      RECOMMENDATION_SERVICE_ADDR: recommendations.address,
      SHIPPING_SERVICE_ADDR: shipping.address,
      CHECKOUT_SERVICE_ADDR: checkout.address,
      AD_SERVICE_ADDR: ads.address,
      // The frontend wants an address though the assistant is no part of this shop: text, so no connection.
      SHOPPING_ASSISTANT_SERVICE_ADDR: 'shoppingassistantservice:80',
      ENABLE_PROFILER: 0,
    },
    ...unhurried,
  });
  new Worker(boutique, 'loadgenerator', {
    image: image('loadgenerator'),
    replicas: 1,
    podAnnotations: istio,
    env: { FRONTEND_ADDR: frontend.address, USERS: 10, RATE: 1 },
    resources: { requests: { cpu: '300m', memory: '256Mi' }, limits: { cpu: '500m', memory: '512Mi' } },
    initContainers: {
      'frontend-check': {
        image: 'busybox:1.38.0@sha256:fd8d9aa63ba2f0982b5304e1ee8d3b90a210bc1ffb5314d980eb6962f1a9715d',
        command: ['/bin/sh', '-exc', awaitFrontend],
        env: { FRONTEND_ADDR: frontend.address },
      },
    },
  });
}

/** Ends as soon as the frontend answers, or after two minutes. */
const awaitFrontend = `\
MAX_RETRIES=12
RETRY_INTERVAL=10
for i in $(seq 1 $MAX_RETRIES); do
  echo "Attempt $i: Pinging frontend: \${FRONTEND_ADDR}..."
  STATUSCODE=$(wget --server-response http://\${FRONTEND_ADDR} 2>&1 | awk '/^  HTTP/{print $2}')
  if [ $STATUSCODE -eq 200 ]; then
      echo "Frontend is reachable."
      exit 0
  fi
  echo "Error: Could not reach frontend - Status code: \${STATUSCODE}"
  sleep $RETRY_INTERVAL
done
echo "Failed to reach frontend after $MAX_RETRIES attempts."
exit 1
`;
