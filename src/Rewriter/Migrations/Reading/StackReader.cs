using System.Collections.Immutable;
using Rewriter.Definitions;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Text;

namespace Rewriter.Migrations.Reading;

/// <summary>Reads the stacks of a migration, each with one section for every engine that can work on it.</summary>
internal static class StackReader
{
    private static readonly string[] Sources = ["program", "describe", "command"];
    private static readonly string[] OfCommand = ["environment", "timeout"];

    public static ImmutableArray<StackDefinition> ReadAll(DefinitionReader reader, ImmutableArray<Role> roles, ImmutableArray<string> generations)
    {
        var stacks = ImmutableArray.CreateBuilder<StackDefinition>();
        if (reader.Section("stacks", "stacks") is not { } section) return [];
        foreach (var (key, value) in section.All())
        {
            if (value is DefinitionMap map) stacks.Add(Read(key.Value, new DefinitionReader(reader.File, map, $"stack '{key.Value}'", reader.Diagnostics), roles, generations));
            else reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, value.Span, $"stack '{key.Value}'", "a mapping", value.Kind));
        }

        return stacks.ToImmutable();
    }

    private static StackDefinition Read(string id, DefinitionReader reader, ImmutableArray<Role> roles, ImmutableArray<string> generations)
    {
        var role = reader.Text("stateRole");
        if (role is not null && roles.All(r => r.Id != role)) reader.Report(Descriptors.UnknownName, "stateRole", "role", role, MigrationScope.Near(role, roles.Select(r => r.Id)));
        var named = Sources.Where(reader.Has).ToList();
        if (named is [var first, var second, ..]) reader.Report(Descriptors.StackDescribedTwice, second, id, first, second);
        var needsProgram = named.Count == 0 && !reader.Has("terraform") && !reader.Has("pulumi");
        var stack = new StackDefinition(id, needsProgram ? reader.RequiredText("program") : reader.Text("program") ?? string.Empty, role, role is null ? reader.RequiredText("state") : string.Empty)
        {
            DescribeFile = ReadDescribeFile(reader, generations),
            DescribeCommand = ReadCommand(id, reader, generations),
            Existing = ReadExisting(id, reader, g => role is null ? reader.Text("state") ?? string.Empty : roles.FirstOrDefault(r => r.Id == role)?.Names.GetValueOrDefault(g) ?? g, generations),
            Terraform = ReadTerraform(id, reader),
            Pulumi = ReadPulumi(id, reader),
        };
        reader.Finish();
        return stack;
    }

    // A generation's name becomes part of the path, so every one of them is tried.
    private static string? ReadDescribeFile(DefinitionReader reader, ImmutableArray<string> generations)
    {
        if (reader.Text("describe") is not { } pattern) return null;
        var marked = pattern.Contains(StackDefinition.GenerationMark, StringComparison.Ordinal);
        var problem = !marked && generations.Length > 1 ? $"it must hold {StackDefinition.GenerationMark}, because there are several"
            : pattern.Length == 0 || generations.Append("x").Any(g => !RepoPath.TryParse(pattern.Replace(StackDefinition.GenerationMark, g, StringComparison.Ordinal), out _)) ? "it is relative, with forward slashes, and stays inside the repository"
            : null;
        if (problem is null) return pattern;
        reader.Report(Descriptors.BadPattern, "describe", pattern, "file of descriptions", problem);
        return null;
    }

    private static StackCommand? ReadCommand(string id, DefinitionReader reader, ImmutableArray<string> generations)
    {
        var words = reader.Texts("command");
        var place = CommandPlace.ReadEnvironment(reader);
        var timeout = reader.Duration("timeout");
        if (!reader.Has("command"))
        {
            foreach (var key in OfCommand.Where(reader.Has)) reader.Report(Descriptors.DefinitionKeyMissing, key, $"stack '{id}', whose '{key}' is that of its command,", "command");
            return null;
        }

        if (words.IsEmpty || words[0].Length == 0) reader.Report(Descriptors.DefinitionShape, "command", $"'command' of stack '{id}'", "a list of a program and its arguments", "an empty list");
        else if (generations.Length > 1 && !words.Skip(1).Any(w => w.Contains(StackDefinition.GenerationMark, StringComparison.Ordinal)))
            reader.Report(Descriptors.BadPattern, "command", string.Join(' ', words), "command that describes a stack", $"one of its arguments must hold {StackDefinition.GenerationMark}, because there are several");
        return new StackCommand(new CommandLine(words, RepoPath.Root, place), timeout ?? StackCommand.DefaultTimeout);
    }

    // Each state has one file, and each file holds one state.
    private static ExistingSettings? ReadExisting(string id, DefinitionReader stack, Func<string, string> stateKey, ImmutableArray<string> generations)
    {
        if (stack.Section("existing", $"existing of stack '{id}'") is not { } reader) return null;
        var (show, export) = (reader.Text("terraformShow"), reader.Text("pulumiExport"));
        reader.Finish();
        if (show is null == export is null)
        {
            reader.Diagnostics.Add(Descriptors.DefinitionShape.At(reader.File, reader.Map.Span, $"'existing' of stack '{id}'", "a mapping with 'terraformShow' or 'pulumiExport'", show is null ? "one with neither" : "one with both"));
            return null;
        }

        var (key, file) = show is null ? ("pulumiExport", export!) : ("terraformShow", show);
        var places = generations.Select(g => (Key: stateKey(g), Path: ExistingSettings.PathOf(file, g, stateKey(g)))).Distinct().ToList();
        var problem = file.Length == 0 || places.Any(p => !RepoPath.TryParse(p.Path, out _)) ? "it is relative, with forward slashes, and stays inside the repository"
            : places.DistinctBy(p => p.Key).Count() > places.DistinctBy(p => p.Path).Count() ? $"it must hold {StackDefinition.GenerationMark} or {StackDefinition.StateMark}, because each generation has a state of its own"
            : places.DistinctBy(p => p.Key).Count() < places.Count ? $"it must not hold {StackDefinition.GenerationMark}, because generations share one state"
            : null;
        if (problem is null) return new ExistingSettings(show is null ? ExistingForm.PulumiExport : ExistingForm.TerraformShow, file);
        reader.Report(Descriptors.BadPattern, key, file, "file of a state", problem);
        return null;
    }

    private static TerraformSettings? ReadTerraform(string id, DefinitionReader stack)
    {
        if (stack.Section("terraform", $"terraform of stack '{id}'") is not { } reader) return null;
        var folder = ReadFolder(reader, "folder") ?? RepoPath.Root;
        var settings = new TerraformSettings
        {
            Program = reader.Text("program") ?? "terraform",
            Folder = folder,
            Root = ReadFolder(reader, "root"),
            Backend = reader.TextMap("backend"),
            VarFiles = [.. reader.Scalars("varFiles").Where(f => StaysInside(reader, folder, f)).Select(f => f.Value)],
            Variables = reader.TextMap("variables"),
            SecretVariables = reader.TextMap("secretVariables"),
            DestroyOnRollback = reader.Flag("destroyOnRollback"),
            DestroyUpdated = reader.Flag("destroyUpdated"),
            Timeout = reader.Duration("timeout"),
            LockTimeout = reader.Duration("lockTimeout"),
        };
        if (settings.Root is { Value.Length: > 0 } root && settings.Folder != root && !settings.Folder.Value.StartsWith(root.Value + "/", StringComparison.Ordinal))
            reader.Report(Descriptors.BadPattern, "root", root.Value, "folder", $"it must hold the folder '{settings.Folder.Value}'");
        reader.Finish();
        return settings;
    }

    private static PulumiSettings? ReadPulumi(string id, DefinitionReader stack)
    {
        if (stack.Section("pulumi", $"pulumi of stack '{id}'") is not { } reader) return null;
        var settings = new PulumiSettings
        {
            Program = reader.Text("program") ?? "pulumi",
            Folder = ReadFolder(reader, "folder"),
            Stack = reader.Text("stack"),
            Backend = reader.Text("backend"),
            SecretsProvider = reader.Text("secretsProvider"),
            PassphraseFile = reader.Text("passphraseFile"),
            PassphraseEnvironment = reader.Text("passphraseEnvironment"),
            Config = reader.TextMap("config"),
            SecretConfig = reader.TextMap("secretConfig"),
            DestroyOnRollback = reader.Flag("destroyOnRollback"),
            DestroyUpdated = reader.Flag("destroyUpdated"),
            Timeout = reader.Duration("timeout"),
        };
        if (settings is { PassphraseFile: not null, PassphraseEnvironment: { } variable })
            reader.Report(Descriptors.BadPattern, "passphraseEnvironment", variable, "source of the passphrase", "'passphraseFile' is given as well; keep one of them");
        reader.Finish();
        return settings;
    }

    private static RepoPath? ReadFolder(DefinitionReader reader, string key)
    {
        if (reader.Text(key) is not { } text) return null;
        if (RepoPath.TryParse(text, out var folder)) return folder;
        reader.Report(Descriptors.BadPattern, key, text, "folder of the repository", "it is relative, with forward slashes, and stays inside");
        return null;
    }

    // The program would read any file that it is given; those of the user's home are none of a migration's business.
    private static bool StaysInside(DefinitionReader reader, RepoPath folder, DefinitionScalar file)
    {
        var segments = new Stack<string>(folder.Segments);
        foreach (var segment in file.Value.Replace('\\', '/').Split('/').Where(s => s != "."))
        {
            if (segment != "..") segments.Push(segment);
            else if (!segments.TryPop(out _)) return Refuse();
        }

        return RepoPath.TryParse(string.Join('/', file.Value.Replace('\\', '/').Split('/').Where(s => s != "..")), out _) || Refuse();

        bool Refuse()
        {
            reader.Diagnostics.Add(Descriptors.BadPattern.At(reader.File, file.Span, file.Value, "file of values", "it is relative to the folder and stays inside the repository"));
            return false;
        }
    }
}
