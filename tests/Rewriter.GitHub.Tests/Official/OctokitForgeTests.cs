using Rewriter.Forges;
using Rewriter.GitHub.Official;

namespace Rewriter.GitHub.Tests.Official;

/// <summary>The contract over Octokit.</summary>
public sealed class OctokitForgeTests : ForgeContract
{
    protected override IForge Forge(GitHubOptions options) => new OctokitForge(options);
}
