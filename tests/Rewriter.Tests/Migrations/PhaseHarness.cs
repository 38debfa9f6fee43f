using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Rewriter.Deployment;
using Rewriter.Forges;
using Rewriter.Processes;
using Rewriter.Migrations;
using Rewriter.Migrations.Execution;
using Rewriter.Migrations.Ledgers;
using Rewriter.Migrations.Planning;
using Rewriter.Migrations.Reading;
using Rewriter.Migrations.Steps;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Tests.Scanning;
using Rewriter.Text;
using Rewriter.Workspaces;

namespace Rewriter.Tests.Migrations;

/// <summary>A repository of a few files, a small migration and an engine in memory.</summary>
internal sealed class PhaseHarness : IDisposable
{
    public const string Old = "old";
    public const string New = "new";

    private readonly TemporaryFolder _repository = new();
    private readonly TemporaryFolder _records = new();
    private Migration? _read;

    public PhaseHarness() => Service = new Role("service", null, NamesOf("alpha-app", "beta-app"));

    public Role Service { get; }

    public List<string> Log { get; } = [];

    public ImmediateTime Time { get; } = new();

    public InMemoryEngineStore Store { get; set; } = new();

    public IFaultInjector? Faults { get; set; }

    public SettingValues Settings { get; set; } = SettingValues.None;

    public bool AllowCommands { get; set; } = true;

    public IHttpProbe Http { get; set; } = new NoHttp();

    public IFileSystem Disk { get; set; } = new PhysicalFileSystem();

    public StubStacks Stacks { get; } = new();

    public IProcessRunner Processes { get; set; } = new SystemProcessRunner();

    public ImmutableSortedDictionary<string, string> Environment { get; set; } = SystemProcessRunner.OwnEnvironment();

    public IForge? Forge { get; set; }

    /// <summary>The files that have uncommitted changes.</summary>
    public ImmutableArray<string> Uncommitted { get; set; } = [];

    public ImmutableArray<Phase> Phases { get; set; } = [];

    public string Folder => _repository.Path;

    public Rule Rule => new("all", "the new name", [Service], Selection.All, [], null, RuleSafety.Safe, []);

    public string LedgerPath => Path.Combine(_records.Path, "ledger.jsonl");

    public static ImmutableSortedDictionary<string, string> NamesOf(string old, string @new) =>
        ImmutableSortedDictionary<string, string>.Empty.Add(Old, old).Add(New, @new);

    public static JsonElement Undo(string text) => JsonSerializer.SerializeToElement(text);

    public void Write(string relative, string text) => _repository.File(relative, text);

    public string Read(string relative) => File.ReadAllText(Path.Combine(Folder, relative));

    public StubStep Step(string id, Func<StepHeader, StepHeader>? header = null, Func<StepResult>? run = null) =>
        Async(id, header, (_, _) => Task.FromResult(run?.Invoke() ?? StepResult.Succeeded("done")));

    public StubStep Async(string id, Func<StepHeader, StepHeader>? header, Func<StepContext, CancellationToken, Task<StepResult>> run) =>
        new((header ?? (h => h))(new StepHeader(id, "stub", id) { Digest = "1" }), Log, run);

    public RewriteStep Rewrite(string id = "names") => new(new StepHeader(id, "rewrite", id) { Digest = "1" }, [Rule], New);

    public static ApplyStep Apply(string id = "apply") => new(new StepHeader(id, "apply", id) { Digest = "1" }, new StackUse(new StackDefinition("main", "stub", null, "s"), New, [], null, []));

    public Phase Phase(params ImmutableArray<Step> steps) => NamedPhase("one", steps);

    public Phase NamedPhase(string id, params ImmutableArray<Step> steps)
    {
        var phase = new Phase(id, id, "a test", New, steps, [], Settles: false);
        Phases = [.. Phases.Where(p => p.Id != id), phase];
        return phase;
    }

    /// <summary>A migration of one phase, <c>p</c>, with one step, <c>run</c>, whose other keys begin on line 9; it has one setting, <c>token</c>.</summary>
    public static string OneStep(string keys) =>
        $"migration: m\nwhy: a test\nsettings: {{ token: {{ why: a secret }} }}\nphases:\n- id: p\n  why: a test\n  steps:\n  - id: run\n    {keys.Replace("\n", "\n    ", StringComparison.Ordinal)}\n";

