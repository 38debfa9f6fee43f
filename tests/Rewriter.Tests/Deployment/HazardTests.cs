using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using static Rewriter.Tests.Deployment.HazardSample;

namespace Rewriter.Tests.Deployment;

/// <summary>Each hazard once as it shows and once as it is cleared.</summary>
public class HazardTests
{
    private const string Bucket = ResourceTypes.Bucket;

    [Fact]
    public void H1_an_empty_prefix_beside_a_full_one()
    {
        var empty = Preview(Change(CanonicalAction.Create, "x", Bucket, "b")) with { PriorResources = 0, Serial = 0, StateKey = "pult/prod" };
        var context = Context(empty) with { States = [State("orderflow/prod", ("x", Bucket, "b"))] };

        Assert.Equal(("pult/prod", HazardSeverity.Blocker), (Triggers("H1", context).Subject, Triggers("H1", context).Severity));
        IsClear("H1", context with { Previews = [new PhasePreview(0, empty, "orderflow/prod")] });
        Triggers("H1", context with { Previews = [new PhasePreview(0, empty, "some/other")] });
        IsClear("H1", context with { States = [] });
        IsClear("H1", context with { Previews = [new PhasePreview(0, empty with { PriorResources = 1 })] });
    }

    [Fact]
    public void H2_a_forced_copy_onto_another_lineage()
    {
        var context = Context() with { States = [State("a"), State("b")], Transfers = [new StateTransfer("a", "b", true)] };

        Triggers("H2", context);
        IsClear("H2", context with { Transfers = [new StateTransfer("a", "b", false)] });
        IsClear("H2", context with { Transfers = [new StateTransfer("a", "new", true)] });
    }

    [Fact]
    public void H3_one_object_in_two_states()
    {
        var context = Context(Preview(Change(CanonicalAction.Import, "x", Bucket, "b"))) with { States = [State("old", ("y", Bucket, "b"))] };
        var forgets = Preview(Change(CanonicalAction.Forget, "y", Bucket, "b")) with { StateKey = "old" };

        Assert.Equal("b", Triggers("H3", context).Subject);
        IsClear("H3", context with { Previews = [.. context.Previews, new PhasePreview(1, forgets)] });
        Triggers("H3", Context() with { States = [State("a"), State("b") with { Lineage = "lineage of a" }] });
    }

    [Fact]
    public void H4_a_saved_plan_of_another_backend()
    {
        Triggers("H4", Context() with { SavedPlans = [new SavedPlan("p.plan", "orderflow/prod", "pult/prod")] });
        IsClear("H4", Context() with { SavedPlans = [new SavedPlan("p.plan", "pult/prod", "pult/prod")] });
    }

    [Fact]
    public void H5_a_rename_without_a_move()
    {
        var before = StackMap.Of(("name", "orderflow-app"), ("location", "eu"));
        var after = StackMap.Of(("name", "pult-app"), ("location", "eu"));
        var gone = Change(CanonicalAction.Delete, "service.orderflow", ResourceTypes.Service, ServiceId("orderflow-app")) with { Before = before };
        var made = Change(CanonicalAction.Create, "service.pult", ResourceTypes.Service, ServiceId("pult-app")) with { After = after };

        Assert.Contains("beside the old", Triggers("H5", Context(Preview(gone, made))).Remedy, StringComparison.Ordinal);
        Assert.Contains("`moved` block", Triggers("H5", Context(Preview(gone, made with { After = before }))).Remedy, StringComparison.Ordinal);
        var paste = Triggers("H5", Context(Preview(gone, made with { After = before }) with { Engine = "terraform" })).Paste;
        Assert.Equal(("hcl", $"moved {{\n  from = {gone.Address}\n  to   = {made.Address}\n}}"), (paste!.Language, paste.Text));
        IsClear("H5", Context(Preview(gone, made with { After = after.With("location", "us") })));
        IsClear("H5", Context(Preview(Change(CanonicalAction.Move, "service.pult", ResourceTypes.Service, ServiceId("orderflow-app")))));
    }

    [Fact]
    public void H6_something_protected_or_full_of_data_is_destroyed()
    {
        var gone = Change(CanonicalAction.Delete, "service", ResourceTypes.Service, ServiceId("s"));

        Triggers("H6", Context(Preview(gone with { Protected = true })));
        Triggers("H6", Context(Preview(Change(CanonicalAction.Delete, "bucket", Bucket, "b"))));
        IsClear("H6", Context(Preview(gone)));
        IsClear("H6", Context(Preview(Change(CanonicalAction.Forget, "bucket", Bucket, "b") with { Protected = true })));
    }

