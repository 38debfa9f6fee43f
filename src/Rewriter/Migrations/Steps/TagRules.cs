using Rewriter.Definitions;
using Rewriter.Diagnostics;

namespace Rewriter.Migrations.Steps;

/// <summary>What a promotion may do with tags that exist.</summary>
/// <param name="IfExists">What happens where a tag exists that is to be created.</param>
/// <param name="RecreateIf">The setting whose <c>yes</c> lets such a tag move; null where none does.</param>
/// <param name="OlderIf">The setting whose <c>yes</c> lets a version be released that does not come after the last; null where none does.</param>
public sealed record TagRules(ExistingTag IfExists, string? RecreateIf, string? OlderIf)
{
    internal (string Setting, string? Value)? Recreate(StepContext context) => RecreateIf is null ? null : (RecreateIf, context.Settings.Find(RecreateIf));

    internal (string Setting, string? Value)? Older(StepContext context) => OlderIf is null ? null : (OlderIf, context.Settings.Find(OlderIf));

    internal static TagRules Read(DefinitionReader reader, MigrationScope scope)
    {
        var ifExists = reader.Choice("ifExists", ExistingTag.Same, ("same", ExistingTag.Same), ("fail", ExistingTag.Fail), ("move", ExistingTag.Move));
        if (ifExists == ExistingTag.Move && !reader.Has("recreateIf")) reader.RequiredText("recreateIf");
        return new TagRules(ifExists, scope.ReadSetting(reader, "recreateIf"), scope.ReadSetting(reader, "olderIf"));
    }
}
