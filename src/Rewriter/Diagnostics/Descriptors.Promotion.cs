using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

public static partial class Descriptors
{
    /// <summary>RW3040: a git command failed.</summary>
    public static readonly DiagnosticDescriptor GitFailed = Error("RW3040", "Git failed",
        "{0}",
        "Correct what git says: the remote's address, the rights to push, or the name and address of who commits. Nothing was pushed in part.");

    /// <summary>RW3041: another branch is checked out.</summary>
    public static readonly DiagnosticDescriptor WrongBranch = Error("RW3041", "Wrong branch",
        "the repository is on {0}, and the step needs '{1}'",
        "Check it out with 'git switch {1}'.");

    /// <summary>RW3042: the work tree is not clean.</summary>
    public static readonly DiagnosticDescriptor TreeNotClean = Error("RW3042", "Work tree is not clean",
        "{0} changed or untracked: {1}",
        "Commit, stash or remove them: what is promoted must be what is committed.");

    /// <summary>RW3043: the branch has commits that the remote has not.</summary>
    public static readonly DiagnosticDescriptor BranchAhead = Error("RW3043", "Branch has commits of its own",
        "'{0}' has {1} that '{2}' does not have",
        "Push them, or set the branch back to the remote's: what is promoted must be what others have.");

    /// <summary>RW3044: a tag is missing.</summary>
    public static readonly DiagnosticDescriptor TagMissing = Error("RW3044", "Tag is missing",
        "there is no tag '{0}' on '{1}'; {2}",
        "Name one that exists, or create and push the tag first.");

    /// <summary>RW3045: a tag stands on another commit.</summary>
    public static readonly DiagnosticDescriptor TagElsewhere = Error("RW3045", "Tag stands elsewhere",
        "tag '{0}' exists on {1}, and not on {2}; {3}",
        "A released version is best left as it is: choose another version, unless the tag was a mistake.");

    /// <summary>RW3046: a version is not greater than the last.</summary>
    public static readonly DiagnosticDescriptor VersionNotGreater = Error("RW3046", "Version is not greater",
        "'{0}' does not come after '{1}', the last release, by Semantic Versioning; {2}",
        "Choose a greater version. To go back to an earlier release, move the tags to it instead of releasing it again.");

    /// <summary>RW3047: somebody else moved a ref.</summary>
    public static readonly DiagnosticDescriptor LeaseLost = Error("RW3047", "Somebody else moved it",
        "'{0}' stands on {1}, and not on {2} as expected; nothing was changed",
        "Look who moved it and why. 'rewrite resume' and 'rewrite rollback' decide anew from what is there then; where a rollback is to leave it as it is now, say 'rollback: keep' at the step.");

    /// <summary>RW3048: a workflow failed.</summary>
    public static readonly DiagnosticDescriptor WorkflowFailed = Error("RW3048", "Workflow failed",
        "'{0}' ended with '{1}': {2}{3}",
        "Read its log, correct the cause and run 'rewrite resume', or 'rewrite rollback' the phase.");

    /// <summary>RW3049: a workflow took too long.</summary>
    public static readonly DiagnosticDescriptor WorkflowTimedOut = Error("RW3049", "Workflow has not ended",
        "'{0}' has not ended within {1}: {2}",
        "{3}");

    /// <summary>RW3050: there is no forge.</summary>
    public static readonly DiagnosticDescriptor ForgeMissing = Error("RW3050", "No place that runs workflows",
        "workflow '{0}' cannot be started: no forge is known for this repository, or nobody gave an identity for it",
        "Set GITHUB_REPOSITORY to OWNER/NAME and GITHUB_TOKEN to a token that may start workflows; on a plain git server use a phase that does the work itself.");

    /// <summary>RW3051: tags do not stand where they should.</summary>
    public static readonly DiagnosticDescriptor TagsElsewhere = Error("RW3051", "Tags are not as expected",
        "'{0}' stands on {1}, but {2}",
        "Look at what should have moved them; 'rewrite resume' looks again.");

    /// <summary>RW3052: a text is no version.</summary>
    public static readonly DiagnosticDescriptor NotAVersion = Error("RW3052", "Not a version",
        "'{0}' is no version by Semantic Versioning 2.0.0",
        "Write MAJOR.MINOR.PATCH, such as v1.2.3 or v2.0.0-rc.1.");

    /// <summary>RW3053: a file of a deployment breaks its contract.</summary>
    public static readonly DiagnosticDescriptor ReleaseFileBroken = Error("RW3053", "File of a deployment breaks its contract",
        "{0}: {1}",
        "Make the file what the migration says. A release file holds the image alone: other settings go to the environment's file, secrets to where secrets are.");

    /// <summary>RW3054: a value can change its meaning.</summary>
    public static readonly DiagnosticDescriptor MutableTag = Error("RW3054", "Tag is not immutable",
        "'{0}' as value of {1} does not fit {2}",
        "Release by a name that means one image for ever: the full commit id, a version, a digest.");

    /// <summary>RW3055: a release file or its key is missing.</summary>
    public static readonly DiagnosticDescriptor ReleaseMissing = Error("RW3055", "Release file is missing",
        "{0}",
        "Create the file with the image's repository and tag, and commit it.");

    /// <summary>RW3056: a rollout is not there yet.</summary>
    public static readonly DiagnosticDescriptor RolloutPending = Error("RW3056", "Rollout has not arrived",
        "'{0}' does not run {1} within {2}: {3}",
        "Look at the application. 'rewrite resume' goes on waiting, 'rewrite rollback' takes the phase back. Where a later commit of the branch is good enough, say 'accept: newer' at the step.");

    /// <summary>RW3057: a rollout cannot be asked for.</summary>
    public static readonly DiagnosticDescriptor RolloutUnknown = Error("RW3057", "Rollout cannot be seen",
        "{0}",
        "Install the program and log it in, or wait by HTTP with 'driver: http'.");

    /// <summary>RW3058: an address holds a password.</summary>
    public static readonly DiagnosticDescriptor AddressWithSecret = Error("RW3058", "Address holds a password",
        "the address of {0} holds a user's password or token, which would end in records",
        "Leave it out; give it to git by a credential helper or GIT_ASKPASS.");

    /// <summary>RW3059: two release files speak of different images.</summary>
    public static readonly DiagnosticDescriptor OtherImage = Error("RW3059", "Release files name different images",
        "{0} is '{1}' in {2} and '{3}' in {4}",
        "The same image is promoted, not another one of the same tag: make both files name one repository.");
}
