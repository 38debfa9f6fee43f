namespace Rewriter.Initializing;

/// <summary>What a file is to an infrastructure.</summary>
internal enum FileKind
{
    /// <summary>Terraform and its values.</summary>
    Terraform,

    /// <summary>A workflow that runs Terraform.</summary>
    TerraformWorkflow,

    /// <summary>A workflow that deploys.</summary>
    DeployWorkflow,

    /// <summary>Any other workflow.</summary>
    Workflow,

    /// <summary>Compose, Kubernetes, Argo CD, Helm values.</summary>
    Manifest,

    /// <summary>A script.</summary>
    Script,

    /// <summary>Makefile, environment, configuration.</summary>
    Tool,

    /// <summary>For people.</summary>
    Document,

    /// <summary>Markup and styles of pages.</summary>
    Web,

    /// <summary>What was.</summary>
    History,

    /// <summary>A program.</summary>
    Code,
}
