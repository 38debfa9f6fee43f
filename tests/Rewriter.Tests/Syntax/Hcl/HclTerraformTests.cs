using Rewriter.Syntax;

namespace Rewriter.Tests.Syntax.Hcl;

public sealed class HclTerraformTests
{
    [Fact]
    public void Backend_prefix_locals_defaults_and_resource_names_have_the_paths_that_rules_select()
    {
        const string Text = """
            terraform {
              backend "gcs" {
                prefix = "orderflow/prod"
              }
            }
            variable "service_name" {
              default = "orderflow-app"
            }
            locals {
              secrets = {
                django = { secret_id = "orderflow-django-secret-key" }
              }
              name_prefix = "orderflow-${var.environment}"
            }
            resource "google_cloud_run_v2_service" "app" {
              name = "orderflow-app"
            }
            """;
        var document = ReaderHarness.Read("infra/main.tf", Text);
        var values = document.Leaves.Where(l => l.Label == Label.Value).Select(l => $"{l.Path} = {l.Decode(Text)}");
        Assert.Equal(
            [
                "terraform.backend.gcs.prefix = orderflow/prod",
                "variable.service_name.default = orderflow-app",
                "locals.secrets.django.secret_id = orderflow-django-secret-key",
                "locals.name_prefix = orderflow-",
                "resource.google_cloud_run_v2_service.app.name = orderflow-app",
            ],
            values);
    }

    [Theory]
    [InlineData("variable \"x\" {}", "terraform.variable x def infra")]
    [InlineData("output \"x\" {}", "terraform.output x def infra")]
    [InlineData("resource \"t\" \"n\" {}", "terraform.resource t.n def infra")]
    [InlineData("resource t n {}", "terraform.resource t.n def infra")]
    [InlineData("data \"t\" \"n\" {}", "terraform.data t.n def infra")]
    [InlineData("ephemeral \"t\" \"n\" {}", "terraform.ephemeral t.n def infra")]
    [InlineData("module \"m\" {}", "terraform.module m def infra")]
    [InlineData("locals {\n  x = 1\n}", "terraform.local x def infra")]
    [InlineData("provider \"p\" {\n  alias = \"w\"\n}", "terraform.provider p.w def infra")]
    [InlineData("terraform {\n  required_providers {\n    p = { configuration_aliases = [p.w] }\n  }\n}", "terraform.provider p.w def infra")]
    [InlineData("a = var.x", "terraform.variable x use infra")]
    [InlineData("a = \"${var.x}\"", "terraform.variable x use infra")]
    [InlineData("a = <<E\n${var.x}\nE\n", "terraform.variable x use infra")]
    [InlineData("a = local.x.y.z", "terraform.local x use infra")]
    [InlineData("a = t.n.id", "terraform.resource t.n use infra")]
    [InlineData("a = t.n[0].id", "terraform.resource t.n use infra")]
    [InlineData("a = data.t.n.id", "terraform.data t.n use infra")]
    [InlineData("a = module.m.out", "terraform.module m use infra", "terraform.output out use module.m")]
    [InlineData("a = module.m[\"k\"].out.x", "terraform.module m use infra", "terraform.output out use module.m")]
    [InlineData("a = module.m[*].out", "terraform.module m use infra", "terraform.output out use module.m")]
    [InlineData("module \"m\" {\n  source = \"./m\"\n  version = 1\n  for_each = {}\n  cidr = 1\n}", "terraform.module m def infra", "terraform.variable cidr use module.m")]
    [InlineData("module \"m\" {\n  providers = { p.a = p.w }\n}", "terraform.module m def infra", "terraform.provider p.w use infra")]
    [InlineData("resource \"t\" \"n\" {\n  provider = p.w\n}", "terraform.resource t.n def infra", "terraform.provider p.w use infra")]
    [InlineData("moved {\n  from = t.old\n  to = t.n\n}", "terraform.resource t.n use infra")]
    [InlineData("a = resource.t.n.id", "terraform.resource t.n use infra")]
    [InlineData("moved {\n  from = t.old\n  to = module.m.t.n\n}", "terraform.module m use infra", "terraform.resource t.n use module.m")]
    [InlineData("import {\n  to = module.m[\"k\"].module.i.data.t.n[0]\n  id = module.m.out\n}", "terraform.module m use infra", "terraform.module i use module.m", "terraform.data t.n use module.m.module.i", "terraform.module m use infra", "terraform.output out use module.m")]
    public void Declarations_and_uses_are_named(string text, params string[] expected) => Assert.Equal(expected, Symbols("infra/main.tf", text));

    [Theory]
    [InlineData("a = [for x in [1] : x.y]")]
    [InlineData("a = {for k, v in {} : k.a => v.b}")]
    [InlineData("b {\n  dynamic \"env\" {\n    content {\n      a = env.value\n    }\n  }\n}")]
    [InlineData("b {\n  dynamic \"env\" {\n    iterator = it\n    content {\n      a = it.value\n    }\n  }\n}")]
    [InlineData("a = \"%{ for x in [1] }${x.y}%{ endfor }\"")]
    [InlineData("b {\n  lifecycle {\n    ignore_changes = [template[0].labels, metadata.a]\n  }\n}")]
    [InlineData("a = each.value + count.index + self.x + path.module + terraform.workspace")]
    [InlineData("removed {\n  from = t.old\n}")]
    [InlineData("a = \"var.x\" # var.x")]
    public void Names_that_only_look_like_references_are_none(string text) => Assert.Empty(Symbols("main.tf", text));

    [Fact]
    public void A_loop_variable_is_forgotten_behind_its_loop() =>
        Assert.Equal(["terraform.resource x.y use "], Symbols("main.tf", "a = [[for x in [1] : x.y], x.y]"));

    [Fact]
    public void A_key_of_a_values_file_is_a_variable_of_the_folder() =>
        Assert.Equal(["terraform.variable service_name use envs/prod"], Symbols("envs/prod/x.auto.tfvars", "service_name = { a = \"b\" }"));

    [Theory]
    [InlineData("terragrunt.hcl")]
    [InlineData("gcs.tfbackend")]
    public void Files_that_are_not_Terraforms_declare_nothing(string name) => Assert.Empty(Symbols(name, "variable \"x\" {}\na = var.x\n"));

    private static string[] Symbols(string file, string text)
    {
        var document = ReaderHarness.Read(file, text);
        Assert.Empty(document.Problems);
        return document.Leaves.Where(l => l.Symbol is not null).Select(l => $"{l.Symbol!.Kind} {l.Symbol.Name} {(l.Symbol.IsDefinition ? "def" : "use")} {l.Symbol.Scope}").ToArray();
    }
}
