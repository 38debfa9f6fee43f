using System.Collections.Immutable;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Diagnostics;
using Rewriter.Tests.Shared;

namespace Rewriter.Terraform.Tests;

/// <summary>The embedded engine previews against a state that Terraform keeps; what a rename would do to it is seen offline.</summary>
public sealed class ExistingStateTests
{
    private const string Key = "shop/prod";
    private const string Service = "google_cloud_run_v2_service.app";
    private const string Secret = TerraformShowFileTests.SecretAddress;
    private const string Version = TerraformShowFileTests.VersionAddress;
    private const string Member = TerraformShowFileTests.MemberAddress;
    private const string Account = "google_service_account.app";

    private static readonly GenerationName[] Names =
    [
        new("orderflow-app", "pult-app", "service", ResourceTypes.Service), new("orderflow-database-url", "pult-database-url", "secret", ResourceTypes.Secret),
        new("orderflow-run", "pult-run", "account", ResourceTypes.ServiceAccount), new("orderflow", "pult", "product"),
    ];

    [Fact]
    public async Task A_stack_that_says_what_the_state_holds_changes_nothing_although_the_state_says_more()
    {
        var preview = await PreviewAsync(Shop("orderflow"));

        Assert.Empty(preview.Conflicts);
        Assert.Equal(6, preview.PriorResources);
        Assert.Equal([], preview.Changes.Where(c => c.Action != CanonicalAction.NoOp).Select(c => $"{c.Action} {c.Address} {string.Join(", ", c.Differences)}"));
    }

    [Fact]
    public async Task A_change_is_a_difference_of_what_the_stack_speaks_of_alone()
    {
        var preview = await PreviewAsync(Shop("orderflow", service: inputs => StackDiff.Set(inputs, "template.containers[0].image", "europe-docker.pkg.dev/shop-1/web/app:8")));

        var change = Assert.Single(preview.Changes, c => c.Action != CanonicalAction.NoOp);
        Assert.Equal((CanonicalAction.Update, "template.containers[0].image"), (change.Action, Assert.Single(change.Differences).Path));
    }

    [Fact]
    public async Task No_secret_of_the_state_is_in_a_preview_also_where_the_stack_calls_it_none()
    {
        var shop = Shop("orderflow", service: inputs => StackDiff.Set(inputs, "template.containers[0].envs[1]", StackValue.Map(("name", "API_KEY"), ("value", "k3y-in-the-open"))));

        var preview = await PreviewAsync(shop);
        var without = await PreviewAsync(shop with { Resources = [] });

        foreach (var text in new[] { DeploymentJson.Write(preview), DeploymentJson.Write(without) })
        {
            Assert.DoesNotContain("k3y-in-the-open", text, StringComparison.Ordinal);
            Assert.DoesNotContain("t0psecret", text, StringComparison.Ordinal);
        }

        Assert.All(preview.Changes.Where(c => c.Address == Service), c => Assert.Equal(CanonicalAction.NoOp, c.Action));
        Assert.All(without.Changes, c => Assert.Equal(CanonicalAction.Delete, c.Action));
    }

