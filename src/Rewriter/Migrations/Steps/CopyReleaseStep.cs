using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Rewriter.Definitions;
using Rewriter.Deployment;
using Rewriter.Diagnostics;
using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>
/// Releases by a line in a file: the value of a key is taken from another release file, or given, and committed to the
/// branch that the deployment follows. Content is compared first, so a release that is there is not committed again.
/// </summary>
/// <param name="Header">What all kinds have in common.</param>
/// <param name="To">The file that is changed.</param>
/// <param name="From">The file whose value is taken; null where it is given.</param>
/// <param name="Value">The value, with settings in it; null where it is taken from a file.</param>
/// <param name="Allowed">The keys that release files may hold, and no others.</param>
/// <param name="Immutable">The regular expression that the value must match whole.</param>
/// <param name="Subject">The commit's subject, with settings in it; null for one that says what was done.</param>
public sealed record CopyReleaseStep(StepHeader Header, ReleaseFile To, ReleaseFile? From, string? Value, ImmutableArray<string> Allowed, string Immutable, string? Subject) : Step(Header)
{
    // A full commit id, a digest, or a version: names that mean one image for ever.
    private const string DefaultPattern = @"[0-9a-f]{40}|(sha256:)?[0-9a-f]{64}|v?(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)\.(0|[1-9][0-9]*)(-[0-9A-Za-z.-]+)?";
    private const int Races = 5;
    private static readonly string[] DefaultKeys = ["image.repository", "image.tag"];

    /// <inheritdoc/>
    public override bool IsRehearsed => true;

    /// <inheritdoc/>
    public override ImmutableArray<string> OutputNames => ["commit", "value", "previous"];

