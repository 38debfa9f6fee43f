using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Pulumi.Tests;

/// <summary>Reading and editing exports, without the command.</summary>
public sealed class PulumiStateTests
{
    private const string Export = """
        {"version":3,"deployment":{"manifest":{"time":"2026-01-02T03:04:05.000006Z","magic":"m","version":"v3"},
        "secrets_providers":{"type":"passphrase","state":{"salt":"v1:salt"}},
        "resources":[
        {"urn":"urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod","custom":false,"type":"pulumi:pulumi:Stack","created":"2026-01-01T00:00:00Z"},
        {"urn":"urn:pulumi:prod::shop::pulumi:providers:gcp::default","custom":true,"id":"p1","type":"pulumi:providers:gcp"},
        {"urn":"urn:pulumi:prod::shop::gcp:secretmanager/secret:Secret::vault","custom":true,"id":"projects/p/secrets/vault","type":"gcp:secretmanager/secret:Secret","inputs":{"__defaults":[],"secretId":"vault"},"parent":"urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod","protect":true,"provider":"urn:pulumi:prod::shop::pulumi:providers:gcp::default::p1"},
        {"urn":"urn:pulumi:prod::shop::my:web:Site$gcp:storage/bucket:Bucket::logs::eu","custom":true,"id":"logs","type":"gcp:storage/bucket:Bucket","inputs":{"name":"logs"},"dependencies":["urn:pulumi:prod::shop::gcp:secretmanager/secret:Secret::vault"],"propertyDependencies":{"name":["urn:pulumi:prod::shop::gcp:secretmanager/secret:Secret::vault"]}},
        {"urn":"urn:pulumi:prod::shop::gcp:secretmanager/secretVersion:SecretVersion::version","custom":true,"id":"projects/p/secrets/vault/versions/1","type":"gcp:secretmanager/secretVersion:SecretVersion","inputs":{"secretData":{"4dabf18193072939515e22adb298388d":"1b47061264138c4ac30d75fd1eb44270","ciphertext":"v1:xyz"}}},
        {"urn":"urn:pulumi:prod::shop::gcp:storage/bucket:Bucket::gone","custom":true,"delete":true,"id":"gone","type":"gcp:storage/bucket:Bucket"}],
        "pending_operations":[{"resource":{"urn":"urn:pulumi:prod::shop::gcp:storage/bucket:Bucket::half","custom":true,"type":"gcp:storage/bucket:Bucket"},"type":"creating"}]}}
        """;

    [Fact]
    public void A_state_gives_objects_without_bookkeeping_and_what_waits_to_be_deleted()
    {
        var state = PulumiState.Read(Export).ToEngineState("shop/prod", new AddressBook(new StackDescription("shop", "g", "p", [new ResourceDeclaration { Address = "google_secret.vault", Role = "secret", Type = ResourceTypes.Secret, LogicalName = "vault" }])));

        Assert.Equal(["gcp:secretmanager/secretVersion:SecretVersion::version", "google_secret.vault", "my:web:Site$gcp:storage/bucket:Bucket::logs::eu"], state.Resources.Select(r => r.Address));
        Assert.Equal(("shop/prod@2026-01-01T00:00:00Z", 1_767_323_045_000_006L), (state.Lineage, state.Serial));
        var vault = state.Find("google_secret.vault")!;
        Assert.Equal(("projects/p/secrets/vault", "secret", true, "secretId"), (vault.Id, vault.Role, vault.Options.Protect, Assert.Single(vault.Inputs.Keys)));
        Assert.Equal("google_secret.vault", Assert.Single(state.Resources[2].Options.DependsOn));
        Assert.True(state.Resources[0].Inputs["secretData"]!.IsSecret);
        Assert.DoesNotContain("v1:xyz", DeploymentJson.Write(state), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_begun_and_not_finished_is_known()
    {
        var (urn, operation) = Assert.Single(PulumiState.Read(Export).Pending);

        Assert.Equal(("half", "creating"), (PulumiUrn.Parse(urn)!.Value.Name, operation));
    }

    [Fact]
    public void Forgetting_cuts_every_thread_to_what_is_forgotten_and_makes_a_newer_state()
    {
        var state = PulumiState.Read(Export);

        var next = PulumiState.Read(state.Without(["urn:pulumi:prod::shop::gcp:secretmanager/secret:Secret::vault"], DateTimeOffset.UnixEpoch));

        Assert.Equal(state.Resources.Length - 1, next.Resources.Length);
        Assert.All(next.Resources, r => Assert.DoesNotContain(r.Needs, n => n.EndsWith("::vault", StringComparison.Ordinal)));
        Assert.Equal((state.Lineage, true), (next.Lineage, next.Serial > state.Serial));
    }

    [Fact]
    public void Settings_of_a_stack_follow_from_its_state() => Assert.Equal("encryptionsalt: \"v1:salt\"\n", PulumiProgram.SettingsFor(Export));

    [Theory]
    [InlineData("{\"version\":2,\"deployment\":{}}")]
    [InlineData("{\"version\":3}")]
    [InlineData("[")]
    public void What_is_no_export_of_this_version_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => PulumiState.Read(text));

    [Theory]
    [InlineData("delete-replaced,replace,create-replacement", ReplaceOrder.DeleteFirst)]
    [InlineData("create-replacement,replace,delete-replaced", ReplaceOrder.CreateFirst)]
    public void Three_steps_of_a_replacement_are_one_change(string operations, ReplaceOrder order)
    {
        const string Urn = "urn:pulumi:prod::shop::gcp:storage/bucket:Bucket::logs";
        PulumiResource Bucket(string name) => new(Urn, ResourceTypes.Bucket, name) { Inputs = StackMap.Of(("name", name)) };
        var steps = operations.Split(',').Select(o => new PulumiStep(o, Urn, o == "create-replacement" ? null : Bucket("old"), o == "delete-replaced" ? null : Bucket("new"), ["name"]));
        var target = Sandbox.Target();
        var options = new PulumiOptions { BackupFolder = "backup" };
        var reader = new PulumiPreviewReader(options, target, null, new AddressBook(), PulumiProgram.For(target, null, new AddressBook(), "prod", options.SecretConfig));

        var preview = reader.Read(new PulumiRun(Processes.ProcessEnd.Exited, 0, [.. steps], [], string.Empty));

        var change = Assert.Single(preview.Changes);
        Assert.Equal((CanonicalAction.Replace, order, "old", "new"), (change.Action, change.Order, change.PhysicalId, change.NewPhysicalId));
        Assert.Equal(new PropertyDifference("name", "old", "new", true), Assert.Single(change.Differences));
    }

    [Fact]
    public void An_event_that_was_cut_off_says_nothing() => Assert.Null(PulumiEvent.Read("{\"sequence\":3,\"resourcePreEv"));
}