    [Fact]
    public async Task H5_an_address_that_was_renamed_is_known_again_although_the_state_says_more_and_a_move_and_an_import_are_offered()
    {
        var shop = Shop("orderflow");
        var renamed = shop with { Resources = [.. shop.Resources.Select(r => r.Address == Service ? r with { Address = "google_cloud_run_v2_service.pult" } : r)] };

        var finding = Assert.Single(await HazardsAsync(renamed), h => h.Id == "H5");

        Assert.Equal("google_cloud_run_v2_service.pult", finding.Subject);
        Assert.Contains($"`{Service}` → `google_cloud_run_v2_service.pult`", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("`moved` block, or an alias", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("import 'projects/shop-1/locations/europe-west1/services/orderflow-app'", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H5_an_address_and_a_name_that_were_renamed_together_are_known_again()
    {
        var shop = Shop("orderflow");
        var renamed = shop with
        {
            Resources = [.. shop.Resources.Select(r => r.Address != Service ? r : Shop("pult").Find(Service)! with { Address = "google_cloud_run_v2_service.pult" })],
        };

        Assert.Equal("google_cloud_run_v2_service.pult", Assert.Single(await HazardsAsync(renamed), h => h.Id == "H5").Subject);
    }

    [Fact]
    public async Task An_alias_clears_H5_and_makes_the_rename_a_move()
    {
        var shop = Shop("orderflow");
        var renamed = shop with
        {
            Resources = [.. shop.Resources.Select(r => r.Address == Service ? r with { Address = "google_cloud_run_v2_service.pult", Options = new ResourceOptions { Aliases = [Service] } } : r)],
        };

        var change = Assert.Single((await PreviewAsync(renamed)).Changes, c => c.Action != CanonicalAction.NoOp);

        Assert.Equal((CanonicalAction.Move, Service), (change.Action, change.PreviousAddress));
        Assert.DoesNotContain(await HazardsAsync(renamed), h => h.Id == "H5");
    }

    [Theory]
    [InlineData("H8", Service)]
    [InlineData("H11", Service)]
    [InlineData("H12", Secret)]
    [InlineData("H6", Secret)]
    public async Task A_rename_in_the_same_state_has_the_hazards_of_a_replacement(string hazard, string subject) =>
        Assert.Contains(await HazardsAsync(Shop("pult", keepMember: true)), h => h.Id == hazard && h.Subject == subject);

    [Fact]
    public async Task H1_a_state_that_is_new_beside_one_that_is_full_is_a_blocker()
    {
        var finding = Assert.Single(await HazardsAsync(Shop("pult"), "shop/pult"), h => h.Id == "H1");

        Assert.Contains("'shop/prod' holds", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task H25_what_is_made_under_a_name_that_exists_meets_a_409()
    {
        var finding = Assert.Single(await HazardsAsync(Shop("orderflow"), "other/prod"), h => h.Id == "H25" && h.Subject == Service);

        Assert.Contains("projects/shop-1/locations/europe-west1/services/orderflow-app", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void H3_two_files_that_are_copies_of_one_state_are_found()
    {
        var store = Store(TerraformShowFile.Read(Key, TerraformShowFileTests.Text).State, TerraformShowFile.Read("shop/copy", TerraformShowFileTests.Text).State);

        var hazards = HazardAnalyzer.Analyze(new HazardContext { States = [.. store.StateKeys().Select(k => store.LoadState(k)!)], Cloud = store.LoadCloud() });

        Assert.Contains(hazards, h => h.Id == "H3");
    }

    [Fact]
    public async Task H15_an_account_that_is_made_again_loses_the_bindings_that_the_state_knows()
    {
        var finding = Assert.Single(await HazardsAsync(Shop("pult", keepMember: true)), h => h.Id == "H15");

        Assert.Contains(finding.Evidence, e => e.Text.Contains(Member, StringComparison.Ordinal));
    }

    [Fact]
    public async Task H9_what_is_deleted_before_it_is_made_again_is_found()
    {
        var shop = Shop("pult");
        var first = shop with { Resources = [.. shop.Resources.Select(r => r.Address == Secret ? r with { Options = new ResourceOptions { DeleteBeforeReplace = true } } : r)] };

        Assert.Contains(await HazardsAsync(first), h => h.Id == "H9" && h.Subject == Secret);
    }

    [Fact]
    public void H10_one_object_at_two_addresses_of_the_state_is_found()
    {
        var state = ForeignStates.Of(Key, "l", 0, [.. Read().Resources, Read().Find(Service)! with { Address = "google_cloud_run_v2_service.again" }]);

        Assert.Contains(HazardAnalyzer.Analyze(new HazardContext { States = [state], Cloud = Store(state).LoadCloud() }), h => h.Id == "H10" && h.Subject.EndsWith("/orderflow-app", StringComparison.Ordinal));
    }

    [Fact]
    public async Task H13_a_new_secret_that_a_new_service_reads_has_no_version_that_the_state_knows()
    {
        var shop = Shop("pult");
        var without = shop with { Resources = [.. shop.Resources.Where(r => r.Address != Version)] };

        Assert.Equal("pult-database-url", Assert.Single(await HazardsAsync(without, "shop/pult"), h => h.Id == "H13").Subject);
        Assert.DoesNotContain(await HazardsAsync(shop, "shop/pult"), h => h.Id == "H13");
    }

    [Fact]
    public async Task H14_a_pool_that_the_stack_gives_up_cannot_come_back()
    {
        const string Pool = "projects/shop-1/locations/global/workloadIdentityPools/ci";
        var pool = new ResourceState { Address = "google_iam_workload_identity_pool.ci", Type = ResourceTypes.WorkloadIdentityPool, Id = Pool, Inputs = StackMap.Of(("workloadIdentityPoolId", "ci-pool"), ("project", "shop-1"), ("state", "ACTIVE")) };
        var state = ForeignStates.Of(Key, "l", 0, [.. Read().Resources, pool]);
        var preview = await new EmbeddedEngine(Store(state)).PreviewAsync(new DeploymentTarget { Desired = Shop("orderflow"), StateKey = Key }, CancellationToken.None);

        Assert.Equal(pool.Address, Assert.Single(HazardAnalyzer.Analyze(new HazardContext { Previews = [new PhasePreview(0, preview)], States = [state], Cloud = Store(state).LoadCloud() }), h => h.Id == "H14").Subject);
    }

    [Theory]
    [InlineData("orderflow-app", false)]
    [InlineData("pult-app", true)]
    public void H16_a_deployment_goes_to_a_service_that_the_state_holds_or_to_none(string name, bool missing)
    {
        var context = new HazardContext { States = [Read()], Cloud = Store(Read()).LoadCloud(), DeployTargets = [new DeployTargetMention("deploy.yml", 3, DeployKind.Service, name, 0)] };

        Assert.Equal(missing, HazardAnalyzer.Analyze(context).Any(h => h.Id == "H16"));
    }

    [Fact]
    public async Task A_new_name_that_breaks_its_limits_is_a_conflict()
    {
        var shop = Shop("pult");
        var upper = shop with { Resources = [.. shop.Resources.Select(r => r.Address == Service ? r with { PhysicalName = "Pult-App", Inputs = r.Inputs.With("name", "Pult-App") } : r)] };

        Assert.Contains((await PreviewAsync(upper)).Conflicts, c => c.Kind == ConflictKind.InvalidName && c.Address == Service);
    }

    [Fact]
    public void Where_the_engines_own_cloud_knows_an_object_as_well_the_state_is_believed()
    {
        var own = CloudSnapshot.Empty.With(new CloudObject { Type = ResourceTypes.Service, Id = Read().Find(Service)!.Id, Name = "orderflow-app" }).With(new CloudObject { Type = ResourceTypes.Bucket, Id = "b", Name = "b" });

        var cloud = ForeignStates.CloudOf(own, [Read()]);

        Assert.True(cloud.IsPartial && cloud.Find(ResourceTypes.Service, Read().Find(Service)!.Id)!.IsForeign);
        Assert.False(cloud.Find(ResourceTypes.Bucket, "b")!.IsForeign);
    }

    [Fact]
    public async Task What_the_state_does_not_hold_may_exist_all_the_same()
    {
        var shop = Shop("orderflow");
        var reads = shop.Find(Service)! with { Address = "google_cloud_run_v2_service.worker", LogicalName = "worker", PhysicalName = "worker", Inputs = StackDiff.Set(shop.Find(Service)!.Inputs.With("name", "worker"), "template.containers[0].envs[0].valueSource.secretKeyRef.secret", "made-by-hand") };
        var member = shop.Find(Member)! with { Address = "member.other", LogicalName = "other", Inputs = shop.Find(Member)!.Inputs.With("secretId", "made-by-hand") };
        var target = new DeploymentTarget { Desired = shop with { Resources = [.. shop.Resources, reads, member] }, StateKey = Key, Imports = [new ResourceImport("member.other", "projects/shop-1/secrets/made-by-hand x y")] };

        var preview = await new EmbeddedEngine(Store(Read())).PreviewAsync(target, CancellationToken.None);

        Assert.Empty(preview.Conflicts);
        Assert.Equal([(CanonicalAction.Create, "google_cloud_run_v2_service.worker"), (CanonicalAction.Import, "member.other")], preview.Changes.Where(c => c.Action != CanonicalAction.NoOp).Select(c => (c.Action, c.Address)).OrderBy(c => c.Address, StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_plan_plays_an_apply_on_a_copy_and_the_real_one_is_refused()
    {
        var target = new DeploymentTarget { Desired = Shop("orderflow", service: i => StackDiff.Set(i, "template.containers[0].image", "app:8")), StateKey = Key };
        var copy = new EmbeddedEngine(InMemoryEngineStore.CopyOf(Store(Read())));

        var played = await copy.ApplyAsync(target, (await copy.PreviewAsync(target, CancellationToken.None)).Digest, null, CancellationToken.None);
        var real = new EmbeddedEngine(Store(Read()));
        var refused = await real.ApplyAsync(target, (await real.PreviewAsync(target, CancellationToken.None)).Digest, null, CancellationToken.None);

        Assert.Equal(DeploymentStatus.Succeeded, played.Status);
        Assert.True((await copy.PreviewAsync(target, CancellationToken.None)).Counts.IsNothing);
        Assert.Equal((DeploymentStatus.Refused, "RW4041"), (refused.Status, refused.Failure!.Code));
        Assert.Empty((await real.VerifyAsync(new DeploymentTarget { Desired = Shop("orderflow"), StateKey = Key }, CancellationToken.None)).Findings);
    }

    [Fact]
    public async Task A_file_that_is_damaged_at_any_place_is_read_or_refused_and_breaks_nothing()
    {
        var (refused, read) = (0, 0);
        foreach (var text in DamagedJson.Of(TerraformShowFileTests.Text))
        {
            try
            {
                var state = TerraformShowFile.Read(Key, text).State;
                var preview = await new EmbeddedEngine(Store(state)).PreviewAsync(new DeploymentTarget { Desired = Shop("pult"), StateKey = Key }, CancellationToken.None);
                HazardAnalyzer.Analyze(new HazardContext { Previews = [new PhasePreview(0, preview)], States = [state], Cloud = Store(state).LoadCloud(), Names = [.. Names] });
                read++;
            }
            catch (Exception other) when (other is FormatException or System.Text.Json.JsonException)
            {
                refused++;
            }
        }

        Assert.True(read > 500 && refused > 10, $"{read} were read, {refused} refused");
    }

    private static EngineState Read() => TerraformShowFile.Read(Key, TerraformShowFileTests.Text).State;

    private static ReadOnlyEngineStore Store(params EngineState[] states) => new(new InMemoryEngineStore(), () => states, Descriptors.ExistingReadOnly.Failure(null, "prod"));

    private static Task<DeploymentPreview> PreviewAsync(StackDescription stack, string key = Key) =>
        new EmbeddedEngine(Store(Read())).PreviewAsync(new DeploymentTarget { Desired = stack, StateKey = key }, CancellationToken.None);

    private static async Task<ImmutableArray<HazardFinding>> HazardsAsync(StackDescription stack, string key = Key) => HazardAnalyzer.Analyze(new HazardContext
    {
        Previews = [new PhasePreview(0, await PreviewAsync(stack, key))], States = [Read()], Cloud = Store(Read()).LoadCloud(), Names = [.. Names],
    });

    // What a team would write: what it asked for, and nothing that the provider fills in.
    private static StackDescription Shop(string product, Func<StackMap, StackMap>? service = null, bool keepMember = false)
    {
        var (app, secret, account) = ($"{product}-app", $"{product}-database-url", $"{product}-run");
        var inputs = StackMap.Of(
            ("name", app), ("location", "europe-west1"), ("labels", StackValue.Map(("app", product))),
            ("template", StackValue.Map(
                ("scaling", StackValue.Map(("maxInstanceCount", 3))),
                ("containers", StackValue.List(StackValue.Map(
                    ("image", "europe-docker.pkg.dev/shop-1/web/app:7"), ("ports", StackValue.Map(("containerPort", 8080))),
                    ("envs", StackValue.List(
                        StackValue.Map(("name", "DATABASE_URL"), ("valueSource", StackValue.Map(("secretKeyRef", StackValue.Map(("secret", secret), ("version", "latest")))))),
                        StackValue.Map(("name", "API_KEY"), ("value", StackValue.Secret("api-key")))))))))));
        return new StackDescription("shop", product, "shop-1",
        [
            Resource(Account, ResourceTypes.ServiceAccount, account, StackMap.Of(("accountId", account))),
            Resource(Secret, ResourceTypes.Secret, secret, StackMap.Of(("secretId", secret), ("labels", StackValue.Map(("app", product))), ("replication", StackValue.Map(("auto", StackMap.Empty))))),
            Resource(Version, ResourceTypes.SecretVersion, null, StackMap.Of(("secret", $"projects/shop-1/secrets/{secret}"), ("secretData", StackValue.Secret("database_url")))),
            Resource(Member, ResourceTypes.SecretIamMember, null, StackMap.Of(
                ("secretId", keepMember ? "orderflow-database-url" : secret), ("role", "roles/secretmanager.secretAccessor"),
                ("member", $"serviceAccount:{(keepMember ? "orderflow-run" : account)}@shop-1.iam.gserviceaccount.com"))),
            Resource(Service, ResourceTypes.Service, app, (service ?? (i => i))(inputs)),
            Resource("module.secrets.module.inner.terraform_data.note[0]", "terraform_data", null, StackMap.Of(("input", "psql"))),
        ]);
    }

    private static ResourceDeclaration Resource(string address, string type, string? name, StackMap inputs) =>
        new() { Address = address, Role = "r", Type = type, LogicalName = address.Split('.')[^1], PhysicalName = name, Inputs = inputs };
}
