using System.Runtime.CompilerServices;

namespace Rewriter.Deployment.Hazards.Rules;

/// <summary>H24: secrets lie on the disk in plain text.</summary>
internal sealed class PlainSecrets : HazardRule
{
    public override string Id => "H24";

    public override string Title => "Plain secrets on disk";

    public override HazardSeverity Severity => HazardSeverity.High;

    public override string ClearedBy => "deleting the file and changing the secret";

    public override IEnumerable<HazardFinding> Find(HazardContext context) =>
        from mention in context.Mentions
        where mention.Kind == MentionKind.PlainSecret
        group mention by mention.File into file
        select Finding(
            file.Key,
            $"'{file.Key}' holds {file.Count()} secret value{(file.Count() == 1 ? string.Empty : "s")} in plain text.",
            "Delete the file, and change the secret if the file was ever committed or copied.",
            file.Select(m => m.Evidence()));

    [ModuleInitializer]
    internal static void Register() => HazardAnalyzer.Register(new PlainSecrets());
}
