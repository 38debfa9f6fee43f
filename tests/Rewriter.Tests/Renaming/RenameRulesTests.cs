using Rewriter.Renaming;

namespace Rewriter.Tests.Renaming;

public sealed class RenameRulesTests
{
    private static readonly RenameRequest Order = RenameHarness.Request(("orderflow", "pult"));
    private static readonly RenameRequest Branch = RenameHarness.Request(("master", "main"));

    [Theory]
    [InlineData("see https://github.com/acme/orderflow/blob/main/README.md", "see https://github.com/acme/pult/blob/main/README.md")]
    [InlineData("git@github.com:acme/orderflow.git", "git@github.com:acme/pult.git")]
    [InlineData("https://github.com/other/orderflow-tools", "https://github.com/other/orderflow-tools")]
    [InlineData("https://example.com/blog/about-orderflow/", "https://example.com/blog/about-orderflow/")]
    [InlineData("https://orderflow.example.com/login", "https://pult.example.com/login")]
    [InlineData("http://orderflow-app:8080/health", "http://pult-app:8080/health")]
    [InlineData("https://github.com/acme/orderflow/pull/12", "https://github.com/acme/orderflow/pull/12")]
    [InlineData("https://github.com/acme/orderflow/tree/0123456789abcdef/orderflow/app", "https://github.com/acme/pult/tree/0123456789abcdef/orderflow/app")]
    [InlineData("ghcr.io/acme/orderflow:latest", "ghcr.io/acme/pult:latest")]
    [InlineData("ghcr.io/acme/orderflow:1.4.2", "ghcr.io/acme/orderflow:1.4.2")]
    [InlineData("docker.io/elsewhere/orderflow-base:latest", "docker.io/elsewhere/orderflow-base:latest")]
    public void Own_addresses_follow_and_those_of_others_stay(string before, string after) =>
        Assert.Equal(after, RenameHarness.Rename("notes.txt", before, Order with { Own = ["acme/orderflow"] }));

    [Theory]
    [InlineData("uses: other/action@master", "uses: other/action@master")]
    [InlineData("https://github.com/other/tool/blob/master/x.md", "https://github.com/other/tool/blob/master/x.md")]
    [InlineData("https://github.com/acme/app/blob/master/x.md", "https://github.com/acme/app/blob/main/x.md")]
    [InlineData("git checkout master", "git checkout main")]
    [InlineData("the Kubernetes master and a master node", "the Kubernetes master and a master node")]
    public void A_branch_of_another_repository_stays(string before, string after) =>
        Assert.Equal(after, RenameHarness.Rename("notes.txt", before, Branch with { Own = ["acme/app"] }));

    [Fact]
    public void The_remote_in_the_git_configuration_tells_what_is_the_projects_own()
    {
        var after = new RenameHarness()
            .With(".git/config", "[remote \"origin\"]\n\turl = git@github.com:acme/orderflow.git\n")
            .With("a.txt", "https://github.com/acme/orderflow/wiki\nhttps://github.com/else/orderflow/wiki\n")
            .Apply(Order);
        Assert.Equal("https://github.com/acme/pult/wiki\nhttps://github.com/else/orderflow/wiki\n", after["a.txt"]);
        Assert.Equal("[remote \"origin\"]\n\turl = git@github.com:acme/orderflow.git\n", after[".git/config"]);
    }

    [Fact]
    public void A_go_import_of_the_own_module_follows_and_another_stays()
    {
        var after = new RenameHarness()
            .With("go.mod", "module github.com/acme/orderflow\n")
            .With("main.txt", "\"github.com/acme/orderflow/internal\"\n\"github.com/else/orderflow/internal\"\n")
            .Apply(Order);
        Assert.Equal("module github.com/acme/pult\n", after["go.mod"]);
        Assert.Equal("\"github.com/acme/pult/internal\"\n\"github.com/else/orderflow/internal\"\n", after["main.txt"]);
    }

    [Theory]
    [InlineData("team@orderflow.example.com", "Left email")]
    [InlineData("orderflow@my-project.iam.gserviceaccount.com", "Applied name")]
    [InlineData("infra/data/ci/orderflow/key", "Proposed secret-path")]
    [InlineData("order flow is calm", null)]
    public void A_place_has_its_reason(string text, string? code) =>
        Assert.Equal(code is null ? [] : [code], RenameHarness.Codes("a.txt", text, Order));

    [Theory]
    [InlineData("CHANGELOG.md", "Left history")]
    [InlineData("docs/adr/0001-name.md", "Proposed decision-record")]
    [InlineData("LICENSE", "Left licence")]
    [InlineData("db/migrate/001_orderflow.rb", "Left database-migration")]
    [InlineData("api/x.pb.go", "Proposed generated")]
    [InlineData(".github/workflows/changelog.yaml", "Applied name")]
    public void What_a_file_is_for_decides(string path, string code) =>
        Assert.Equal([code], RenameHarness.Codes(path, "# orderflow\n", Order));

