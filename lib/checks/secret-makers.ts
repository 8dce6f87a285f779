/** Objects in the tree that make Secrets in the cluster: what they make counts as existing. */
import type { CheckedObject } from './check';
import { fieldAt, fieldsOf, itemsOf, textOf, type Fields } from './fields';
import { groupOf, isBuiltInGroup, kindOf, nameOf, namespaceOf } from './object-identity';

/** A Secret that an operator will make. */
export interface MadeSecret {
  readonly name: string;
  /** Undefined where it is made in more than one namespace. */
  readonly namespace: string | undefined;
  /** Its keys, where the maker says them all. */
  readonly keys: readonly string[] | undefined;
}

/** The Secrets that this object makes: none for most. */
export function secretsMadeBy({ manifest }: CheckedObject): readonly MadeSecret[] {
  const group = groupOf(manifest);
  if (isBuiltInGroup(group)) return none;
  const namespace = namespaceOf(manifest);
  const spec = fieldsOf(manifest.spec);
  const made = (name: unknown, keys?: readonly string[]): readonly MadeSecret[] => {
    const text = textOf(name);
    return text === undefined ? [] : [{ name: text, namespace, keys }];
  };
  switch (`${group}/${kindOf(manifest)}`) {
    case 'external-secrets.io/ExternalSecret':
      return made(fieldAt(spec, 'target.name') ?? nameOf(manifest), keysOfExternalSecret(spec));
    case 'external-secrets.io/ClusterExternalSecret': {
      const target = fieldAt(spec, 'externalSecretSpec.target.name') ?? spec.externalSecretName ?? nameOf(manifest);
      return made(target).map((secret) => ({ ...secret, namespace: undefined }));
    }
    case 'bitnami.com/SealedSecret':
      return made(fieldAt(spec, 'template.metadata.name') ?? nameOf(manifest), [
        ...Object.keys(fieldsOf(spec.encryptedData)), ...Object.keys(fieldsOf(fieldAt(spec, 'template.data'))),
      ]);
    case 'cert-manager.io/Certificate':
      return made(spec.secretName);
    case 'secrets-store.csi.x-k8s.io/SecretProviderClass':
      return itemsOf(spec.secretObjects).flatMap(([item]) => made(item.secretName));
    case 'secrets.hashicorp.com/VaultStaticSecret':
    case 'secrets.hashicorp.com/VaultDynamicSecret':
    case 'secrets.hashicorp.com/VaultPKISecret':
      return made(fieldAt(spec, 'destination.name'));
    default:
      return [];
  }
}

const none: readonly MadeSecret[] = Object.freeze([]);

/** All keys are known only where each is listed, and nothing is merged in, found by pattern or made by a template. */
function keysOfExternalSecret(spec: Fields): readonly string[] | undefined {
  const target = fieldsOf(spec.target);
  const policy = target.creationPolicy ?? 'Owner';
  if (policy !== 'Owner' || target.template !== undefined || spec.dataFrom !== undefined) return undefined;
  const keys = itemsOf(spec.data).map(([item]) => textOf(item.secretKey));
  return keys.every((key) => key !== undefined) ? keys : undefined;
}
