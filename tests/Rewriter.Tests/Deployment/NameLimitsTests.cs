using Rewriter.Deployment;

namespace Rewriter.Tests.Deployment;

public class NameLimitsTests
{
    [Theory]
    [InlineData("google_service_account", "short", false)]
    [InlineData("google_service_account", "orderflow-tf-deployer", true)]
    [InlineData("google_service_account", "a-name-of-exactly-thirty-chars", true)]
    [InlineData("google_service_account", "a-name-of-exactly-thirty-charss", false)]
    [InlineData("google_cloud_run_v2_service", "pult-app", true)]
    [InlineData("google_cloud_run_v2_service", "Pult-app", false)]
    [InlineData("google_cloud_run_v2_service", "pult-", false)]
    [InlineData("google_cloud_run_v2_service", "pult_app", false)]
    [InlineData("google_cloud_run_v2_service", "pult\n", false)]
    [InlineData("gcp:secretmanager/secret:Secret", "PULT_secret-1", true)]
    [InlineData("gcp:secretmanager/secret:Secret", "pult.secret", false)]
    [InlineData("google_iam_workload_identity_pool", "abc", false)]
    [InlineData("google_storage_bucket", "orderflow-451220-tfstate", true)]
    [InlineData("some_other_type", "ANY name", true)]
    public void A_name_is_held_against_its_type(string type, string name, bool fits) =>
        Assert.Equal(fits, NameLimits.Check(type, name) is null);

    [Fact]
    public void A_service_of_fifty_characters_is_too_long() =>
        Assert.Equal($"'{new string('a', 50)}' has 50 characters; 1 to 49 are allowed", NameLimits.Check("google_cloud_run_v2_service", new string('a', 50)));

    [Fact]
    public void Every_terraform_type_leads_to_one_token()
    {
        var names = ResourceTypeCatalog.All.SelectMany(s => s.TerraformTypes.Append(s.Token)).ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal(ResourceTypes.Secret, ResourceTypeCatalog.TokenOf("google_secret_manager_secret"));
        Assert.Equal("google_unknown", ResourceTypeCatalog.TokenOf("google_unknown"));
    }
}