    /// <summary>Reads a migration, which from now on is the one at work; it must have no mistakes.</summary>
    public Migration Load(string text)
    {
        var diagnostics = new List<Diagnostic>();
        _read = MigrationReader.Read(SourceFile.FromText(RepoPath.Parse("rewrite.yaml"), text), diagnostics);
        Assert.Empty(diagnostics.Select(d => d.ToString()));
        return _read!;
    }

    /// <summary>The codes of the mistakes of a migration.</summary>
    public static IEnumerable<string> MistakesOf(string text)
    {
        var diagnostics = new List<Diagnostic>();
        MigrationReader.Read(SourceFile.FromText(RepoPath.Parse("rewrite.yaml"), text), diagnostics);
        return diagnostics.Select(d => $"{d.Id} {d.Location.GetLineSpan().StartLinePosition.Line + 1}");
    }

    /// <summary>A session as a new process would open it: the ledger is read again.</summary>
    public MigrationSession Session()
    {
        var journal = new Journal(Disk, Folder, Path.Combine(_records.Path, "journal"));
        return new MigrationSession
        {
            Migration = _read ?? new Migration("m", "a test", SourceFile.FromText(RepoPath.Parse("rewrite.yaml"), "migration: m\n"), [Old, New], new Rewriter.Rules.RuleSet([Service], [], [Rule]), [], [], [], Phases),
            Root = Folder,
            Journal = journal,
            Workspace = new DiskWorkspace(Folder, Disk, journal, [new ExtraExclude(new PathGlob(".rewrite/**"), "records")]),
            Ledger = Ledger.Load(new PhysicalFileSystem(), LedgerPath, Time),
            Engines = new StubEngines(Store, Time, Faults),
            Stacks = Stacks,
            Http = Http,
            Time = Time,
            Settings = Settings,
            VersionControl = new Tree(Uncommitted),
            Processes = Processes,
            Environment = Environment,
            Forge = Forge,
            AllowCommands = AllowCommands,
        };
    }

    public Task<PhasePlan> PlanAsync(Phase phase) => new PhasePlanner(Session()).PlanAsync(phase, includeReview: false, default);

    public Task<PhaseReport> ApplyAsync(Phase phase, ApplyOptions? options = null) => new PhaseRunner(Session()).ApplyAsync(phase, options ?? new ApplyOptions(), default);

    public Task<PhaseReport> RollBackAsync(Phase phase) => new PhaseRollback(Session()).RollBackAsync(phase, default);

    public PhaseProgress Progress(Phase phase) => Session().ProgressOf(phase);

    public void Dispose()
    {
        _repository.Dispose();
        _records.Dispose();
    }

    internal sealed class StubStacks : IStackCatalog, IStackProgram
    {
        public ImmutableArray<ResourceDeclaration> Resources { get; set; } = [];

        public IReadOnlyList<string> Names => ["stub"];

        public string Name => "stub";

        public ImmutableArray<string> Generations => [Old, New];

        public IStackProgram? Find(string name) => name == "stub" ? this : null;

        public StackDescription Describe(string generation) => new("stub", generation, "p", Resources);
    }

    private sealed class StubEngines(IEngineStore store, TimeProvider time, IFaultInjector? faults) : IEngineHost
    {
        public string Id => "embedded";

        public bool TouchesOutside => false;

        public bool RehearsesUndo => true;

        public (IDeploymentEngine Engine, ICloudOperations Cloud) Real() => Over(store, faults);

        public (IDeploymentEngine Engine, ICloudOperations Cloud) Simulation(OverlayWorkspace files) => Over(InMemoryEngineStore.CopyOf(store), null);

        public ImmutableArray<EngineState> States() => [.. store.StateKeys().Select(k => store.LoadState(k)!)];

        public CloudSnapshot? CloudNow() => store.LoadCloud();

        private (IDeploymentEngine Engine, ICloudOperations Cloud) Over(IEngineStore used, IFaultInjector? injected)
        {
            var engine = new EmbeddedEngine(used, time, injected);
            return (engine, engine);
        }
    }

    private sealed class NoHttp : IHttpProbe
    {
        public Task<HttpAnswer> GetAsync(Uri url, TimeSpan timeout, CancellationToken cancellationToken) => throw new InvalidOperationException("no step of this test asks a server");
    }

    private sealed class Tree(ImmutableArray<string> uncommitted) : IVersionControl
    {
        public IReadOnlySet<RepoPath> UncommittedAmong(IReadOnlyCollection<RepoPath> paths) => paths.Where(p => uncommitted.Contains(p.Value)).ToHashSet();
    }
}
