using Microsoft.CodeAnalysis;

namespace Rewriter.Diagnostics;

public static partial class Descriptors
{
    /// <summary>RW5021: the checkout is not at the base's head.</summary>
    public static readonly DiagnosticDescriptor CheckoutNotAtBase = Error("RW5021", "Checkout is not at the base's head",
        "the checkout is at {0}, and the head of '{1}' is {2}",
        "Run 'git fetch origin' and 'git switch --detach origin/{1}', then try again. The commit is made on the base's head, so the plan must be made on it.");

    /// <summary>RW5022: a file differs from the commit that the pull request would be made on.</summary>
    public static readonly DiagnosticDescriptor CheckoutDirty = Error("RW5022", "Checkout has changes of its own",
        "'{0}' is not what the head of {1} holds",
        "Commit it to the base, stash it, or work in a fresh checkout. What is proposed is the base and the plan's changes, nothing else.");

    /// <summary>RW5023: a person pushed to the branch.</summary>
    public static readonly DiagnosticDescriptor BranchIsForeign = Error("RW5023", "A person pushed to the branch",
        "'{0}' has a commit of {1} ({2}), so it is left as it is",
        "Bring the change to the base and run again, or replace it with --overwrite.");

    /// <summary>RW5024: a person closed the pull request.</summary>
    public static readonly DiagnosticDescriptor PullRequestDeclined = Warning("RW5024", "Pull request was closed by a person",
        "pull request #{0} was closed by {1}, so phase '{2}' is not proposed again",
        "Say --reopen to propose it all the same.");

    /// <summary>RW5025: an earlier phase is not merged, applied and verified.</summary>
    public static readonly DiagnosticDescriptor EarlierPhaseNotReady = Error("RW5025", "An earlier phase is not ready",
        "'{0}' is proposed once '{1}' is merged, applied and verified; {2}",
        "Merge it, run 'rewrite apply {1}' and 'rewrite verify {1}' on the base, and commit .rewrite/ledger.jsonl, by which other checkouts know of it.");

    /// <summary>RW5026: somebody else moved the branch, again and again.</summary>
    public static readonly DiagnosticDescriptor BranchRaceLost = Error("RW5026", "Branch was moved by somebody else",
        "'{0}' was moved by somebody else in each of {1} tries",
        "Look for another run that works on it; then run again.");

    /// <summary>RW5027: a file is stored otherwise than it lies on the disk.</summary>
    public static readonly DiagnosticDescriptor FileFiltered = Error("RW5027", "File is stored through a filter",
        "git stores the file otherwise than it lies on the disk (a filter of .gitattributes), and more than its line ends differ",
        "Exclude the file from the migration, or take the filter off it. What would be stored cannot be told without running the filter.");

    /// <summary>RW5028: the folder is no checkout.</summary>
    public static readonly DiagnosticDescriptor NoCheckout = Error("RW5028", "Folder is no git checkout",
        "'{0}' has no commit of git, or there is no git",
        "Work in a clone of the repository, with git on the path.");

    /// <summary>RW5029: there is no such base.</summary>
    public static readonly DiagnosticDescriptor BaseMissing = Error("RW5029", "No such base",
        "there is no branch '{0}'",
        "Name the branch that the pull request goes to with --base.");

    /// <summary>RW5030: a required check is red.</summary>
    public static readonly DiagnosticDescriptor RequiredCheckFailed = Error("RW5030", "Required check failed",
        "check '{0}' failed on pull request #{1} ({2})",
        "Look at the check. Correct the cause on the base, so that the commit is made anew, or run the check again; then 'rewrite resume'.");

    /// <summary>RW5031: a merged change cannot be taken back by itself.</summary>
    public static readonly DiagnosticDescriptor RevertConflicts = Error("RW5031", "Merged change was changed since",
        "'{1}' was changed since pull request #{0} was merged, so its opposite cannot be proposed",
        "Take the change back by hand, with 'git revert', and resolve what conflicts.");

    /// <summary>RW5032: the server shares no secret with the sender of webhooks.</summary>
    public static readonly DiagnosticDescriptor WebhookSecretMissing = Error("RW5032", "Webhook has no secret",
        "no secret is given by which webhooks are known to come from the host",
        "Set REWRITE_WEBHOOK_SECRET_FILE, or REWRITE_WEBHOOK_SECRET, to the secret that the webhook was given.");

    /// <summary>RW5033: there is no event to answer.</summary>
    public static readonly DiagnosticDescriptor EventMissing = Error("RW5033", "No event to answer",
        "GITHUB_EVENT_PATH names no file with an event",
        "Run it in a workflow, which sets GITHUB_EVENT_NAME and GITHUB_EVENT_PATH.");
}
