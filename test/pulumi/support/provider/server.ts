/**
 * The stand-in of Pulumi's Kubernetes provider, a program that the engine starts once for each provider of a stack, as
 * it starts the real one: it prints the port on which it serves. Nothing of what it is sent is logged or printed.
 *
 * gRPC and the messages are those that @pulumi/pulumi brings.
 */
import {
  Server, ServerCredentials, type handleUnaryCall, type sendUnaryData, type ServerUnaryCall,
} from '@grpc/grpc-js';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import {
  CheckResponse, ConfigureResponse, CreateResponse, DiffResponse, ReadResponse, UpdateResponse,
  type CheckRequest, type ConfigureRequest, type CreateRequest, type DeleteRequest, type DiffRequest,
  type ReadRequest, type UpdateRequest,
} from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';

import { Client } from './client';
import { reconfigured } from './configuration';
import { diff } from './diff';
import { checked } from './inputs';
import { diffMessage, errorMessage } from './messages';
import { Resources } from './resources';
import { settingsOf, type Settings } from './settings';
import { read, write } from './values';

/** What a provider has once it is configured. */
interface Configured {
  readonly settings: Settings;
  readonly client: Client;
  readonly resources: Resources;
}

let configured: Configured | undefined;

function current(): Configured {
  if (configured === undefined) throw new Error('the provider is not configured');
  return configured;
}

/** A call as the protocol has it, of one that gives its answer or throws. */
function answering<Request, Response>(answer: (request: Request) => Promise<Response> | Response): handleUnaryCall<
  Request, Response
> {
  return (call: ServerUnaryCall<Request, Response>, reply: sendUnaryData<Response>): void => {
    Promise.resolve().then(() => answer(call.request)).then(
      (response) => { reply(null, response); },
      (failure: unknown) => { reply(errorMessage(failure)); },
    );
  };
}

function checkConfig(request: CheckRequest): CheckResponse {
  return new CheckResponse().setInputs(request.getNews());
}

function diffConfig(request: DiffRequest): DiffResponse {
  const { changed, replaces } = reconfigured(read(request.getOlds()), read(request.getNews()));
  const { DIFF_NONE: none, DIFF_SOME: some } = DiffResponse.DiffChanges;
  return new DiffResponse().setChanges(changed.length > 0 ? some : none)
    .setDiffsList([...changed]).setReplacesList([...replaces]);
}

function configure(request: ConfigureRequest): ConfigureResponse {
  const settings = settingsOf(new Map(request.getVariablesMap().getEntryList()));
  const client = new Client(settings.access);
  configured = { settings, client, resources: new Resources(client, settings) };
  return new ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true)
    .setSupportsAutonamingConfiguration(true);
}

async function check(request: CheckRequest): Promise<CheckResponse> {
  const { client, settings } = current();
  const stated = {
    urn: request.getUrn(), old: read(request.getOlds()), sent: read(request.getNews()),
    seed: request.getRandomseed_asU8(),
  };
  return new CheckResponse().setInputs(write(await checked(stated, client, settings)));
}

async function diffOf(request: DiffRequest): Promise<DiffResponse> {
  const { client, settings } = current();
  const [state, sent] = [read(request.getOlds()), read(request.getNews())];
  return diffMessage(await diff({ state, sent, ignored: request.getIgnorechangesList() }, client, settings));
}

async function create(request: CreateRequest): Promise<CreateResponse> {
  const operation = { urn: request.getUrn(), preview: request.getPreview(), timeout: request.getTimeout() };
  const kept = await current().resources.create(read(request.getProperties()), operation);
  const response = new CreateResponse().setId(kept?.id ?? '');
  return response.setProperties(kept === undefined ? request.getProperties() : write(kept.state));
}

async function update(request: UpdateRequest): Promise<UpdateResponse> {
  const kept = await current().resources.update(read(request.getOlds()), read(request.getNews()), {
    urn: request.getUrn(), preview: request.getPreview(), timeout: request.getTimeout(),
    ignored: request.getIgnorechangesList(),
  });
  return new UpdateResponse().setProperties(kept === undefined ? request.getNews() : write(kept.state));
}

async function readOne(request: ReadRequest): Promise<ReadResponse> {
  const known = { state: read(request.getProperties()), inputs: read(request.getInputs()) };
  const kept = await current().resources.read(request.getId(), request.getUrn(), known);
  if (kept === undefined) return new ReadResponse();
  return new ReadResponse().setId(kept.id).setProperties(write(kept.state)).setInputs(write(kept.inputs ?? {}));
}

async function remove(request: DeleteRequest): Promise<Empty> {
  const operation = { urn: request.getUrn(), preview: false, timeout: request.getTimeout() };
  await current().resources.remove(read(request.getProperties()), operation);
  return new Empty();
}

// What is not here is told to be unimplemented: invokes, components, schemas, lists.
const server = new Server({ 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 });
server.addService(ResourceProviderService, {
  checkConfig: answering(checkConfig),
  diffConfig: answering(diffConfig),
  configure: answering(configure),
  check: answering(check),
  diff: answering(diffOf),
  create: answering(create),
  read: answering(readOne),
  update: answering(update),
  delete: answering(remove),
  cancel: answering(() => new Empty()),
  attach: answering(() => new Empty()),
  getPluginInfo: answering(() => new PluginInfo().setVersion(process.env['CHARTHOUSE_STAND_IN_VERSION'] ?? '0.0.0')),
});
// An engine that is killed says nothing: its providers are processes of their own, and would stay.
const engine = process.ppid;
setInterval(() => { if (process.ppid !== engine) process.exit(); }, 500);
server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (failure, port) => {
  if (failure !== null) throw failure;
  process.stdout.write(`${port}\n`);
});
