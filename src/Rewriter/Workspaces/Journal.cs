using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Text;

namespace Rewriter.Workspaces;

/// <summary>
/// Keeps the earlier bytes of every file that an operation changes, so that it can be undone, and finished after a
/// kill at any instant. An operation's folder holds <c>before.pack</c> (the earlier bytes, one after the other) and
/// <c>manifest.json</c>; the manifest is written last, before the first file is touched, so that a folder without one
/// says that nothing was touched.
/// </summary>
/// <param name="files">The disk.</param>
/// <param name="root">The repository's folder.</param>
/// <param name="folder">The folder of the journals, such as <c>.rewrite/journal</c> below the root.</param>
public sealed class Journal(IFileSystem files, string root, string folder)
{
    private const string ManifestName = "manifest.json";
    private const string PackName = "before.pack";
    private const string TemporarySuffix = ".rewrite-tmp";

    /// <summary>
    /// Makes changes, all or none: where one fails, those before it are taken back.
    /// </summary>
    /// <exception cref="WorkspaceException">A file is not what it was or cannot be written; nothing remains changed.</exception>
    public void Commit(string operation, IReadOnlyList<FileChange> changes)
    {
        var guard = new PathGuard(root);
        var entries = Prepare(operation, changes, guard);
        try
        {
            files.WriteAllDurably(NewContents(changes, entries));
            for (var i = 0; i < changes.Count; i++) Put(changes[i], entries[i]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Undo(operation);
            throw new WorkspaceException(Descriptors.WriteFailed.At(changes[0].Path, failure.Message), failure);
        }
    }

    /// <summary>True where an operation has something to undo.</summary>
    public bool Knows(string operation) => ReadManifest(operation) is not null;

    /// <summary>
    /// An operation, and the parts of it that have journals of their own: a step that writes files in stages keeps one for
    /// each, and one for its way back.
    /// </summary>
    public IEnumerable<string> PartsOf(string operation) =>
        Enumerable.Range(1, int.MaxValue).Select(n => string.Create(CultureInfo.InvariantCulture, $"{operation}-{n}")).TakeWhile(Knows).Append($"{operation}-back").Prepend(operation);

    /// <summary>The files of an operation, with whether each holds the new bytes, the earlier ones, or others.</summary>
    public ImmutableArray<(JournalEntry Entry, JournalState State)> Inspect(string operation) =>
        ReadManifest(operation) is { } entries ? [.. entries.Select(e => (e, StateOf(e)))] : [];

    /// <summary>The files of an operation with their earlier bytes; null where there was no file.</summary>
    public IEnumerable<(JournalEntry Entry, ReadOnlyMemory<byte>? Bytes)> EarlierFiles(string operation)
    {
        var pack = files.Read(PathOf(operation, PackName)) ?? [];
        foreach (var entry in ReadManifest(operation) ?? [])
            yield return (entry, entry.BeforeDigest is null ? null : pack.AsMemory((int)entry.Offset, entry.Length));
    }

    /// <summary>
    /// Restores the earlier bytes of an operation's files. Files that already hold them are left; where a file holds
    /// other bytes nothing is restored at all.
    /// </summary>
    /// <returns>The files that were restored.</returns>
    /// <exception cref="WorkspaceException">A file was changed since (RW0006).</exception>
    public ImmutableArray<RepoPath> Undo(string operation)
    {
        var inspected = Inspect(operation);
        if (inspected.FirstOrDefault(i => i.State == JournalState.Foreign) is { Entry: { } foreign })
            throw new WorkspaceException(Descriptors.FileChangedSince.At(RepoPath.Parse(foreign.Path), "rollback"));

        var guard = new PathGuard(root);
        var pack = files.Read(PathOf(operation, PackName)) ?? [];
        var restored = ImmutableArray.CreateBuilder<RepoPath>();
        foreach (var (entry, state) in inspected.Reverse())
        {
            RemoveTemporary(entry);
            if (state == JournalState.Before) continue;
            guard.Check(RepoPath.Parse(entry.Source));
            Restore(entry, pack);
            restored.Add(RepoPath.Parse(entry.Source));
        }

        return restored.ToImmutable();
    }

    /// <summary>Forgets an operation whose undoing will never be asked for.</summary>
    public void Forget(string operation)
    {
        files.Delete(PathOf(operation, ManifestName));
        files.Delete(PathOf(operation, PackName));
        files.DeleteFolderIfEmpty(Path.Combine(folder, operation));
    }

    private string PathOf(string operation, string name) => Path.Combine(folder, operation, name);

    private string OnDisk(string path) => Path.Combine(root, path.Replace('/', Path.DirectorySeparatorChar));

    private ImmutableArray<JournalEntry> Prepare(string operation, IReadOnlyList<FileChange> changes, PathGuard guard)
    {
        var entries = ImmutableArray.CreateBuilder<JournalEntry>(changes.Count);
        using var pack = new MemoryStream();
        foreach (var change in changes)
        {
            guard.Check(change.Path);
            guard.Check(change.Source);
            var before = files.Read(OnDisk(change.Source.Value));
            var digest = before is null ? null : SourceFile.DigestOf(before);
            if (digest != change.BeforeDigest) throw new WorkspaceException(Descriptors.FileChangedSince.At(change.Source, "apply"));
            if (change.MovedFrom is not null && IsOtherFile(change)) throw new WorkspaceException(Descriptors.TargetExists.At(change.Path, change.Source.Value));
            if (before is not null) guard.CheckWritable(change.Source);

            entries.Add(new JournalEntry(
                change.Path.Value,
                change.Source.Value,
                digest,
                change.After is { } after ? SourceFile.DigestOf(after.Span) : null,
                pack.Position,
                before?.Length ?? 0,
                (int?)files.ModeOf(OnDisk(change.Source.Value))));
            pack.Write(before ?? []);
        }

        try
        {
            files.CreateFolder(Path.Combine(folder, operation));
            files.WriteDurably(PathOf(operation, PackName), pack.GetBuffer().AsSpan(0, (int)pack.Length), null);
            files.WriteDurably(PathOf(operation, ManifestName + TemporarySuffix), Manifest(entries), null);
            files.Rename(PathOf(operation, ManifestName + TemporarySuffix), PathOf(operation, ManifestName));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new WorkspaceException(Descriptors.WriteFailed.At(RepoPath.Root, failure.Message), failure);
        }

        return entries.ToImmutable();
    }

    /// <summary>The entries as <see cref="ReadManifest"/> reads them; written out, since a serializer takes longer to be made ready than to run.</summary>
    private static byte[] Manifest(IReadOnlyList<JournalEntry> entries)
    {
        using var stream = new MemoryStream();
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartArray();
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("path", entry.Path);
            writer.WriteString("source", entry.Source);
            if (entry.BeforeDigest is not null) writer.WriteString("beforeDigest", entry.BeforeDigest);
            if (entry.AfterDigest is not null) writer.WriteString("afterDigest", entry.AfterDigest);
            writer.WriteNumber("offset", entry.Offset);
            writer.WriteNumber("length", entry.Length);
            if (entry.Mode is { } mode) writer.WriteNumber("mode", mode);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.Flush();
        return stream.ToArray();
    }

    // A case-only rename on a file system that ignores case finds the file itself at the new path.
    private bool IsOtherFile(FileChange change)
    {
        if (files.Read(OnDisk(change.Path.Value)) is null) return false;
        return !string.Equals(change.Path.Value, change.Source.Value, StringComparison.OrdinalIgnoreCase) || StandsSo(change.Path);
    }

    // True where every segment is written on the disk as it is here.
    private bool StandsSo(RepoPath path)
    {
        var folder = root;
        foreach (var segment in path.Segments)
        {
            if (!Directory.EnumerateFileSystemEntries(folder).Any(e => Path.GetFileName(e) == segment)) return false;
            folder = Path.Combine(folder, segment);
        }

        return true;
    }

    /// <summary>The new bytes of the files that stay where they are; each is put in its place when all are on the disk.</summary>
    private List<NewFile> NewContents(IReadOnlyList<FileChange> changes, ImmutableArray<JournalEntry> entries)
    {
        var contents = new List<NewFile>(changes.Count);
        for (var i = 0; i < changes.Count; i++)
        {
            if (changes[i].After is { } after && StaysInPlace(changes[i])) contents.Add(new NewFile(OnDisk(changes[i].Path.Value) + TemporarySuffix, after, (UnixFileMode?)entries[i].Mode));
        }

        return contents;
    }

    // What needs a folder is written when its turn comes: a folder that was made too early would be left behind by a kill.
    private static bool StaysInPlace(FileChange change) => change.MovedFrom is null && change.BeforeDigest is not null;

    private void Put(FileChange change, JournalEntry entry)
    {
        var target = OnDisk(change.Path.Value);
        if (change.After is { } after && !StaysInPlace(change))
        {
            files.CreateFolder(Path.GetDirectoryName(target)!);
            files.WriteDurably(target + TemporarySuffix, after.Span, (UnixFileMode?)entry.Mode);
        }

        if (change.MovedFrom is { } source) DeleteWithEmptyFolders(source.Value);
        if (change.After is null) DeleteWithEmptyFolders(change.Path.Value);
        else files.Rename(target + TemporarySuffix, target);
    }

    private void DeleteWithEmptyFolders(string path)
    {
        files.Delete(OnDisk(path));
        for (var above = RepoPath.Parse(path).Parent; above.Value.Length > 0; above = above.Parent) files.DeleteFolderIfEmpty(OnDisk(above.Value));
    }

    private void RemoveTemporary(JournalEntry entry) => files.Delete(OnDisk(entry.Path) + TemporarySuffix);

    private void Restore(JournalEntry entry, byte[] pack)
    {
        if (entry.BeforeDigest is null)
        {
            DeleteWithEmptyFolders(entry.Path);
            return;
        }

        var source = OnDisk(entry.Source);
        files.CreateFolder(Path.GetDirectoryName(source)!);
        files.WriteDurably(source + TemporarySuffix, pack.AsSpan((int)entry.Offset, entry.Length), (UnixFileMode?)entry.Mode);
        if (entry.Source != entry.Path) DeleteWithEmptyFolders(entry.Path);
        files.CreateFolder(Path.GetDirectoryName(source)!);
        files.Rename(source + TemporarySuffix, source);
    }

    private JournalState StateOf(JournalEntry entry)
    {
        var target = DigestAt(entry.Path);
        if (entry.Source == entry.Path)
        {
            return target == entry.AfterDigest ? JournalState.After : target == entry.BeforeDigest ? JournalState.Before : JournalState.Foreign;
        }

        // A move dies between taking the old file away and putting the new one there: then neither stands.
        var source = DigestAt(entry.Source);
        if (source == entry.BeforeDigest && (target is null || SameFile(entry))) return JournalState.Before;
        return target == entry.AfterDigest || (source is null && target is null) ? JournalState.After : JournalState.Foreign;
    }

    private static bool SameFile(JournalEntry entry) => string.Equals(entry.Path, entry.Source, StringComparison.OrdinalIgnoreCase);

    private string? DigestAt(string path) => files.Read(OnDisk(path)) is { } bytes ? SourceFile.DigestOf(bytes) : null;

    private ImmutableArray<JournalEntry>? ReadManifest(string operation)
    {
        if (operation.AsSpan().IndexOfAny('/', '\\') >= 0 || files.Read(PathOf(operation, ManifestName)) is not { } bytes) return null;
        try
        {
            return JsonSerializer.Deserialize(bytes, WorkspaceJson.Default.ImmutableArrayJournalEntry);
        }
        catch (JsonException broken)
        {
            throw new WorkspaceException(Descriptors.JournalBroken.At(RepoPath.Root, operation, broken.Message.ToString(CultureInfo.InvariantCulture)), broken);
        }
    }
}