    [Fact]
    public async Task H7_a_move_onto_an_occupied_address()
    {
        var engine = new EmbeddedEngine(new InMemoryEngineStore());
        await Sample.Applied(engine, Sample.Target("s", Sample.Bucket("a", "bucket-a"), Sample.Bucket("b", "bucket-b")));
        var occupied = Sample.Target("s", Sample.Bucket("b", "bucket-b")) with { Moves = [new("a", "b")] };
        var free = Sample.Target("s", Sample.Bucket("b", "bucket-b"), Sample.Bucket("c", "bucket-a")) with { Moves = [new("a", "c")] };

        Triggers("H7", Context(await engine.PreviewAsync(occupied, default)));
        IsClear("H7", Context(await engine.PreviewAsync(free, default)));
    }

    [Fact]
    public void H8_the_new_name_forces_a_replacement()
    {
        var change = Change(CanonicalAction.Replace, "service", ResourceTypes.Service, ServiceId("orderflow-app"), ServiceId("pult-app"))
            with { Differences = [new PropertyDifference("name", "orderflow-app", "pult-app", true)] };
        var context = Context(Preview(change));

        Triggers("H8", context);
        IsClear("H8", context with { IsContractPhase = true });
        IsClear("H8", Context(Preview(change with { Differences = [new PropertyDifference("location", "eu", "us", true)] })));
    }

    [Fact]
    public void H9_deleted_before_its_successor_exists()
    {
        var change = Change(CanonicalAction.Replace, "service", ResourceTypes.Service, ServiceId("a"), ServiceId("b"));

        Triggers("H9", Context(Preview(change with { Order = ReplaceOrder.DeleteFirst })));
        IsClear("H9", Context(Preview(change)));
    }

    [Fact]
    public void H10_one_object_at_two_addresses()
    {
        var first = Change(CanonicalAction.Import, "a", Bucket, "b");

        Triggers("H10", Context(Preview(first, Change(CanonicalAction.Import, "z", Bucket, "b"))));
        IsClear("H10", Context(Preview(first, Change(CanonicalAction.Forget, "z", Bucket, "b"))));
        Triggers("H10", Context() with { States = [State("s", ("a", Bucket, "b"), ("z", Bucket, "b"))] });
    }

    [Fact]
    public void H11_deletion_protection_is_on_by_default()
    {
        var change = Change(CanonicalAction.Delete, "service", ResourceTypes.Service, ServiceId("a"));

        Assert.Contains("on by default", Triggers("H11", Context(Preview(change))).Message, StringComparison.Ordinal);
        IsClear("H11", Context(Preview(change with { Before = StackMap.Of(("deletionProtection", false)) })));
    }