    [Fact]
    public void History_follows_where_it_is_asked_for() =>
        Assert.Equal("pult\n", RenameHarness.Rename("CHANGELOG.md", "orderflow\n", Order with { IncludeHistory = true }));

    [Fact]
    public void A_kept_text_stays_with_the_reason_that_was_given()
    {
        var request = Order with { Keeps = [new RenameKeep("orderflow-prod-1234", "the project id cannot change")] };
        var plan = new RenameHarness().With("a.txt", "orderflow-prod-1234 orderflow orderflow-prod").Plan(request);
        Assert.Equal(["Left kept", "Applied name", "Applied name"], plan.Files[0].Occurrences.Select(o => $"{o.Verdict.Tier} {o.Verdict.Code}"));
        Assert.Contains("the project id cannot change", plan.Files[0].Occurrences[0].Verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Letters_with_other_humps_are_another_name()
    {
        var plan = new RenameHarness()
            .With("types.txt", "type AutoscalingGroup struct, autoscalinggroups")
            .With("chart.txt", "auto-scaling-group AUTO_SCALING_GROUP")
            .Plan(("auto-scaling-group", "runner-set"));
        Assert.Equal(["another-name"], plan.Occurrences(RenameTier.Proposed).Select(o => o.Occurrence.Verdict.Code));
        Assert.Equal(2, plan.Occurrences(RenameTier.Applied).Count());
    }

    [Fact]
    public void One_old_name_has_another_new_one_as_a_binary_and_as_a_product()
    {
        var request = new RenameRequest { Pairs = [new("OldTool", "NewTool", false), new("oldtool", "nt", false)] };
        const string Before = "Run `oldtool init`. OldTool is at https://oldtool.org/ and oldtool_1.2.0_linux.zip\nPKG_NAME: oldtool\nBIN_NAME: oldtool\n";
        const string After = "Run `nt init`. NewTool is at https://newtool.org/ and newtool_1.2.0_linux.zip\nPKG_NAME: newtool\nBIN_NAME: nt\n";
        Assert.Equal(After, RenameHarness.Rename("a.txt", Before, request));
    }

    [Fact]
    public void An_organisation_gets_its_own_new_name_where_the_slug_says_so()
    {
        var request = RenameHarness.Request(("OldTool/OldTool", "New-Org/NewTool"), ("OldTool", "NewTool"));
        const string Before = "https://github.com/oldtool/oldtool ghcr.io/oldtool/sandbox:main\nDOCKER_ORG=oldtool\nOldTool oldtool\n";
        const string After = "https://github.com/New-Org/NewTool ghcr.io/new-org/sandbox:main\nDOCKER_ORG=new-org\nNewTool newtool\n";
        Assert.Equal(After, RenameHarness.Rename("a.txt", Before, request));
    }

    [Theory]
    [InlineData("a.txt", "gs://orderflow-state/x", "Proposed bucket")]
    [InlineData("a.sh", "terraform init -backend-config=prefix=orderflow\n", "Proposed state-place")]
    [InlineData("main.tf", "terraform {\n  backend \"gcs\" {\n    prefix = \"orderflow\"\n  }\n}\n", "Proposed state-place")]
    [InlineData("a.yaml", "project_id: orderflow-prod\n", "Proposed account-id")]
    [InlineData("a.txt", "europe-west1-docker.pkg.dev/acme/apps/orderflow-app:latest", "Applied own-image")]
    [InlineData("a.txt", "gcr.io/acme/orderflow:latest", "Applied own-image")]
    [InlineData("a.txt", "gcr.io/acme/orderflow:1.2.3", "Proposed published-version")]
    public void What_others_hang_on_is_not_changed_unseen(string path, string text, string code) =>
        Assert.Equal([code], RenameHarness.Codes(path, text, Order));

    [Fact]
    public void A_reference_beside_a_renamed_key_follows_and_a_second_time_changes_nothing() =>
        Assert.Equal("tenant_id = x.tenant_id\n", RenameHarness.Rename("a.txt", "project_id = x.project_id\n", ("project", "tenant")));

    [Fact]
    public void A_pair_of_hosts_changes_the_host()
    {
        var request = new RenameRequest { Pairs = [new("k8s.gcr.io", "registry.k8s.io", false), new("v1beta1", "v1", false)] };
        const string Before = "image: k8s.gcr.io/pause:3.9\napiVersion: networking.k8s.io/v1beta1\n";
        Assert.Equal("image: registry.k8s.io/pause:3.9\napiVersion: networking.k8s.io/v1\n", RenameHarness.Rename("a.yaml", Before, request));
    }

    [Fact]
    public void The_makers_name_stays_in_a_title() =>
        Assert.Equal("\"Acme Shuttle\" is the Shuttle, shuttle, SHUTTLE_URL", RenameHarness.Rename("a.txt", "\"Acme Agent\" is the Acme Agent, acme-agent, ACME_AGENT_URL", ("acme-agent", "shuttle"), ("agent", "shuttle")));

    [Fact]
    public void What_is_named_after_a_frameworks_type_stays_with_it()
    {
        const string Before = "using System.Threading.Tasks;\nclass X { Task _task = Task.CompletedTask; Task Get() => _task; int taskCount; }\n";
        const string After = "using System.Threading.Tasks;\nclass X { Task _task = Task.CompletedTask; Task Get() => _task; int workCount; }\n";
        Assert.Equal(After, RenameHarness.Rename("A.cs", Before, ("task", "work")));
    }

    [Fact]
    public void A_redirect_from_an_old_page_stays() =>
        Assert.Equal("aliases:\n- /docs/orderflow/\n- /docs/x/orderflow/\ntitle: pult\n", RenameHarness.Rename("page.txt", "aliases:\n- /docs/orderflow/\n- /docs/x/orderflow/\ntitle: orderflow\n", Order));

    [Fact]
    public void A_go_modules_major_version_is_named_where_it_is_fetched()
    {
        var after = new RenameHarness()
            .With("go.mod", "module go.old.org/tool/v3\n")
            .With("a.txt", "go get go.old.org/tool and /go/src/go.old.org/tool, see https://go.old.org/tool and go.old.org/tool/v3/x\n")
            .Apply(("go.old.org/tool", "github.com/new/tool"));
        Assert.Equal("go get github.com/new/tool/v3 and /go/src/github.com/new/tool/v3, see https://github.com/new/tool and github.com/new/tool/v3/x\n", after["a.txt"]);
    }

    [Fact]
    public void An_output_of_a_foreign_module_stays_and_the_argument_beside_it_follows()
    {
        const string Before = """
            module "seed" {
              source  = "org/bootstrap/google"
              version = "1.0.0"
            }

            module "own" {
              source   = "./own"
              sa_email = module.seed.sa_email
            }

            variable "sa_email" {}

            # x = module.seed.sa_email
            """;
        var after = new RenameHarness().With("main.tf", Before).With("own/main.tf", "variable \"sa_email\" {}\n").Apply(("sa_email", "service_account"));
        var expected = Before.Replace("  sa_email = module", "  service_account = module", StringComparison.Ordinal).Replace("variable \"sa_email\"", "variable \"service_account\"", StringComparison.Ordinal);
        Assert.Equal(expected, after["main.tf"]);
        Assert.Equal("variable \"service_account\" {}\n", after["own/main.tf"]);
    }

    [Fact]
    public void What_a_provider_defines_stays()
    {
        const string Before = "resource \"aws_agent\" \"agent\" {\n  agent = 1\n  tags = { agent = \"x\" }\n  agent {\n    x = 1\n  }\n}\n\noutput \"x\" {\n  value = aws_agent.agent.agent\n}\n";
        const string After = "resource \"aws_agent\" \"alloy\" {\n  agent = 1\n  tags = { alloy = \"x\" }\n  agent {\n    x = 1\n  }\n}\n\noutput \"x\" {\n  value = aws_agent.alloy.agent\n}\n\nmoved {\n  from = aws_agent.agent\n  to   = aws_agent.alloy\n}\n";
        Assert.Equal(After, RenameHarness.Rename("main.tf", Before, ("agent", "alloy")));
    }

    [Fact]
    public void A_kind_of_kubernetes_stays() =>
        Assert.Equal(["Left kubernetes-kind", "Applied name"], RenameHarness.Codes("x.yaml", "apiVersion: v1\nkind: Service\nmetadata:\n  name: service\n", RenameHarness.Request(("service", "thing"))));

    [Fact]
    public void A_declaration_changes_with_all_its_uses_or_not_at_all()
    {
        var request = Order with { Keeps = [new RenameKeep("variable \"orderflow_region\"", "another team reads it")] };
        var plan = new RenameHarness().With("main.tf", "variable \"orderflow_region\" {}\n").With("use.tf", "locals {\n  x = var.orderflow_region\n}\n").Plan(request);
        Assert.Equal(["kept", "coordination"], plan.Files.SelectMany(f => f.Occurrences).Select(o => o.Verdict.Code));
        Assert.Empty(plan.ChangedFiles);
    }

    [Fact]
    public void A_frameworks_symbol_stays_and_the_own_one_of_that_spelling_follows()
    {
        const string Before = "class MyTask { System.Threading.Tasks.Task Run() => System.Threading.Tasks.Task.CompletedTask; MyTask Next() => this; }\n";
        const string After = "class MyWork { System.Threading.Tasks.Task Run() => System.Threading.Tasks.Task.CompletedTask; MyWork Next() => this; }\n";
        Assert.Equal(After, RenameHarness.Rename("A.cs", Before, ("Task", "Work")));
    }
}
