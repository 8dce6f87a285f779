/** The messages of the engine's protocol, to and from what the stand-in works with. */
import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import { ErrorResourceInitFailed } from '@pulumi/pulumi/proto/provider_pb';
import { Status } from '@pulumi/pulumi/proto/status_pb';
import { DiffResponse, PropertyDiff } from '@pulumi/pulumi/proto/provider_pb';
import { Any } from 'google-protobuf/google/protobuf/any_pb';

import type { Difference } from './compare';
import type { Diff } from './diff';
import { PartlyDone } from './resources';
import { write } from './values';

/** An error as the engine takes it; one of an object that is there brings the object's state. */
export function errorMessage(failure: unknown): Partial<StatusObject> {
  const message = failure instanceof Error ? failure.message : String(failure);
  if (!(failure instanceof PartlyDone)) return { code: status.UNKNOWN, details: message };
  const detail = new ErrorResourceInitFailed();
  detail.setId(failure.kept.id);
  detail.setProperties(write(failure.kept.state));
  if (failure.kept.inputs !== undefined) detail.setInputs(write(failure.kept.inputs));
  detail.setReasonsList([message]);
  const packed = new Any();
  packed.pack(detail.serializeBinary(), 'pulumirpc.ErrorResourceInitFailed');
  const whole = new Status();
  whole.setCode(status.UNKNOWN);
  whole.setMessage(message);
  whole.addDetails(packed);
  const metadata = new Metadata();
  metadata.add('grpc-status-details-bin', Buffer.from(whole.serializeBinary()));
  return { code: status.UNKNOWN, details: message, metadata };
}

/** What differs, as the engine takes it. */
export function diffMessage({ changes, replaces, deleteFirst }: Diff): DiffResponse {
  const message = new DiffResponse();
  const { DIFF_NONE: none, DIFF_SOME: some } = DiffResponse.DiffChanges;
  message.setChanges(changes.size + replaces.length > 0 ? some : none);
  message.setReplacesList([...replaces]);
  message.setDeletebeforereplace(deleteFirst);
  message.setHasdetaileddiff(true);
  for (const [path, change] of changes) {
    const each = new PropertyDiff();
    each.setKind(kindOf(change));
    each.setInputdiff(change.change === 'delete');
    message.getDetaileddiffMap().set(path, each);
  }
  return message;
}

function kindOf({ change, replaces }: Difference): PropertyDiff.Kind {
  const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  const kinds = {
    add: [ADD, ADD_REPLACE], delete: [DELETE, DELETE_REPLACE], update: [UPDATE, UPDATE_REPLACE],
  } as const;
  return kinds[change][replaces ? 1 : 0];
}
