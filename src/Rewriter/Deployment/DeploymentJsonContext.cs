using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rewriter.Deployment;

/// <summary>
/// The types behind <see cref="DeploymentJson"/>, written at compile time: native code has nothing to reflect on, and
/// reflection would cost every command its start. What these types hold is found by the compiler.
/// </summary>
[JsonSerializable(typeof(EngineState))]
[JsonSerializable(typeof(CloudSnapshot))]
[JsonSerializable(typeof(DeploymentPreview))]
[JsonSerializable(typeof(DeploymentOutcome))]
[JsonSerializable(typeof(DeploymentCheckpoint))]
[JsonSerializable(typeof(VerificationReport))]
[JsonSerializable(typeof(ImmutableArray<CloudUndo>))]
[JsonSerializable(typeof(TrafficSplit))]
[JsonSerializable(typeof(StackMap))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
[JsonSerializable(typeof(string))]
internal sealed partial class DeploymentJsonContext : JsonSerializerContext;
