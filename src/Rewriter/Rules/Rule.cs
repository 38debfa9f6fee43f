using System.Collections.Immutable;

namespace Rewriter.Rules;

/// <summary>Which occurrences change to the name that their role has in the wanted generation, and why.</summary>
/// <param name="Id">Its name in reports.</param>
/// <param name="Why">Its intent.</param>
/// <param name="Roles">The roles whose names it changes.</param>
/// <param name="Where">The places in which it does.</param>
/// <param name="Except">Places among these that it leaves alone.</param>
/// <param name="Expect">How many places it must find, in whichever generation; null where that is open.</param>
/// <param name="Safety">Whether a person must agree.</param>
/// <param name="Tests">Its inline tests.</param>
public sealed record Rule(
    string Id,
    string Why,
    ImmutableArray<Role> Roles,
    Selection Where,
    ImmutableArray<RuleException> Except,
    int? Expect,
    RuleSafety Safety,
    ImmutableArray<RuleTest> Tests)
{
    /// <summary>True where the rule means this occurrence of one of its roles, exceptions aside.</summary>
    public bool Selects(Occurrence occurrence) => MeaningFor(occurrence) is not null && Where.Covers(occurrence);

    /// <summary>Whose name an occurrence is, as far as this rule is concerned; null where it concerns none of its roles.</summary>
    public NameMeaning? MeaningFor(Occurrence occurrence) => occurrence.Meanings.FirstOrDefault(m => Roles.Contains(m.Role));
}
