using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

public class CloudOperationsTests
{
    private readonly InMemoryEngineStore _store = Sample.Production();

    private EmbeddedEngine Cloud => new(_store, new FakeTime());

    [Fact]
    public async Task Copying_a_secret_twice_adds_one_version()
    {
        var first = await Cloud.CopySecretVersionAsync("orderflow-database-url", "pult-database-url", IfExists.AddVersion, default);
        var second = await Cloud.CopySecretVersionAsync("orderflow-database-url", "pult-database-url", IfExists.AddVersion, default);

        Assert.Equal((true, false), (first.Changed, second.Changed));
        Assert.Null(second.Failure);
        Assert.Single(await Cloud.ListAsync("google_secret_manager_secret_version", default), v => v.Id.Contains("pult-database-url", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Copying_onto_another_value_adds_a_version_only_where_asked()
    {
        await Cloud.CopySecretVersionAsync("orderflow-database-url", "pult-x", IfExists.Fail, default);

        var same = await Cloud.CopySecretVersionAsync("orderflow-django-secret-key", "pult-x", IfExists.Same, default);
        var fail = await Cloud.CopySecretVersionAsync("orderflow-database-url", "pult-x", IfExists.Fail, default);
        var add = await Cloud.CopySecretVersionAsync("orderflow-django-secret-key", "pult-x", IfExists.AddVersion, default);

        Assert.Equal(("RW4011", "RW4011"), (same.Failure!.Code, fail.Failure!.Code));
        Assert.True(add.Succeeded);
        Assert.NotNull(await Cloud.DescribeAsync(ResourceTypes.SecretVersion, "projects/orderflow-451220/secrets/pult-x/versions/2", default));
        Assert.Null((await Cloud.UndoAsync(add.Undo!, default)).Failure);
        Assert.Null(await Cloud.DescribeAsync(ResourceTypes.SecretVersion, "projects/orderflow-451220/secrets/pult-x/versions/2", default));
    }

    [Fact]
    public async Task A_disabled_version_is_no_source_and_can_be_enabled_by_undo()
    {
        var disabled = await Cloud.DisableSecretVersionAsync("orderflow-database-url", "latest", default);

        Assert.Equal("RW4009", (await Cloud.CopySecretVersionAsync("orderflow-database-url", "y", IfExists.Same, default)).Failure!.Code);
        Assert.Contains("no enabled version", (await Cloud.DeployImageAsync(DeployKind.Service, "orderflow-app", "i:2", default)).Failure!.Message, StringComparison.Ordinal);
        await Cloud.UndoAsync(disabled.Undo!, default);
        Assert.True((await Cloud.CopySecretVersionAsync("orderflow-database-url", "y", IfExists.Same, default)).Succeeded);
    }

    [Fact]
    public async Task Deploying_to_what_does_not_exist_is_a_404()
    {
        Assert.Equal("404: there is no service 'pult-app'", (await Cloud.DeployImageAsync(DeployKind.Service, "pult-app", "i:2", default)).Failure!.Message);
        Assert.Equal("404: there is no job 'pult-migrate'", (await Cloud.RunJobAsync("pult-migrate", default)).Failure!.Message);
    }

    [Fact]
    public async Task A_deployed_image_is_no_drift_and_is_put_back_by_undo()
    {
        var target = new DeploymentTarget { Desired = Sample.OrderFlow("orderflow"), StateKey = Sample.OldKey };
        var before = DeploymentJson.Write(_store.LoadCloud().Objects);

        var deployed = await Cloud.DeployImageAsync(DeployKind.Service, "orderflow-app", "i:2", default);

        Assert.True((await Cloud.VerifyAsync(target, default)).IsClean);
        Assert.True((await Cloud.PreviewAsync(target, default)).Counts.IsNothing);
        Assert.Contains("i:2", DeploymentJson.Write(_store.LoadCloud().Objects), StringComparison.Ordinal);
        await Cloud.UndoAsync(deployed.Undo!, default);
        Assert.Equal(before, DeploymentJson.Write(_store.LoadCloud().Objects));
    }

    [Fact]
    public async Task A_job_that_ran_has_run()
    {
        var ran = await Cloud.RunJobAsync("orderflow-migrate", default);

        Assert.Equal("RW4016", (await Cloud.UndoAsync(ran.Undo!, default)).Failure!.Code);
        Assert.Equal(1, (await Cloud.DescribeAsync(ResourceTypes.Job, "orderflow-migrate", default))!.Outputs["executions"]!.Number);
    }

    [Fact]
    public async Task Traffic_goes_only_to_services_that_exist_in_shares_that_sum_to_100()
    {
        Assert.Equal("RW4009", (await Cloud.SetTrafficAsync(new("prod", [new("orderflow-app", 90), new("pult-app", 10)]), default)).Failure!.Code);
        Assert.Equal("RW4012", (await Cloud.SetTrafficAsync(new("prod", [new("orderflow-app", 90)]), default)).Failure!.Code);
        Assert.Equal("RW4009", (await Cloud.SetTrafficAsync(new("test", [new("orderflow-app", 100)]), default)).Failure!.Code);
        Assert.Equal("orderflow-app=100", (await Cloud.GetTrafficAsync("prod", default))!.ToString());
        Assert.Null(await Cloud.GetTrafficAsync("test", default));
    }

    [Fact]
    public async Task The_exact_split_comes_back()
    {
        await Sample.Applied(Cloud, Sample.Target("s", Sample.Declared("x", ResourceTypes.Service, "service", StackMap.Of(("name", "canary"), ("location", "eu"), ("deletionProtection", false)))));
        await Cloud.SetTrafficAsync(new("prod", [new("orderflow-app", 93), new("canary", 7)]), default);
        var shifted = await Cloud.SetTrafficAsync(new("prod", [new("orderflow-app", 50), new("canary", 50)]), default);

        await Cloud.UndoAsync(shifted.Undo!, default);

        Assert.Equal("orderflow-app=93 canary=7", (await Cloud.GetTrafficAsync("prod", default))!.ToString());
    }

    [Fact]
    public async Task What_carries_traffic_or_is_protected_is_not_deleted()
    {
        await Sample.Applied(Cloud, Sample.Target("s", Sample.Service("x", "guarded", protection: null)));

        Assert.Contains("carries traffic", (await Cloud.DeleteAsync(ResourceTypes.Service, "orderflow-app", default)).Failure!.Message, StringComparison.Ordinal);
        Assert.Contains("deletion protection", (await Cloud.DeleteAsync(ResourceTypes.Service, "guarded", default)).Failure!.Message, StringComparison.Ordinal);
        Assert.False((await Cloud.DeleteAsync(ResourceTypes.Service, "nothing", default)).Changed);
        var job = await Cloud.DeleteAsync("google_cloud_run_v2_job", "orderflow-migrate", default);
        Assert.True(job.Changed);
        Assert.Null((await Cloud.UndoAsync(job.Undo!, default)).Failure);
        Assert.True(await Cloud.ExistsAsync(ResourceTypes.Job, "orderflow-migrate", default));
    }

    [Fact]
    public async Task A_deleted_secret_takes_versions_and_members_along_and_cannot_come_back()
    {
        var deleted = await Cloud.DeleteAsync(ResourceTypes.Secret, "orderflow-database-url", default);

        Assert.Equal(3, deleted.Undo!.Before.Length);
        Assert.Equal("RW4016", (await Cloud.UndoAsync(deleted.Undo, default)).Failure!.Code);
    }

    [Fact]
    public async Task What_changed_since_is_not_undone()
    {
        var first = await Cloud.DeployImageAsync(DeployKind.Service, "orderflow-app", "i:2", default);
        await Cloud.DeployImageAsync(DeployKind.Service, "orderflow-app", "i:3", default);

        Assert.Contains("changed since", (await Cloud.UndoAsync(first.Undo!, default)).Failure!.Message, StringComparison.Ordinal);
    }
}
