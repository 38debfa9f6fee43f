using Rewriter.Git;

namespace Rewriter.Migrations.Steps;

/// <summary>The branches and tags of a remote; in a plan, with the tags where the steps before would put them.</summary>
internal static class PlannedRefs
{
    /// <summary>Asks a remote; nothing is fetched and nothing written.</summary>
    /// <exception cref="GitException">It cannot be reached.</exception>
    public static async Task<RemoteRefs> ReadAsync(StepContext context, string remote, CancellationToken cancellationToken)
    {
        var refs = await RemoteRefs.ReadAsync(context.Git, remote, cancellationToken);
        return refs with { All = refs.All.SetItems(context.PlannedTags.Where(t => t.Key.Remote == remote).Select(t => KeyValuePair.Create(t.Value.Name, t.Value))) };
    }

    /// <summary>Notes in a plan where a step would put a tag, for those behind it.</summary>
    public static void Plan(StepContext context, string remote, string tag, string commit)
    {
        var name = GitRepository.TagPrefix + tag;
        context.PlannedTags[(remote, name)] = new RemoteRef(name, commit, commit);
    }
}
