using Rewriter.Forges;

namespace Rewriter.GitHub.Tests;

/// <summary>The contract over REST.</summary>
public sealed class RestForgeTests : ForgeContract
{
    protected override IForge Forge(GitHubOptions options) => new RestForge(options);
}
