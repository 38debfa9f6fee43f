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
}
