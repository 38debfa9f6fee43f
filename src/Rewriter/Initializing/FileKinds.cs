using System.Text.RegularExpressions;
using Rewriter.Text;

namespace Rewriter.Initializing;

/// <summary>Tells what a file is by its path, and a workflow by what it runs.</summary>
internal static partial class FileKinds
{
    public static FileKind Of(RepoPath path, string text)
    {
        var extension = path.Extension.ToLowerInvariant();
        if (History().IsMatch(path.Name)) return FileKind.History;
        if (path.Value.StartsWith(".github/workflows/", StringComparison.Ordinal) || path.Name is ".gitlab-ci.yml" or "azure-pipelines.yml" or "cloudbuild.yaml") return OfWorkflow(text);
        return extension switch
        {
            ".tf" or ".tfvars" or ".tofu" or ".hcl" => FileKind.Terraform,
            ".md" or ".markdown" or ".rst" or ".adoc" or ".txt" => FileKind.Document,
            ".css" or ".scss" or ".less" or ".html" or ".htm" or ".svg" or ".vue" => FileKind.Web,
            ".sh" or ".bash" or ".zsh" or ".ps1" => FileKind.Script,
            ".cs" or ".py" or ".go" or ".js" or ".ts" or ".tsx" or ".jsx" or ".java" or ".kt" or ".rb" or ".php" or ".rs" or ".c" or ".cc" or ".cpp" or ".h" or ".sql" or ".ipynb" => FileKind.Code,
            ".yaml" or ".yml" => FileKind.Manifest,
            _ => FileKind.Tool,
        };
    }

    private static FileKind OfWorkflow(string text) =>
        Terraform().IsMatch(text) ? FileKind.TerraformWorkflow : Deploys().IsMatch(text) ? FileKind.DeployWorkflow : FileKind.Workflow;

    [GeneratedRegex(@"^(CHANGELOG|CHANGES|HISTORY|NEWS|RELEASES?|RELEASE[-_]NOTES)(\.|$)", RegexOptions.IgnoreCase)]
    private static partial Regex History();

    [GeneratedRegex(@"\b(terraform|tofu|terragrunt) +(init|plan|apply)\b")]
    private static partial Regex Terraform();

    [GeneratedRegex(@"gcloud +run +(deploy|jobs|services)|deploy-cloudrun|kubectl +(apply|set|rollout)|helm +upgrade|argocd +app|aws +(ecs|lambda)|az +(webapp|containerapp)|amazon-ecs-deploy|flyctl +deploy")]
    private static partial Regex Deploys();
}
