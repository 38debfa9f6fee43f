using System.Runtime.CompilerServices;
using Rewriter.Text;

namespace Rewriter.Syntax.Hcl;

/// <summary>
/// The native syntax of HashiCorp's configuration language, as Terraform, OpenTofu, Packer and Terragrunt write it.
/// Accepts what HashiCorp's own parser accepts; Terraform's names are declared and referred to in
/// <c>.tf</c>, <c>.tofu</c> and <c>.tfvars</c> files only.
/// </summary>
public sealed class HclLanguage : ILanguage
{
    /// <summary>The one instance.</summary>
    public static HclLanguage Instance { get; } = new();

    /// <inheritdoc/>
    public string Id => "hcl";

    /// <inheritdoc/>
    public IReadOnlyList<string> Aliases { get; } = ["terraform", "tf", "tofu", "tfvars", "opentofu"];

    /// <inheritdoc/>
    public bool UnderstandsHoles => true;

    /// <inheritdoc/>
    public int Claim(RepoPath path, ReadOnlySpan<char> head) =>
        path.Name == ".terraform.lock.hcl" ? 100
        : path.Extension is ".tf" or ".tfvars" or ".hcl" or ".tofu" or ".tfbackend" ? 50
        : 0;

    /// <inheritdoc/>
    public SyntaxDocument Read(ReadRequest request) => new HclReader(request).Read();

    [ModuleInitializer]
    internal static void Register() => LanguageCatalog.Register(Instance);
}
