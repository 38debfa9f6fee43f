using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Rewriter.Text;

namespace Rewriter.Migrations.Steps;

/// <summary>What takes a command back, as the ledger keeps it: settings have their values, secrets are none of it.</summary>
/// <param name="Words">The program and its arguments.</param>
/// <param name="Folder">The folder of the repository.</param>
/// <param name="Environment">The variables that it gets.</param>
internal sealed record CommandUndo(ImmutableArray<string> Words, string Folder, ImmutableArray<string> Environment)
{
    [JsonIgnore]
    public CommandLine Line => new(Words, RepoPath.TryParse(Folder, out var path) ? path : RepoPath.Root, Environment);

    public static CommandUndo Of(CommandLine line) => new(line.Words, line.Folder.Value, line.Environment);
}

/// <summary>Serializers made at compile time: reflection would cost the command its start.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CommandUndo))]
internal sealed partial class CommandJson : JsonSerializerContext;
