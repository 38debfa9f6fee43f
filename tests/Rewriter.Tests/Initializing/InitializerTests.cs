using Rewriter.Initializing;
using Rewriter.Migrations;
using Rewriter.Migrations.Steps;
using Rewriter.Migrations.Testing;
using Rewriter.Rules;
using Rewriter.Scanning;
using Rewriter.Text;

namespace Rewriter.Tests.Initializing;

public class InitializerTests
{
    private const string Makefile = "SERVICE ?= shop-web\nIMAGE ?= shop\n\ndeploy:\n\tkubectl rollout restart deployment/shop-web\n";

    private const string Compose = "services:\n  shop-web:\n    image: ghcr.io/acme/shop-web:1.4\n    depends_on: [shop-queue]\n  shop-queue:\n    image: redis:7\n";

    private const string Script = "#!/bin/sh\nset -eu\nQUEUE=\"${QUEUE:-shop-queue}\"\necho \"$QUEUE\"\n";

    [Fact]
    public void A_small_repository_without_terraform_gets_a_migration_that_accounts_for_every_name()
    {
        var migration = Made(("Makefile", Makefile), ("compose.yaml", Compose), ("scripts/check.sh", Script), ("README.md", "Runs as `shop-web`, behind `shop-queue`.\n"));
        Assert.Equal(["shop-queue -> store-queue", "shop-web -> store-web"], RolesOf(migration));
        Assert.Equal(["manifests", "tools", "documents"], migration.Rules.Rules.Select(r => r.Id));
        Assert.Equal(["switch:False", "contract:True"], migration.Phases.Select(p => $"{p.Id}:{p.Settles}"));
        Assert.All(migration.Rules.Rules, r => Assert.Single(r.Tests));
        Assert.All(RuleTester.Run(migration), t => Assert.Null(t.Failure));
    }

    [Fact]
    public void An_image_of_the_name_of_a_service_stays()
    {
        var migration = Made(("Makefile", Makefile), ("compose.yaml", Compose));
        Assert.Contains(migration.Rules.Keeps, k => k.Text == "acme/shop-web");
    }

    [Fact]
    public void A_folder_of_the_name_of_a_service_keeps_its_name_and_what_refers_to_it_does()
    {
        var migration = Made(("compose.yaml", "services:\n  shop-web:\n    build: ./shop-web\n"), ("shop-web/Dockerfile", "FROM scratch\n"));
        Assert.Contains(migration.Rules.Keeps, k => k.Text == "./shop-web");
        Assert.Equal(1, Assert.Single(migration.Rules.Rules).Expect);
    }

    [Fact]
    public void A_variable_of_terraform_that_is_called_like_a_name_is_no_name()
    {
        var migration = Made(
            ("main.tf", "resource \"google_cloud_run_v2_service\" \"shop-web\" {\n  name = \"shop-web\"\n}\n\noutput \"url\" {\n  value = google_cloud_run_v2_service.shop-web.uri\n}\n"));
        Assert.Equal("gcp:cloudrunv2/service:Service", Assert.Single(migration.Rules.Roles).Type);
        Assert.Equal(1, Assert.Single(migration.Rules.Rules).Expect);
        Assert.Contains(migration.Rules.Keeps, k => k.Id == "terraform-addresses");
    }

    [Fact]
    public void A_default_of_a_called_module_has_the_type_of_the_resource_that_it_names()
    {
        var migration = Made(
            ("main.tf", "module \"web\" {\n  source = \"./modules/run\"\n  web    = \"shop-web\"\n}\n"),
            ("modules/run/main.tf", "variable \"web\" {\n  type = string\n}\n\nresource \"google_cloud_run_v2_service\" \"this\" {\n  name = var.web\n}\n"));
        Assert.Equal("gcp:cloudrunv2/service:Service", Assert.Single(migration.Rules.Roles).Type);
    }

    [Fact]
    public void Buckets_projects_and_accounts_are_kept_with_the_line_that_says_so()
    {
        var migration = Made(("main.tf", """
            locals {
              project_id = "shop-481200"
              name       = "shop-web"
            }

            resource "google_storage_bucket" "files" {
              name = "shop-uploads"
            }

            resource "google_service_account" "run" {
              account_id = "shop-runner"
            }

            """));
        Assert.Equal(["shop-481200", "shop-runner", "shop-uploads"], migration.Rules.Keeps.Select(k => k.Text).Order(StringComparer.Ordinal));
        Assert.All(migration.Rules.Keeps, k => Assert.Matches(@"\(main\.tf:\d+\)$", k.Because));
        Assert.Equal(["shop-web -> store-web"], RolesOf(migration));
    }

    [Fact]
    public void A_file_that_is_not_understood_is_kept_for_review()
    {
        var migration = Made(("compose.yaml", Compose), ("broken.json", "{ \"service\": \"shop-web\", \n"));
        Assert.StartsWith("review: ", Assert.Single(migration.Rules.Keeps, k => k.Id == "review-broken").Because, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_has_the_old_names_is_not_brought_back_first()
    {
        var migration = Made(("Makefile", Makefile), ("compose.yaml", Compose));
        Assert.All(migration.Phases, p => Assert.Equal("store", p.Generation));
        Assert.All(migration.Phases.SelectMany(p => p.Steps).OfType<RewriteStep>(), s => Assert.Equal("store", s.To));
    }

    [Fact]
    public void Nothing_is_written_where_no_name_holds_either_word()
    {
        var tree = new MemoryTree();
        tree.Write(RepoPath.Parse("README.md"), "The shop sells workshops.\n");
        Assert.Null(Initializer.Run(tree, new InitOptions("shop", "store")).Migration);
    }

    [Fact]
    public void A_new_name_that_holds_the_old_one_is_told_apart()
    {
        var migration = Made("shop", "shop-v2", ("compose.yaml", "services:\n  shop-web: {}\n  shop-v2-queue: {}\n"));
        Assert.Equal(["shop-queue -> shop-v2-queue", "shop-web -> shop-v2-web"], migration.Rules.Roles.Select(r => $"{r.Names["shop"]} -> {r.Names["shop-v2"]}").Order(StringComparer.Ordinal));
    }

    private static Migration Made(params (string Path, string Text)[] files) => Made("shop", "store", files);

    private static Migration Made(string from, string to, params (string Path, string Text)[] files)
    {
        var tree = new MemoryTree();
        foreach (var (path, text) in files) tree.Write(RepoPath.Parse(path), text);
        var result = Initializer.Run(tree, new InitOptions(from, to));
        Assert.Empty(result.Diagnostics);
        Assert.NotNull(result.Migration);
        return result.Migration;
    }

    private static string[] RolesOf(Migration migration) => [.. migration.Rules.Roles.Select(r => $"{r.Names["shop"]} -> {r.Names["store"]}").Order(StringComparer.Ordinal)];
}