    [Fact]
    public void H12_members_go_with_a_replaced_parent()
    {
        var parent = Change(CanonicalAction.Replace, "secret", ResourceTypes.Secret, "projects/p/secrets/s", "projects/p/secrets/t");
        var member = Change(CanonicalAction.NoOp, "member", ResourceTypes.SecretIamMember, "projects/p/secrets/s roles/x user:a");
        var foreign = new CloudObject { Type = ResourceTypes.SecretIamMember, Id = "projects/p/secrets/s roles/y user:b", Name = "m", ParentId = "projects/p/secrets/s" };

        Triggers("H12", Context(Preview(parent, member)));
        IsClear("H12", Context(Preview(parent, member with { Action = CanonicalAction.Replace })));
        Assert.Contains("in no state", Triggers("H12", Context(Preview(parent)) with { Cloud = CloudSnapshot.Empty.With(foreign) }).Evidence[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H13_a_secret_without_a_version()
    {
        var store = Sample.Production();
        var target = Sample.Beside() with { Imports = [.. Sample.Beside().Imports.Where(i => !i.Id.Contains("/secrets/", StringComparison.Ordinal))] };
        var context = Context(await new EmbeddedEngine(store).PreviewAsync(target, default)) with { Cloud = store.LoadCloud() };

        var found = HazardAnalyzer.Analyze(context).Where(f => f.Id == "H13").Select(f => f.Subject);
        Assert.Equal(["pult-database-url", "pult-django-secret-key", "pult-telegram-bot-token"], found);
        IsClear("H13", context with { SecretsFilled = ["pult-database-url", "projects/orderflow-451220/secrets/pult-django-secret-key", "pult-telegram-bot-token"] });
        await Sample.CopySecrets(new EmbeddedEngine(store));
        IsClear("H13", Context(await new EmbeddedEngine(store).PreviewAsync(Sample.Beside(), default)));
    }

    [Fact]
    public void H14_an_identity_pool_is_deleted()
    {
        var gone = Change(CanonicalAction.Delete, "pool", ResourceTypes.WorkloadIdentityPool, "projects/p/locations/global/workloadIdentityPools/x");
        var context = Context(Preview(gone));

        Triggers("H14", context);
        IsClear("H14", context with { IsContractPhase = true });
        Triggers("H14", context with { IsContractPhase = true, States = [State("other/prod", ("pool", gone.Type, gone.PhysicalId!))] });
        IsClear("H14", Context(Preview(gone with { Action = CanonicalAction.Forget })));
    }

    [Fact]
    public void H15_a_recreated_account_loses_its_bindings()
    {
        var account = Change(CanonicalAction.Replace, "account", ResourceTypes.ServiceAccount, "projects/p/serviceAccounts/old@p.iam.gserviceaccount.com", "projects/p/serviceAccounts/new@p.iam.gserviceaccount.com");
        var bound = new ResourceState { Address = "member", Type = ResourceTypes.ProjectIamMember, Id = "p roles/x m", Inputs = StackMap.Of(("member", "serviceAccount:old@p.iam.gserviceaccount.com")) };
        var context = Context(Preview(account)) with { States = [State("s") with { Resources = [bound] }] };

        Triggers("H15", context);
        IsClear("H15", context with { States = [] });
        IsClear("H15", context with { Previews = [new PhasePreview(0, Preview(account with { Action = CanonicalAction.Update }))] });
    }

    [Fact]
    public void H16_a_deployment_to_what_does_not_exist()
    {
        var target = new DeployTargetMention(".github/workflows/deploy.yml", 12, DeployKind.Service, "pult-app", 1);
        var context = Context() with { Cloud = Sample.ProductionSeed().Cloud, DeployTargets = [target] };
        var makes = Preview(Change(CanonicalAction.Create, "app", ResourceTypes.Service, ServiceId("pult-app")));

        var finding = Triggers("H16", context);
        Assert.Equal(".github/workflows/deploy.yml(12): deploys to the service pult-app", Assert.Single(finding.Evidence).ToString());
        IsClear("H16", context with { DeployTargets = [target with { Name = "orderflow-app" }] });
        Triggers("H16", context with { DeployTargets = [target with { Name = "orderflow-app", Kind = DeployKind.Job }] });
        IsClear("H16", context with { Previews = [new PhasePreview(0, makes)] });
        Triggers("H16", context with { DeployTargets = [target with { Name = "orderflow-app" }], Previews = [new PhasePreview(0, Preview(Change(CanonicalAction.Delete, "app", ResourceTypes.Service, ServiceId("orderflow-app"))))] });
    }

    [Fact]
    public void H17_a_deployment_before_the_apply()
    {
        var target = new DeployTargetMention("deploy.yml", 3, DeployKind.Job, "pult-migrate", 0);
        var makes = Preview(Change(CanonicalAction.Create, "job", ResourceTypes.Job, "projects/p/locations/eu/jobs/pult-migrate"));
        var context = Context() with { DeployTargets = [target], Previews = [new PhasePreview(1, makes)] };

        Triggers("H17", context);
        IsClear("H16", context);
        IsClear("H17", context with { DeployTargets = [target with { Step = 1 }] });
    }

    [Fact]
    public void H18_an_old_address_in_files()
    {
        var mention = new FileMention("docs/webhook.md", 4, MentionKind.Host, "https://orderflow-app-123.us-central1.run.app/hook");

        Assert.Equal(4, Triggers("H18", Context() with { Mentions = [mention] }).Evidence[0].Line);
        IsClear("H18", Context() with { Mentions = [mention with { Text = "https://pult-app-123.us-central1.run.app/hook" }] });
        IsClear("H18", Context() with { Mentions = [mention with { Text = "https://reorderflow-application.example" }] });
    }

    [Fact]
    public void H19_an_old_name_in_a_condition()
    {
        var provider = Change(CanonicalAction.NoOp, "provider", ResourceTypes.WorkloadIdentityPoolProvider, "x") with { After = StackMap.Of(("attributeCondition", "assertion.repository == 'team/orderflow'")) };

        Triggers("H19", Context(Preview(provider)));
        Triggers("H19", Context() with { Mentions = [new FileMention("wif.tf", 2, MentionKind.Condition, "assertion.repository == 'team/orderflow'")] });
        IsClear("H19", Context(Preview(provider with { After = StackMap.Of(("attributeCondition", "assertion.repository_owner == 'team'")) })));
    }

    [Fact]
    public void H20_a_renamed_pulumi_project()
    {
        Triggers("H20", Context() with { Identities = [new ProgramIdentity("project", "orderflow", "pult", "Pulumi.yaml", 1)] });
        IsClear("H20", Context() with { Identities = [new ProgramIdentity("project", "orderflow", "orderflow", "Pulumi.yaml", 1)] });
    }

    [Fact]
    public async Task H21_an_automatic_name_follows_the_logical_one()
    {
        static ResourceDeclaration Auto(string logical) => new()
        {
            Address = logical, LogicalName = logical, Role = "bucket", Type = Bucket, Inputs = StackMap.Of(("location", "EU")),
        };
        var engine = new EmbeddedEngine(new InMemoryEngineStore());
        await Sample.Applied(engine, Sample.Target("s", Auto("orderflow")));
        var renamed = Sample.Target("s", Auto("pult"));
        var named = Sample.Target("s", Auto("pult") with { PhysicalName = "media" });

        Triggers("H21", Context(await engine.PreviewAsync(renamed, default)));
        IsClear("H21", Context(await engine.PreviewAsync(named, default)));
        IsClear("H21", Context(await engine.PreviewAsync(renamed with { Moves = [new("orderflow", "pult")] }, default)));
    }

    [Fact]
    public void H22_states_written_halfway()
    {
        Triggers("H22", Context() with { Pushes = [new StatePush("a", 4, 3)] });
        IsClear("H22", Context() with { Pushes = [new StatePush("a", 4, 4)] });
        var entry = new ResourceState { Address = "x", Type = Bucket, Id = "b" };
        Triggers("H22", Context() with { States = [State("a") with { Pending = new PendingOperation(CanonicalAction.Create, null, entry) }] });
        IsClear("H22", Context() with { States = [State("a")] });
    }

    [Fact]
    public async Task H23_a_name_over_its_limit()
    {
        var name = new GenerationName("orderflow-tf-deployer", "pult-terraform-deployer-account-prod", "deployer", "google_service_account");

        Assert.Contains("36 characters; 6 to 30", Triggers("H23", Context() with { Names = [name] }).Message, StringComparison.Ordinal);
        IsClear("H23", Context() with { Names = [name with { New = "pult-tf-deployer" }] });
        var engine = new EmbeddedEngine(new InMemoryEngineStore());
        Triggers("H23", Context(await engine.PreviewAsync(Sample.Target("s", Sample.Service("a", "Pult_App")), default)));
        IsClear("H23", Context(await engine.PreviewAsync(Sample.Target("s", Sample.Service("a", "pult-app")), default)));
    }

    [Fact]
    public void H24_plain_secrets_on_disk()
    {
        Triggers("H24", Context() with { Mentions = [new FileMention("export.json", 7, MentionKind.PlainSecret, "secretData")] });
        IsClear("H24", Context() with { Mentions = [new FileMention("export.json", 7, MentionKind.Host, "secretData")] });
    }

    [Fact]
    public async Task H25_a_create_that_meets_an_object()
    {
        var store = Sample.Production();
        await Sample.CopySecrets(new EmbeddedEngine(store));
        async Task<HazardContext> With(DeploymentTarget target) =>
            Context(await new EmbeddedEngine(store).PreviewAsync(target, default)) with { States = [store.LoadState(Sample.OldKey)!], Cloud = store.LoadCloud() };

        var missing = await With(Sample.Beside() with { Imports = [] });
        var subjects = HazardAnalyzer.Analyze(missing).Where(f => f.Id == "H25").Select(f => f.Subject).ToList();

        Assert.Equal(7, subjects.Count);
        Assert.Contains("google_secret_manager_secret.app[\"database_url\"]", subjects);
        IsClear("H25", await With(Sample.Beside()));
    }
}
