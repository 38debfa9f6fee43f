using System.Collections.Immutable;
using System.Text;
using Rewriter.Deployment;
using Rewriter.EngineContract;

namespace Rewriter.Terraform.Tests;

/// <summary>The contract of engines, over the real Terraform. What is wanted is its configuration.</summary>
[RealTerraform(NoCloud = "the objects of 'terraform_data' exist in the state only")]
public sealed class TerraformContractTests : EngineContractTests
{
    protected override EngineBench MakeBench() => new TerraformBench();

    private sealed class TerraformBench : EngineBench
    {
        private readonly Sandbox _box = new();

        public TerraformBench() => _box.Options = _box.Options with { DestroyOnRollback = true };

        public override IDeploymentEngine Engine => _box.Engine;

        public override DeploymentTarget Want(params Wish[] wanted) => Want(wanted, slow: null);

        public override string Address(string name) => "terraform_data." + name;

        public override ResourceDeclaration Declare(Wish wish) => new() { Address = Address(wish.Name), Role = "thing", Type = "terraform_data", LogicalName = wish.Name };

        public override string ImportId(Wish wish) => wish.Object;

        public override Task<EngineState?> StateAsync() => _box.StateAsync(StateKey);

        public override IEnumerable<string> KeptTexts() => _box.FilesInFolder().Where(f => f.EndsWith(".tfstate", StringComparison.Ordinal)).Select(f => f + "\n" + File.ReadAllText(Path.Combine(_box.Folder, f)));

        // The configuration is the same but for a provisioner, which no plan shows.
        public override async Task<DeploymentOutcome> ApplyCancelledAsync(DeploymentTarget target, string digest, string during)
        {
            Want([new Wish("a", "object-a"), new Wish("b", "object-b") { After = "a" }, new Wish("c", "object-c") { After = "b" }], during);
            using var cancel = new CancellationTokenSource();
            var progress = new EngineContract.Recorder(e =>
            {
                if (e.Kind == DeploymentEventKind.Note && e.Address == Address(during)) cancel.Cancel();
            });
            return await Engine.ApplyAsync(target, digest, progress, cancel.Token);
        }

        public override DeploymentTarget WantSecret(string value)
        {
            _box.Main("variable \"token\" {\n  sensitive = true\n}\nresource \"terraform_data\" \"vault\" {\n  input = var.token\n}\n");
            _box.Options = _box.Options with { SecretVariables = ImmutableSortedDictionary<string, string>.Empty.Add("token", value) };
            return Sandbox.Target(StateKey);
        }

        protected override void Dispose(bool disposing) => _box.Dispose();

        private DeploymentTarget Want(Wish[] wanted, string? slow)
        {
            var text = new StringBuilder();
            foreach (var wish in wanted) Write(text, wish, wish.Name == slow);
            _box.Main(text.ToString());
            return Sandbox.Target(StateKey);
        }

        private static void Write(StringBuilder text, Wish wish, bool slow)
        {
            text.Append($"resource \"terraform_data\" \"{wish.Name}\" {{\n  input            = \"{wish.Value}\"\n  triggers_replace = \"{wish.Object}\"\n");
            if (wish.After is { } needed) text.Append($"  depends_on       = [terraform_data.{needed}]\n");
            if (wish.Protect) text.Append("  lifecycle {\n    prevent_destroy = true\n  }\n");
            if (slow) text.Append("  provisioner \"local-exec\" {\n    command = \"sleep 30\"\n  }\n");
            text.Append("}\n");
        }
    }
}
