using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Migrations.Planning;
using Rewriter.Processes;

namespace Rewriter.Migrations.PullRequests;

/// <summary>
/// The checkout that a plan is made on. It must hold just what the base's head holds: the pull request is that commit
/// and the plan's changes, nothing else.
/// </summary>
/// <param name="git">The git command in the repository's folder.</param>
/// <param name="baseSha">The commit at the base's head.</param>
internal sealed class BaseCheckout(GitRepository git, string baseSha)
{
    private const int PathsAtOnce = 150;

    /// <summary>Why a plan of this checkout is no plan of the base; null where it is one.</summary>
    public async Task<Diagnostic?> ProblemAsync(string @base, CancellationToken cancellationToken)
    {
        try
        {
            if (await git.ResolveCommitAsync("HEAD", cancellationToken) is not { } head) return Descriptors.NoCheckout.Anywhere(git.Folder);
            if (head != baseSha) return Descriptors.CheckoutNotAtBase.Anywhere(head[..12], @base, baseSha[..12]);

            // The product's own records change while it works; they are in no pull request.
            var status = await git.ReadAsync(["status", "--porcelain=v1", "-z", "--untracked-files=no", "--no-renames", "--", ".", ":(exclude).rewrite"], cancellationToken);
            return status.Split('\0')[0] is { Length: > 3 } dirty ? Descriptors.CheckoutDirty.Anywhere(dirty[3..], @base) : null;
        }
        catch (ProgramMissingException)
        {
            return Descriptors.NoCheckout.Anywhere(git.Folder);
        }
    }

    /// <summary>The way from the top of the work tree to the repository's folder, with '/' at its end; empty where they are one.</summary>
    public Task<string> PrefixAsync(CancellationToken cancellationToken) => git.ReadAsync(["rev-parse", "--show-prefix"], cancellationToken);

    /// <summary>Who owns which files, as the base says.</summary>
    public async Task<CodeOwners> OwnersAsync(CancellationToken cancellationToken)
    {
        foreach (var place in CodeOwners.Places)
        {
            var file = await git.RunAsync(["cat-file", "blob", $"{baseSha}:{place}"], cancellationToken);
            if (file.Succeeded) return CodeOwners.Parse(file.Output);
        }

        return CodeOwners.Parse(string.Empty);
    }

    /// <summary>The planned files as git stores them.</summary>
    /// <param name="planned">The files of a plan.</param>
    /// <param name="problems">Where files go that cannot be stored as they are.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<ImmutableArray<ProposedFile>> StoreAsync(IReadOnlyList<PlannedFile> planned, ICollection<Diagnostic> problems, CancellationToken cancellationToken)
    {
        if (planned.Count == 0) return [];
        var prefix = await PrefixAsync(cancellationToken);
        var entries = await EntriesAsync([.. planned.SelectMany(f => new[] { f.Path, f.MovedFrom ?? f.Path }).Distinct().Select(p => prefix + p.Value)], cancellationToken);
        var files = ImmutableArray.CreateBuilder<ProposedFile>();
        foreach (var file in planned)
        {
            var path = prefix + file.Path.Value;
            var stored = entries.GetValueOrDefault(path);
            var like = file.MovedFrom is { } source ? entries.GetValueOrDefault(prefix + source.Value) : stored;
            if (Content(file, stored, out var content) is { } problem) problems.Add(problem);
            else files.Add(new ProposedFile(path, like?.Mode ?? ForgeFileMode.File, content, stored?.Blob, content is { } bytes ? GitBlob.Id(bytes.Span) : null));
        }

        return files.ToImmutable();
    }

    // What git stores may differ from what lies on the disk: line ends are the one difference that is followed here.
    private static Diagnostic? Content(PlannedFile file, StoredFile? stored, out ReadOnlyMemory<byte>? content)
    {
        content = file.After;
        if (file.Before is not { } before) return stored is null ? null : Descriptors.CheckoutDirty.Anywhere(file.Path, "the base");
        if (stored is null) return Descriptors.CheckoutDirty.Anywhere(file.Path, "the base");
        if (GitBlob.Id(before.Span) == stored.Blob) return null;
        if (GitBlob.Id(WithLineFeeds(before).Span) != stored.Blob) return Descriptors.FileFiltered.At(file.Path);
        content = file.After is { } after ? WithLineFeeds(after) : null;
        return null;
    }

    private static ReadOnlyMemory<byte> WithLineFeeds(ReadOnlyMemory<byte> bytes)
    {
        var from = bytes.Span;
        var to = new byte[from.Length];
        var length = 0;
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] != '\r' || i + 1 == from.Length || from[i + 1] != '\n') to[length++] = from[i];
        }

        return to.AsMemory(0, length);
    }

    private async Task<Dictionary<string, StoredFile>> EntriesAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var entries = new Dictionary<string, StoredFile>(StringComparer.Ordinal);
        foreach (var some in paths.Chunk(PathsAtOnce))
        {
            foreach (var line in (await git.ReadAsync(["ls-tree", "-r", "-z", "--full-tree", baseSha, "--", .. some], cancellationToken)).Split('\0', StringSplitOptions.RemoveEmptyEntries))
            {
                // <mode> SP <type> SP <object> TAB <path>
                var tab = line.IndexOf('\t');
                var words = line[..tab].Split(' ');
                entries[line[(tab + 1)..]] = new StoredFile(GitModes.Read(words[0]), words[2]);
            }
        }

        return entries;
    }

    private sealed record StoredFile(ForgeFileMode Mode, string Blob);
}
