using Rewriter.Diagnostics;
using Rewriter.Forges;
using Rewriter.Git;
using Rewriter.Processes;

namespace Rewriter.Migrations.Steps;

/// <summary>Turns what git and forges throw into results of steps.</summary>
internal static class GitGuard
{
    /// <summary>How many digits of an object's id people are shown.</summary>
    private const int ShortLength = 10;

    /// <summary>Does some work; a failure of git or of the forge is the step's result.</summary>
    public static async Task<StepResult> TryAsync(Func<Task<StepResult>> work)
    {
        try
        {
            return await work();
        }
        catch (GitException failed)
        {
            return Errored(failed.Message);
        }
        catch (ProgramMissingException missing) when (missing.Program == "git")
        {
            return Errored(missing.Message);
        }
        catch (ForgeException failed)
        {
            return StepResult.Failed(Descriptors.EngineFailed.Anywhere($"{failed.Message.TrimEnd('.')}. {failed.Remedy}", failed.Code)) with { Outcome = StepOutcome.Errored };
        }
    }

    /// <summary>A step that git kept from being tried.</summary>
    public static StepResult Errored(string message) => StepResult.Failed(Descriptors.GitFailed.Anywhere(message)) with { Outcome = StepOutcome.Errored };

    /// <summary>An object's id as people read it; words for none.</summary>
    public static string Short(string? id) => id is null ? "nothing" : id.Length > ShortLength && id.All(char.IsAsciiHexDigitLower) ? id[..ShortLength] : id;

    /// <summary>The setting that a template misses, as a result; null where it misses none.</summary>
    public static StepResult? Expand(StepContext context, string template, string what, out string text)
    {
        text = context.Settings.Expand(template, out var missing);
        return missing is null ? null : StepResult.Failed(Descriptors.SettingMissing.Anywhere(missing, what));
    }
}
