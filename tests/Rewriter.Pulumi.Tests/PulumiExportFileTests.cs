using System.Text.Json;
using Rewriter.Deployment;
using Rewriter.Deployment.Hazards;
using Rewriter.Diagnostics;
using Rewriter.Tests.Shared;

namespace Rewriter.Pulumi.Tests;

/// <summary>Exports as states to preview against: encrypted as they ought to be, or with their secrets in plain text.</summary>
public sealed class PulumiExportFileTests
{
    private const string SecretKey = "\"4dabf18193072939515e22adb298388d\":\"1b47061264138c4ac30d75fd1eb44270\"";

    private static readonly string Encrypted = Export($"{{{SecretKey},\"ciphertext\":\"v1:xyz\"}}");
    private static readonly string Plain = Export($"{{{SecretKey},\"plaintext\":\"\\\"t0psecret-value\\\"\"}}");

    [Fact]
    public void An_export_gives_the_objects_under_the_addresses_of_the_stack()
    {
        var (state, plain) = PulumiExportFile.Read("shop/prod", Encrypted, [Shop("vault")]);

        Assert.Equal(["gcp:storage/bucket:Bucket::logs", "google_secret_manager_secret.vault", "google_secret_manager_secret_version.vault"], state.Resources.Select(r => r.Address));
        Assert.True(state.IsForeign);
        Assert.Empty(plain);
        Assert.DoesNotContain("v1:xyz", DeploymentJson.Write(state), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_secret_by_its_type_is_so_without_a_mark()
    {
        var (state, plain) = PulumiExportFile.Read("shop/prod", Export("\"t0psecret-value\""), [Shop("vault")]);

        Assert.DoesNotContain("t0psecret-value", DeploymentJson.Write(state), StringComparison.Ordinal);
        Assert.Equal(["gcp:secretmanager/secretVersion:SecretVersion::vault"], plain.AsEnumerable());
    }

    [Fact]
    public void Plain_secrets_are_named_and_are_nowhere_in_what_was_read_also_where_they_are_not_marked()
    {
        var (state, plain) = PulumiExportFile.Read("shop/prod", Plain, [Shop("vault")]);

        Assert.Equal(["gcp:secretmanager/secretVersion:SecretVersion::vault"], plain.AsEnumerable());
        Assert.DoesNotContain("t0psecret-value", DeploymentJson.Write(state), StringComparison.Ordinal);
        Assert.True(state.Find("gcp:storage/bucket:Bucket::logs")!.Inputs["labels"]!.Members["copy"]!.IsSecret);
    }

    [Fact]
    public async Task A_stack_that_says_what_the_export_holds_changes_nothing_although_nobody_here_can_read_its_secrets()
    {
        foreach (var text in new[] { Encrypted, Plain })
        {
            var preview = await PreviewAsync(text, Shop("vault"), [Shop("vault")]);

            Assert.Equal(["Delete gcp:storage/bucket:Bucket::logs"], preview.Changes.Where(c => c.Action != CanonicalAction.NoOp).Select(c => $"{c.Action} {c.Address} {string.Join(", ", c.Differences)}".TrimEnd()));
            Assert.True(text == Encrypted || !DeploymentJson.Write(preview).Contains("t0psecret-value", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Where_no_description_was_known_when_the_export_was_read_type_and_name_lead_to_the_address()
    {
        var preview = await PreviewAsync(Encrypted, Shop("vault"), []);

        Assert.Equal(CanonicalAction.NoOp, Assert.Single(preview.Changes, c => c.Address == "google_secret_manager_secret.vault").Action);
    }

    [Theory]
    [InlineData("safe", null, CanonicalAction.Create)]
    [InlineData("safe", "vault", CanonicalAction.Move)]
    public async Task A_logical_name_that_changed_is_a_new_resource_unless_an_alias_names_the_old_one(string name, string? alias, CanonicalAction action)
    {
        var shop = Shop(name);
        var renamed = shop with { Resources = [.. shop.Resources.Select(r => r with { Address = r.Address + "_" + name, Options = new ResourceOptions { Aliases = alias is null ? [] : [alias] } })] };

        var preview = await PreviewAsync(Encrypted, renamed, [Shop("vault")]);

        Assert.Equal(action, Assert.Single(preview.Changes, c => c.Type == ResourceTypes.Secret && c.Action != CanonicalAction.Delete).Action);
        Assert.Equal(alias is null, preview.Changes.Any(c => c.Type == ResourceTypes.Secret && c.Action == CanonicalAction.Delete));
    }

    [Fact]
    public async Task H21_a_name_that_follows_the_logical_one_is_found()
    {
        var shop = Shop("vault");
        var renamed = shop with { Resources = [new ResourceDeclaration { Address = "google_storage_bucket.records", Role = "bucket", Type = ResourceTypes.Bucket, LogicalName = "records", Inputs = StackMap.Of(("location", "EU")) }, .. shop.Resources] };

        var preview = await PreviewAsync(Encrypted, renamed, [shop]);
        var hazards = HazardAnalyzer.Analyze(new HazardContext { Previews = [new PhasePreview(0, preview)], Names = [new GenerationName("logs", "records", "bucket")] });

        Assert.Equal("google_storage_bucket.records", Assert.Single(hazards, h => h.Id == "H21").Subject);
    }

    [Fact]
    public async Task What_the_program_protects_cannot_be_deleted()
    {
        var preview = await PreviewAsync(Encrypted, Shop("vault") with { Resources = [] }, [Shop("vault")]);

        Assert.Contains(preview.Conflicts, c => c.Kind == ConflictKind.Protected && c.Address == "google_secret_manager_secret.vault");
    }

    [Theory]
    [InlineData("{\"version\":2,\"deployment\":{}}")]
    [InlineData("{\"version\":3}")]
    [InlineData("{\"format_version\":\"1.0\"}")]
    [InlineData("")]
    public void What_is_no_export_is_refused(string text) => Assert.ThrowsAny<JsonException>(() => PulumiExportFile.Read("a", text, []));

    [Fact]
    public async Task A_file_that_is_damaged_at_any_place_is_read_or_refused_and_breaks_nothing()
    {
        var (refused, read) = (0, 0);
        foreach (var text in DamagedJson.Of(Plain))
        {
            try
            {
                await PreviewAsync(text, Shop("vault"), [Shop("vault")]);
                read++;
            }
            catch (Exception other) when (other is FormatException or JsonException)
            {
                refused++;
            }
        }

        Assert.True(read > 100 && refused > 4, $"{read} were read, {refused} refused");
    }

    private static Task<DeploymentPreview> PreviewAsync(string text, StackDescription desired, IReadOnlyCollection<StackDescription> known)
    {
        var state = PulumiExportFile.Read("shop/prod", text, known).State;
        var store = new ReadOnlyEngineStore(new InMemoryEngineStore(), () => [state], Descriptors.ExistingReadOnly.Failure(null, "prod"));
        return new EmbeddedEngine(store).PreviewAsync(new DeploymentTarget { Desired = desired, StateKey = "shop/prod" }, CancellationToken.None);
    }

    private static StackDescription Shop(string name) => new("shop", "g", "shop-1",
    [
        new ResourceDeclaration { Address = "google_secret_manager_secret.vault", Role = "secret", Type = ResourceTypes.Secret, LogicalName = name, PhysicalName = "vault", Inputs = StackMap.Of(("secretId", "vault")), Options = new ResourceOptions { Protect = true } },
        new ResourceDeclaration
        {
            Address = "google_secret_manager_secret_version.vault", Role = "version", Type = ResourceTypes.SecretVersion, LogicalName = name,
            Inputs = StackMap.Of(("secret", "vault"), ("secretData", "another-value-in-the-stack")),
        },
    ]);

    private static string Export(string secret) => $$$$"""
        {"version":3,"deployment":{"manifest":{"time":"2026-01-02T03:04:05.000006Z"},
        "resources":[
        {"urn":"urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod","custom":false,"type":"pulumi:pulumi:Stack","created":"2026-01-01T00:00:00Z"},
        {"urn":"urn:pulumi:prod::shop::gcp:secretmanager/secret:Secret::vault","custom":true,"id":"projects/shop-1/secrets/vault","type":"gcp:secretmanager/secret:Secret","inputs":{"__defaults":["project"],"secretId":"vault","project":"shop-1"},"protect":true},
        {"urn":"urn:pulumi:prod::shop::gcp:storage/bucket:Bucket::logs","custom":true,"id":"logs","type":"gcp:storage/bucket:Bucket","inputs":{"name":"logs","labels":{"copy":"psql t0psecret-value"}}},
        {"urn":"urn:pulumi:prod::shop::gcp:secretmanager/secretVersion:SecretVersion::vault","custom":true,"id":"projects/845120451220/secrets/vault/versions/1","type":"gcp:secretmanager/secretVersion:SecretVersion","inputs":{"secret":"projects/shop-1/secrets/vault","secretData":{{{{secret}}}} }}]}}
        """;
}
