namespace Rewriter.EndToEndTests.Support;

/// <summary>The example with nine services, its old stack applied by hand with the real terraform.</summary>
internal static class MindMirrorRepository
{
    /// <summary>The nine services by the names that they have in the old stack, with the modules that make them.</summary>
    public static IReadOnlyList<(string Module, string Name)> Services { get; } =
    [
        ("agent_service", "agent-service"), ("journal_service", "journal-service"), ("habits_service", "habits-service"),
        ("meals_service", "meals-service"), ("movements_service", "movements-service"), ("practices_service", "practices-service"),
        ("users_service", "users-service"), ("gateway", "gateway"), ("celery_worker", "celery-worker"),
    ];

    /// <summary>The configuration of the gateway.</summary>
    public const string Gateway = "mesh/gateway.config.ts";

    /// <summary>Where the states lie: <c>envs/default</c>, <c>envs/staging</c>.</summary>
    public static string StateOf(string key) => $"infra/mindmirror-tofu-state/{key}/default.tfstate";

    /// <summary>Copies the example and applies its old stack.</summary>
    public static async Task<ExampleRepository> WithOldStackAsync()
    {
        var repository = ExampleRepository.Copy("mindmirror");
        (await TerraformAsync(repository, "init", "-input=false", "-reconfigure")).Expect(0);
        (await TerraformAsync(repository, "apply", "-input=false", "-auto-approve")).Expect(0);
        return repository;
    }

    /// <summary>Applies the new stack as the workflow does: what is merged, on the new state path.</summary>
    public static async Task ApplyNewStackAsync(ExampleRepository repository)
    {
        (await TerraformAsync(repository, "init", "-input=false", "-reconfigure", "-backend-config=staging.backend.hcl")).Expect(0);
        (await TerraformAsync(repository, "apply", "-input=false", "-auto-approve", "-var-file=staging.auto.tfvars")).Expect(0);
    }

    /// <summary>Runs the real terraform on the configuration.</summary>
    public static Task<CommandResult> TerraformAsync(ExampleRepository repository, params string[] arguments) =>
        RewriteCommand.RunProgramAsync("terraform", repository.Folder, [("TF_IN_AUTOMATION", "1"), ("CHECKPOINT_DISABLE", "1")], ["-chdir=infra", .. arguments]);

    /// <summary>Leaves the phases before one away.</summary>
    public static void WithoutPhasesBefore(ExampleRepository repository, string phase)
    {
        var text = repository.Read("rewrite.yaml");
        repository.Write("rewrite.yaml", text[..text.IndexOf("  - id: parallel", StringComparison.Ordinal)] + text[text.IndexOf($"  - id: {phase}\n", StringComparison.Ordinal)..]);
    }

    /// <summary>A folder with a program, a script for sh, that stands before the real one on PATH.</summary>
    public static ExampleRepository Tool(string name, string script)
    {
        var tools = ExampleRepository.Empty();
        tools.Write(name, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(tools.PathOf(name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return tools;
    }

    /// <summary>The environment in which that folder comes first.</summary>
    public static (string, string)[] PathWith(ExampleRepository tools) => [("PATH", tools.Folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"))];

    /// <summary>The routes whose new service has all traffic, in the order of the file.</summary>
    public static IEnumerable<string> Moved(ExampleRepository repository) =>
        repository.Read(Gateway).Split('\n').Where(l => l.Contains("-auto.run.app', weight: 100 }", StringComparison.Ordinal)).Select(l => l.Split('\'')[1].Split('-')[0]);

    /// <summary>How often a text stands in the configuration of the gateway.</summary>
    public static int Count(ExampleRepository repository, string text) => repository.Read(Gateway).Split(text).Length - 1;
}
