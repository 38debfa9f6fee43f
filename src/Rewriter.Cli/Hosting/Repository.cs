using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Rewriter.Cli.Output;
using Rewriter.Diagnostics;
using Rewriter.Git;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Reading;
using Rewriter.Processes;
using Rewriter.Scanning;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Cli.Hosting;

/// <summary>Opens a repository with its migration, ledger and engine.</summary>
public static class Repository
{
    /// <summary>The folder of the product's own files in a repository.</summary>
    public const string OwnFolder = ".rewrite";

    /// <summary>How the files end in which plans are kept; they are the product's own, wherever they lie.</summary>
    public const string PlanSuffix = ".plan.json";

    /// <summary>The migration file where no other is named.</summary>
    public const string DefaultMigration = "rewrite.yaml";

    /// <summary>The folder that is meant: the one named, or the nearest one upwards that has a migration file.</summary>
    /// <exception cref="WorkspaceException">There is no such folder.</exception>
    public static string Find(CommandHost host, string? named, string migrationName = DefaultMigration)
    {
        var start = Path.GetFullPath(named ?? ".", host.CurrentDirectory);
        if (!Directory.Exists(start)) throw new WorkspaceException(Descriptors.RepositoryMissing.Anywhere(start));
        if (named is not null) return start;
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, migrationName))) return folder.FullName;
        }

        return start;
    }

    /// <summary>Opens a repository; null, with what is wrong written to the host's error stream, where its migration cannot be used.</summary>
    /// <param name="host">Streams, disk and clock.</param>
    /// <param name="named">The repository's folder; null for the nearest one upwards that has a migration file.</param>
    /// <param name="migrationFile">The migration file; null for the usual one.</param>
    /// <param name="settings">Values of settings: <c>name=value</c>.</param>
    /// <param name="engine">The id of the engine; null for the one that the migration names.</param>
    /// <exception cref="WorkspaceException">The folder or the migration file is missing, the ledger is broken, or there is no such engine.</exception>
    public static MigrationSession? Open(CommandHost host, string? named, string? migrationFile, IReadOnlyList<string> settings, string? engine = null)
    {
        var name = migrationFile ?? DefaultMigration;
        var root = Find(host, named, name);
        if (!RepoPath.TryParse(name, out var path) || host.Files.Read(Path.Combine(root, name)) is not { } bytes)
            throw new WorkspaceException(Descriptors.MigrationMissing.Anywhere(name, root));

        var diagnostics = new List<Diagnostic>();
        var file = SourceFile.Read(path, bytes, out var refusal);
        if (refusal is not null) diagnostics.Add(refusal);
        var migration = file is null ? null : MigrationReader.Read(file, diagnostics, new PackCatalog());
        var values = migration is null ? SettingValues.None : ReadSettings(migration, settings, diagnostics);
        foreach (var diagnostic in diagnostics) DiagnosticText.Write(host.Error, diagnostic, host.Style);
        if (migration is null || diagnostics.Any(d => d.Severity == DiagnosticSeverity.Error)) return null;

        var own = Path.Combine(root, OwnFolder);
        var journal = new Journal(host.Files, root, Path.Combine(own, "journal"));
        ImmutableArray<ExtraExclude> excludes =
        [
            new(new PathGlob("/" + name), "the migration itself", ExclusionReason.OwnFile),
            new(new PathGlob("*" + PlanSuffix), "a plan that was kept", ExclusionReason.OwnFile),
            new(new PathGlob(OwnFolder + "/"), "the product's own files", ExclusionReason.OwnFile),
            .. migration.DescriptionFiles.Select(f => new ExtraExclude(PathGlob.Of(f), "it describes a stack in a generation, with the names of that one", ExclusionReason.OwnFile)),
            .. migration.StateFiles.Select(f => new ExtraExclude(PathGlob.Of(f), "it is the state that another tool keeps, and only read", ExclusionReason.OwnFile)),
        ];
        var processes = new SystemProcessRunner();
        var environment = SystemProcessRunner.OwnEnvironment();
        var workspace = new DiskWorkspace(root, host.Files, journal, excludes);
        var setup = new EngineSetup { Migration = migration, Root = root, Workspace = workspace, OwnFolder = own, Processes = processes, Environment = environment, Time = host.Time, Faults = host.Faults };
        return new MigrationSession
        {
            Migration = migration,
            Root = root,
            Workspace = workspace,
            Journal = journal,
            Ledger = Ledger.Load(host.Files, Path.Combine(own, "ledger.jsonl"), host.Time),
            Engines = EngineCatalog.Open(engine ?? migration.Engine, setup),
            Stacks = new StackCatalog(),
            Http = new HttpProbe(),
            Time = host.Time,
            Settings = values,
            VersionControl = new GitWorkingTree(root),
            Processes = processes,
            Environment = environment,
            ForgeSource = ForgeSource.Of(new GitRepository(processes, root, environment)),
            Progress = line => host.Error.WriteLine(host.Style.Faint($"  {line}")),
        };
    }

    /// <summary>The names of the phases of the nearest migration, for completion; none where there is none that can be read.</summary>
    public static IEnumerable<string> PhaseNames(CommandHost host) => Peek(host, null, null)?.Phases.Select(p => p.Id) ?? [];

    /// <summary>The ids of the stacks of a migration; none where there is none that can be read.</summary>
    public static IEnumerable<string> StackNames(CommandHost host, string? named = null, string? migrationFile = null) => Peek(host, named, migrationFile)?.Stacks.Select(s => s.Id) ?? [];

    private static Migration? Peek(CommandHost host, string? named, string? migrationFile)
    {
        var name = migrationFile ?? DefaultMigration;
        return RepoPath.TryParse(name, out var path) && host.Files.Read(Path.Combine(Find(host, named, name), name)) is { } bytes && SourceFile.Read(path, bytes, out _) is { } file
            ? MigrationReader.Read(file, [], new PackCatalog())
            : null;
    }

    /// <summary>Keeps other processes out of the repository, and reads what the last one that was in it wrote.</summary>
    /// <exception cref="WorkspaceException">Another process holds the lock, or the ledger is broken.</exception>
    public static RepositoryLock Lock(MigrationSession session)
    {
        var held = RepositoryLock.Take(Path.Combine(session.Root, OwnFolder));
        try
        {
            session.Ledger.Refresh();
            return held;
        }
        catch (WorkspaceException)
        {
            held.Dispose();
            throw;
        }
    }

    private static SettingValues ReadSettings(Migration migration, IReadOnlyList<string> given, List<Diagnostic> diagnostics)
    {
        var values = migration.Settings.Where(s => s.Default is not null).ToDictionary(s => s.Name, s => s.Default!, StringComparer.Ordinal);
        foreach (var text in given)
        {
            var equals = text.IndexOf('=');
            var name = equals < 0 ? text : text[..equals];
            var setting = migration.Settings.FirstOrDefault(s => s.Name == name);
            if (equals < 0) diagnostics.Add(Descriptors.SettingWrong.Anywhere($"'--set {text}' is not of the form name=value"));
            else if (setting is null) diagnostics.Add(Descriptors.SettingWrong.Anywhere($"the migration has no setting '{name}'; it has: {string.Join(", ", migration.Settings.Select(s => s.Name))}"));
            else if (setting.Pattern is { } pattern && !Regex.IsMatch(text[(equals + 1)..], $"^(?:{pattern})$", RegexOptions.NonBacktracking)) diagnostics.Add(Descriptors.SettingWrong.Anywhere($"the value of '{name}' does not fit the pattern {pattern}"));
            else values[name] = text[(equals + 1)..];
        }

        return new SettingValues(values.ToImmutableSortedDictionary(StringComparer.Ordinal)) { Given = [.. given.Select(g => g.Split('=')[0])] };
    }
}
