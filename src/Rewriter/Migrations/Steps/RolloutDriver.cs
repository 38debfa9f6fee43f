namespace Rewriter.Migrations.Steps;

/// <summary>Who is asked what runs.</summary>
public enum RolloutDriver
{
    /// <summary>The command <c>argocd</c>.</summary>
    ArgoCd,

    /// <summary>The command <c>kubectl</c>, about an Argo CD application or a deployment.</summary>
    Kubectl,

    /// <summary>The application itself, over HTTP.</summary>
    Http,
}
