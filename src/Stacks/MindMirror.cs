using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Rewriter.Deployment;

namespace Stacks;

/// <summary>
/// Nine services of a staging environment: those that were made by hand, and beside them the same nine under names that
/// end in <c>-auto</c>. Both use one set of databases, which is no part of the stack.
/// </summary>
public sealed class MindMirror : StackProgram
{
    private const string Region = "us-east4";

    private static readonly ImmutableArray<(string Module, string Name)> Services =
    [
        ("agent_service", "agent-service"),
        ("journal_service", "journal-service"),
        ("habits_service", "habits-service"),
        ("meals_service", "meals-service"),
        ("movements_service", "movements-service"),
        ("practices_service", "practices-service"),
        ("users_service", "users-service"),
        ("gateway", "gateway"),
        ("celery_worker", "celery-worker"),
    ];

    /// <inheritdoc/>
    public override string Name => "mindmirror";

    /// <inheritdoc/>
    public override ImmutableArray<string> Generations => ["manual", "auto"];

    /// <inheritdoc/>
    public override string Project => "mindmirror-staging";

    /// <inheritdoc/>
    protected override IEnumerable<StackResource> Define(string generation)
    {
        var suffix = generation == "auto" ? "-auto" : string.Empty;
        return Services.Select(s => Service(s.Module, s.Name, suffix));
    }

    private static CloudRunService Service(string module, string name, string suffix) => new()
    {
        Address = $"module.{module}.google_cloud_run_service.{module}",
        Role = module.Replace('_', '-'),
        LogicalName = name,
        Name = name + suffix,
        Location = Region,
        DeletionProtection = false,
        Container = new CloudRunContainer
        {
            Image = $"us-east4-docker.pkg.dev/mindmirror-staging/mindmirror/{name}:staging",
            Port = 8080,
            Environment = Environment(module, suffix),
        },
        Options = new ResourceOptions { IgnoreChanges = [CloudRunService.ImagePath] },
    };

    private static ImmutableArray<(string Name, string Value)> Environment(string module, string suffix)
    {
        ImmutableArray<(string, string)> shared = [("DATABASE_HOST", "mindmirror-staging-db"), ("ENVIRONMENT", "staging")];
        return module != "gateway" ? shared
            : shared.AddRange(Services.Where(s => s.Module is not ("gateway" or "celery_worker")).Select(s => (s.Module.ToUpperInvariant(), s.Name + suffix)));
    }

    [ModuleInitializer]
    internal static void Register() => StackPrograms.Register(new MindMirror());
}
