using System.Text.RegularExpressions;

namespace Rewriter.Deployment;

/// <summary>What a name of a type may look like.</summary>
/// <param name="Minimum">The least number of characters.</param>
/// <param name="Maximum">The greatest number of characters.</param>
/// <param name="Pattern">A regular expression that the whole name meets.</param>
/// <param name="Text">The pattern for people.</param>
public sealed record NameLimits(int Minimum, int Maximum, string Pattern, string Text)
{
    /// <summary>What is wrong with a name of a type (a Pulumi token or a Terraform type); null where it is right or nothing is known of the type.</summary>
    public static string? Check(string type, string name) => ResourceTypeCatalog.Find(type)?.Names?.Check(name);

    /// <summary>What is wrong with a name; null where it is right.</summary>
    public string? Check(string name)
    {
        if (name.Length < Minimum || name.Length > Maximum)
            return $"'{name}' has {name.Length} characters; {Minimum} to {Maximum} are allowed";
        return Regex.IsMatch(name, $"^(?:{Pattern})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) && !name.EndsWith('\n')
            ? null
            : $"'{name}' is not made of {Text}";
    }
}
