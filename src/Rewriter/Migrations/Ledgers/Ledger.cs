using System.Collections.Immutable;
using System.Text.Json;
using Rewriter.Diagnostics;
using Rewriter.Migrations.Steps;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Migrations.Ledgers;

/// <summary>
/// What was begun, done, failed and undone: one JSON object a line, each bound to the line before by its digest. Lines
/// are only ever appended, and forced to the disk before the act that they announce.
/// </summary>
public sealed class Ledger
{
    private readonly IFileSystem _files;
    private readonly string _path;
    private readonly TimeProvider _time;
    private string _lastDigest = string.Empty;
    private bool _tornTail;

    private Ledger(IFileSystem files, string path, TimeProvider time) => (_files, _path, _time) = (files, path, time);

    /// <summary>All entries, oldest first.</summary>
    public ImmutableArray<LedgerEntry> Entries { get; private set; } = [];

    /// <summary>Reads a ledger; an empty one where there is no file.</summary>
    /// <exception cref="WorkspaceException">A line is broken or was edited (RW3001), or a newer version wrote it (RW3039).</exception>
    public static Ledger Load(IFileSystem files, string path, TimeProvider time)
    {
        var ledger = new Ledger(files, path, time);
        ledger.Read(files.Read(path) ?? []);
        return ledger;
    }

    /// <summary>
    /// Reads the file again. Whoever got the repository's lock does this first: the process that held it before may have
    /// written since, and entries must chain to what it wrote.
    /// </summary>
    /// <exception cref="WorkspaceException">A line is broken or was edited (RW3001), or a newer version wrote it (RW3039).</exception>
    public void Refresh()
    {
        (_lastDigest, _tornTail) = (string.Empty, false);
        Read(_files.Read(_path) ?? []);
    }

    /// <summary>Appends an entry and forces it to the disk.</summary>
    public LedgerEntry Append(LedgerEvent what, string migration, string phase, string? step, string summary, StepOutcome? outcome = null, ImmutableArray<string> evidence = default, string? operation = null, string? digest = null, JsonElement? undo = null, string? engine = null, ImmutableSortedDictionary<string, string>? outputs = null, ImmutableSortedDictionary<string, string>? settings = null, string? by = null)
    {
        var entry = new LedgerEntry(Entries.Length + 1, _lastDigest, _time.GetUtcNow(), what, migration, phase, step, operation, outcome, summary, evidence.IsDefault ? [] : evidence, digest, undo, Engine: engine)
        {
            Outputs = outputs is { IsEmpty: true } ? null : outputs,
            Settings = settings,
            By = by,
        };
        entry = entry with { Self = SelfDigest(entry) };
        var line = JsonSerializer.SerializeToUtf8Bytes(entry, LedgerJson.Default.LedgerEntry);

        // A process that died while it wrote left half a line; a line end puts it aside, and reading passes it over.
        _files.CreateFolder(Path.GetDirectoryName(_path)!);
        _files.AppendDurably(_path, _tornTail ? [(byte)'\n', .. line, (byte)'\n'] : [.. line, (byte)'\n']);
        _tornTail = false;
        _lastDigest = SourceFile.DigestOf(line);
        Entries = Entries.Add(entry);
        return entry;
    }

    private void Read(byte[] bytes)
    {
        var entries = ImmutableArray.CreateBuilder<LedgerEntry>();
        var rest = bytes.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (line.IsEmpty) continue;
            if (Parse(line) is not { } entry)
            {
                RefuseNewer(line, entries.Count + 1);

                // A write can be torn at the end of the file, or where later runs, torn too perhaps, went on behind it.
                _tornTail = end < 0;
                if (end < 0 || IsCutOff(line) || Chains(rest)) continue;
                throw Broken(entries.Count + 1, "it cannot be read");
            }

            if (entry.Previous != _lastDigest || entry.Sequence != entries.Count + 1) throw Broken(entries.Count + 1, "it does not follow the line before");
            if (entry.Self != SelfDigest(entry))
            {
                RefuseNewer(line, entries.Count + 1);
                throw Broken(entries.Count + 1, "it was edited");
            }

            _lastDigest = SourceFile.DigestOf(line);
            if (end < 0) _tornTail = true;
            entries.Add(entry);
        }

        Entries = entries.ToImmutable();
    }

    private static string SelfDigest(LedgerEntry entry) =>
        SourceFile.DigestOf(JsonSerializer.SerializeToUtf8Bytes(entry with { Self = null }, LedgerJson.Default.LedgerEntry));

    private bool Chains(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        return Parse(end < 0 ? rest : rest[..end])?.Previous == _lastDigest;
    }

    // True where a line is the beginning of one, as a write that did not come to its end leaves it.
    private static bool IsCutOff(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 0 && reader.TokenType == JsonTokenType.EndObject) return false;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static LedgerEntry? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, LedgerJson.Default.LedgerEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // What a newer version wrote looks broken to this one; it must not be told as if somebody had edited it.
    private void RefuseNewer(ReadOnlySpan<byte> line, int number)
    {
        if (NewerLedger.UnknownIn(line, _lastDigest) is { } unknown) throw new WorkspaceException(Descriptors.LedgerNewer.Anywhere(_path, number, unknown));
    }

    private WorkspaceException Broken(int line, string why) => new(Descriptors.LedgerBroken.Anywhere(_path, line, why));
}