    /// <inheritdoc/>
    public override Task<StepResult> RunAsync(StepContext context, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        if (To.Expand(context, "to", out var to) is { } noTo) return noTo;
        using var clone = await ReleaseClone.OpenAsync(context, to, cancellationToken);
        for (var race = 1; ; race++)
        {
            var (result, raced) = await TryAsync(context, to, clone, cancellationToken);
            if (!raced || race >= Races) return result;
            context.Progress($"{to.Branch} went on meanwhile; releasing on top of it");
            await clone.FetchAsync(cancellationToken);
        }
    });

    /// <inheritdoc/>
    public override IEnumerable<string> UndoSubjects(JsonElement undo) 
    {
        var file = ReadUndo(undo).File;
        return [UndoSubject.File(file.Repository, file.Branch, file.Path)];
    }

    /// <inheritdoc/>
    public override async Task<StepResult?> UndoProblemAsync(StepContext context, JsonElement undo, IReadOnlySet<string> changedLater, CancellationToken cancellationToken)
    {
        if (UndoSubjects(undo).Any(changedLater.Contains)) return null;
        var result = await GitGuard.TryAsync(async () =>
        {
            var (file, before, after) = ReadUndo(undo);
            using var clone = await ReleaseClone.OpenAsync(context, file, cancellationToken);
            return (await BackAsync(file, before, after, clone, cancellationToken)).End ?? StepResult.Succeeded("can be taken back");
        });
        return result.GoesOn ? null : result;
    }

    /// <inheritdoc/>
    public override Task<StepResult> UndoAsync(StepContext context, JsonElement undo, CancellationToken cancellationToken) => GitGuard.TryAsync(async () =>
    {
        var (file, before, after) = ReadUndo(undo);
        using var clone = await ReleaseClone.OpenAsync(context, file, cancellationToken);
        for (var race = 1; ; race++)
        {
            var (bytes, end) = await BackAsync(file, before, after, clone, cancellationToken);
            if (end is not null) return end;
            var (commit, failure, raced) = await clone.PushAsync([await FileAsync(clone, file, bytes!, cancellationToken)], Message($"Set {file.Key} back to {before}", file, before, context), cancellationToken);
            if (commit is not null) return StepResult.Succeeded($"{file.Path} says {file.Key} {Short(before)} again, by commit {GitGuard.Short(commit)}");
            if (!raced || race >= Races) return failure!;
            await clone.FetchAsync(cancellationToken);
        }
    });

    // The bytes with the earlier value; or the end, where there is nothing to take back or somebody changed the value since.
    private async Task<(byte[]? Bytes, StepResult? End)> BackAsync(ReleaseFile file, string before, string after, ReleaseClone clone, CancellationToken cancellationToken)
    {
        if (ReleaseText.Read(file, await clone.ReadAsync(file.Path, cancellationToken), Allowed, out var problem) is not { } text) return (null, problem);
        if (text.Value(file.Key) == before) return (null, StepResult.Succeeded($"{file.Path} says {file.Key} {Short(before)} already"));
        if (text.Value(file.Key) != after) return (null, StepResult.Failed(Descriptors.LeaseLost.Anywhere($"{file.Key} of {file.Path}", text.Value(file.Key), after)));
        return text.With(file.Key, before, out var refused) is { } bytes ? (bytes, null) : (null, StepResult.Failed(Descriptors.ReleaseFileBroken.Anywhere(file.Path, refused)));
    }

    private static (ReleaseFile File, string Before, string After) ReadUndo(JsonElement undo)
    {
        string Text(string name) => undo.GetProperty(name).GetString()!;
        return (new ReleaseFile(undo.TryGetProperty("repository", out var repository) ? repository.GetString() : null, Text("branch"), Text("file"), Text("key")), Text("before"), Text("after"));
    }

    private async Task<(StepResult Result, bool Raced)> TryAsync(StepContext context, ReleaseFile to, ReleaseClone clone, CancellationToken cancellationToken)
    {
        if (ReleaseText.Read(to, await clone.ReadAsync(to.Path, cancellationToken), Allowed, out var problem) is not { } text) return (problem!, false);
        if (text.Value(to.Key) is not { } before) return (StepResult.Failed(Descriptors.ReleaseMissing.Anywhere($"'{to.Path}' has no '{to.Key}'")), false);
        var (value, refused) = await WantedAsync(context, to, text, clone, cancellationToken);
        if (refused is not null) return (refused, false);
        if (!Regex.IsMatch(value, $"^(?:{Immutable})$", RegexOptions.NonBacktracking)) return (StepResult.Failed(Descriptors.MutableTag.Anywhere(value, to.Key, Immutable)), false);

        var outputs = ImmutableSortedDictionary<string, string>.Empty.Add("value", value).Add("previous", before);
        if (before == value) return (new StepResult(StepOutcome.Adopted, $"{to.Path} says {to.Key} {Short(value)} already; nothing is committed") { Outputs = outputs.Add("commit", clone.Head) }, false);
        if (text.With(to.Key, value, out var why) is not { } bytes) return (StepResult.Failed(Descriptors.ReleaseFileBroken.Anywhere(to.Path, why)), false);
        var undo = UndoOf(to, before, value);
        var change = $"{to.Key} {Short(before)} -> {Short(value)} in {to.Words} on {to.Branch}";
        if (context.IsSimulation)
        {
            clone.Plan(to.Path, bytes);
            return (StepResult.Succeeded($"will commit {change}") with { Outputs = outputs.Add("commit", $"(the commit of {Header.Id})"), Undo = undo }, false);
        }

        if (GitGuard.Expand(context, Subject ?? $"Release {value} by {to.Path}", "the commit's subject", out var subject) is { } noSubject) return (noSubject, false);
        var (commit, failure, raced) = await clone.PushAsync([await FileAsync(clone, to, bytes, cancellationToken)], Message(subject, to, value, context), cancellationToken);
        return commit is null ? (failure!, raced) : (StepResult.Succeeded($"committed {change}, {GitGuard.Short(commit)}") with
        {
            Outputs = outputs.Add("commit", commit), Undo = undo, Evidence = [$"{to.Path} {to.Key} {before} -> {value}", $"commit {commit}", .. to.Repository is null ? ["the checkout was not touched: pull it"] : Array.Empty<string>()],
        }, false);
    }

    private async Task<(string Value, StepResult? Refused)> WantedAsync(StepContext context, ReleaseFile to, ReleaseText target, ReleaseClone clone, CancellationToken cancellationToken)
    {
        if (Value is not null) return GitGuard.Expand(context, Value, "the value to release", out var given) is { } missing ? (string.Empty, missing) : (given, null);
        if (From!.Expand(context, "from", out var from) is { } noFrom) return (string.Empty, noFrom);
        using var other = from.Repository == to.Repository && from.Branch == to.Branch ? null : await ReleaseClone.OpenAsync(context, from, cancellationToken);
        if (ReleaseText.Read(from, await (other ?? clone).ReadAsync(from.Path, cancellationToken), Allowed, out var problem) is not { } source) return (string.Empty, problem);
        if (source.Value(from.Key) is not { } value) return (string.Empty, StepResult.Failed(Descriptors.ReleaseMissing.Anywhere($"'{from.Path}' has no '{from.Key}'")));
        foreach (var key in Allowed.Where(k => k != from.Key && k != to.Key))
        {
            if (source.Value(key) is var left && target.Value(key) is var right && left != right)
                return (string.Empty, StepResult.Failed(Descriptors.OtherImage.Anywhere(key, left, from.Path, right, to.Path)));
        }

        return (value, null);
    }

    private static async Task<FileChange> FileAsync(ReleaseClone clone, ReleaseFile file, byte[] bytes, CancellationToken cancellationToken) =>
        new(file.Path, await clone.Git.WriteBlobAsync(bytes, cancellationToken));

    // The trailer tells CI that this commit is a release: nothing is to be built from it.
    private static string Message(string subject, ReleaseFile file, string value, StepContext context) =>
        $"{subject}\n\nRewrite-Release: {file.Path}={value}\nRewrite-Operation: {context.Operation}\n";

    private static JsonElement UndoOf(ReleaseFile file, string before, string after)
    {
        var undo = new JsonObject { ["branch"] = file.Branch, ["file"] = file.Path, ["key"] = file.Key, ["before"] = before, ["after"] = after };
        if (file.Repository is not null) undo["repository"] = file.Repository;
        return undo.ToElement();
    }

    private static string Short(string value) => GitGuard.Short(value);

    [ModuleInitializer]
    internal static void Register() => StepCatalog.Register("copy-release", Read);

    private static CopyReleaseStep Read(StepHeader header, DefinitionReader reader, MigrationScope scope)
    {
        var to = ReadFile(reader, scope, "to");
        var from = reader.Has("from") ? ReadFile(reader, scope, "from") : null;
        var value = scope.ReadTemplate(reader, "set");
        if (reader.Has("from") == reader.Has("set")) reader.Report(Descriptors.DefinitionKeyMissing, "kind", $"step '{header.Id}'", "from, or set (one of the two)");
        var allowed = reader.Texts("allowed");
        return new CopyReleaseStep(header, to, from, value, allowed.IsEmpty ? [.. DefaultKeys] : allowed, CommandWork.ReadPattern(reader, "immutable") ?? DefaultPattern, scope.ReadTemplate(reader, "message"));
    }

    private static ReleaseFile ReadFile(DefinitionReader reader, MigrationScope scope, string key)
    {
        if (reader.Section(key, $"'{key}' of a release") is { } section) return ReleaseFile.Read(section, scope);
        if (!reader.Has(key)) reader.RequiredText(key);
        return new ReleaseFile(null, "main", string.Empty, "image.tag");
    }
}
