using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Rewriter.Migrations.Steps;

/// <summary>What a step that pushed refs needs to take them back.</summary>
/// <param name="Remote">The remote.</param>
/// <param name="Refs">The refs that it pushed.</param>
/// <param name="Record">The record that it committed; null where none.</param>
internal sealed record RefUndo(string Remote, ImmutableArray<PushedRef> Refs, RecordUndo? Record);

/// <summary>A ref that a step pushed.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Before">The object that it named before; null where it did not exist.</param>
/// <param name="After">The object that it was given; null where the process died before it could say so: git then knows it.</param>
internal sealed record PushedRef(string Name, string? Before, string? After);

/// <summary>A record that a step committed.</summary>
/// <param name="Branch">The branch.</param>
/// <param name="Path">Its path from the repository's top.</param>
/// <param name="Before">The id of its earlier bytes; null where it did not exist.</param>
/// <param name="After">The id of its bytes; null where the process died before it could say so: git then knows it.</param>
internal sealed record RecordUndo(string Branch, string Path, string? Before, string? After);

/// <summary>Serializers made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RefUndo))]
internal sealed partial class GitUndoJson : JsonSerializerContext;
