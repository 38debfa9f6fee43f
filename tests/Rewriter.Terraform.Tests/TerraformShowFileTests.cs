using System.Text.Json;
using Rewriter.Deployment;

namespace Rewriter.Terraform.Tests;

/// <summary>States in the form of <c>show -json</c>, with what the provider computes beside what was asked for.</summary>
public sealed class TerraformShowFileTests
{
    internal const string ServiceAddress = "google_cloud_run_v2_service.app";
    internal const string SecretAddress = "module.secrets.google_secret_manager_secret.app[\"database_url\"]";
    internal const string VersionAddress = "module.secrets.google_secret_manager_secret_version.app[\"database_url\"]";
    internal const string MemberAddress = "module.secrets.google_secret_manager_secret_iam_member.app[\"database_url\"]";

    internal static string Text { get; } = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "shop.show.json"));

    [Fact]
    public void A_state_gives_the_resources_of_all_modules_and_no_data_and_nothing_that_waits_to_be_deleted()
    {
        var state = TerraformShowFile.Read("shop/prod", Text).State;

        Assert.Equal(
            [ServiceAddress, "google_service_account.app", SecretAddress, MemberAddress, VersionAddress, "module.secrets.module.inner.terraform_data.note[0]"],
            state.Resources.Select(r => r.Address));
        Assert.True(state.IsForeign);
        var service = state.Find(ServiceAddress)!;
        Assert.Equal((ResourceTypes.Service, "projects/shop-1/locations/europe-west1/services/orderflow-app"), (service.Type, service.Id));
        Assert.Equal("europe-docker.pkg.dev/shop-1/web/app:7", StackDiff.Get(service.Inputs, "template.containers[0].image")!.Text);
    }

    [Fact]
    public void Secrets_are_nowhere_in_what_was_read_also_where_they_are_not_marked()
    {
        var (state, plain) = TerraformShowFile.Read("shop/prod", Text);

        var text = DeploymentJson.Write(state) + string.Join('\n', plain);
        Assert.DoesNotContain("t0psecret", text, StringComparison.Ordinal);
        Assert.DoesNotContain("k3y-in-the-open", text, StringComparison.Ordinal);
        Assert.True(state.Find(VersionAddress)!.Inputs["secretData"]!.IsSecret);
        Assert.True(state.Find("module.secrets.module.inner.terraform_data.note[0]")!.Inputs["input"]!.IsSecret);
        Assert.Equal([$"{ServiceAddress}: template", $"{VersionAddress}: secret_data"], plain.AsEnumerable());
    }

    [Fact]
    public void What_is_secret_by_its_type_is_so_without_a_mark()
    {
        var (state, plain) = TerraformShowFile.Read("shop/prod", Text.Replace("\"sensitive_values\": { \"secret_data\": true }", "\"sensitive_values\": {}", StringComparison.Ordinal));

        Assert.DoesNotContain("t0psecret", DeploymentJson.Write(state), StringComparison.Ordinal);
        Assert.Contains($"{VersionAddress}: secret_data", plain);
    }

    [Fact]
    public void Ids_have_one_form_also_where_the_provider_writes_the_number_of_the_project()
    {
        var state = TerraformShowFile.Read("shop/prod", Text).State;

        Assert.Equal("projects/shop-1/secrets/orderflow-database-url/versions/1", state.Find(VersionAddress)!.Id);
        Assert.Equal("projects/shop-1/secrets/orderflow-database-url roles/secretmanager.secretAccessor serviceAccount:orderflow-run@shop-1.iam.gserviceaccount.com", state.Find(MemberAddress)!.Id);
    }

    [Fact]
    public void Two_files_with_one_content_are_copies_of_one_state_and_others_are_not()
    {
        Assert.Equal(TerraformShowFile.Read("a", Text).State.Lineage, TerraformShowFile.Read("b", Text).State.Lineage);
        Assert.NotEqual(TerraformShowFile.Read("a", Text).State.Lineage, TerraformShowFile.Read("a", Text + " ").State.Lineage);
    }

    [Fact]
    public void An_empty_state_has_no_resources() => Assert.Empty(TerraformShowFile.Read("a", "{\"format_version\":\"1.0\"}").State.Resources);

    [Theory]
    [InlineData("{\"format_version\":\"1.2\",\"planned_values\":{}}", "this is a plan")]
    [InlineData("{\"version\":4,\"lineage\":\"l\",\"resources\":[]}", "this is a state file")]
    [InlineData("{\"version\":3,\"deployment\":{}}", "no 'format_version'")]
    [InlineData("{\"format_version\":\"9.0\"}", "no 'format_version' that is known")]
    [InlineData("[]", "no 'format_version'")]
    [InlineData("{\"format_version\":\"1.0\",\"values\":{\"root_module\":{\"resources\":[{\"mode\":\"managed\"}]}}}", "no 'address'")]
    [InlineData("{\"format_version\":\"1.0\",\"values\":{\"root_module\":{\"resources\":[{\"mode\":\"managed\",\"address\":\"a.b\",\"type\":\"a\"},{\"mode\":\"managed\",\"address\":\"a.b\",\"type\":\"a\"}]}}}", "the address 'a.b' stands twice")]
    public void What_is_no_state_is_refused_with_what_to_write_instead(string text, string why) =>
        Assert.Contains(why, Assert.Throws<FormatException>(() => TerraformShowFile.Read("a", text)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_json_is_refused() => Assert.ThrowsAny<JsonException>(() => TerraformShowFile.Read("a", "{\"format_version\":"));

    [TerraformFact]
    public async Task What_the_real_program_writes_is_read()
    {
        var folder = Directory.CreateTempSubdirectory("show-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "main.tf"), "variable \"token\" {\n  sensitive = true\n  default = \"t0psecret-value\"\n}\nresource \"terraform_data\" \"web\" {\n  for_each = { a = 1 }\n  input = { name = \"alpha-app\", token = var.token }\n}\n");
            await RunAsync(folder, "init", "-input=false");
            await RunAsync(folder, "apply", "-auto-approve", "-input=false");

            var (state, plain) = TerraformShowFile.Read("a", await RunAsync(folder, "show", "-json"));

            var web = Assert.Single(state.Resources);
            Assert.Equal(("terraform_data.web[\"a\"]", "terraform_data", "alpha-app"), (web.Address, web.Type, web.Inputs["input"]!.Members["name"]!.Text));
            Assert.True(web.Inputs["input"]!.Members["token"]!.IsSecret);
            Assert.True(web.Inputs["output"]!.Members["token"]!.IsSecret, "the copy, which is not marked");
            Assert.Equal(["terraform_data.web[\"a\"]: input"], plain.AsEnumerable());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        var result = await new Processes.SystemProcessRunner().RunAsync(
            new Processes.ProcessRequest { Program = TerraformFactAttribute.Program!, Arguments = [.. arguments], Folder = folder, Environment = Processes.SystemProcessRunner.OwnEnvironment() }, null, CancellationToken.None);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output;
    }
}
