using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rewriter.Workspaces;

/// <summary>Serializers made at compile time: reflection would cost the command its start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ImmutableArray<JournalEntry>))]
internal sealed partial class WorkspaceJson : JsonSerializerContext;
