namespace Rewriter.Renaming.Rules;

/// <summary>An output of a module that is fetched from elsewhere keeps its name: <c>module.network.vpc_name</c>.</summary>
internal sealed class TerraformModuleRule : IOccurrenceRule
{
    private static readonly RenameVerdict Foreign = RenameVerdict.Leave("foreign-module", "it is an output of a module that is fetched from elsewhere");

    public RenameVerdict? Judge(OccurrenceContext occurrence)
    {
        var text = occurrence.File.Text;
        var start = occurrence.Match.Span.Start;
        while (start > 0 && IsAddress(text[start - 1])) start--;
        var address = text.AsSpan(start, occurrence.Match.Span.End - start);
        if (!address.StartsWith("module.")) return null;
        var name = address["module.".Length..];
        var end = name.IndexOfAny('.', '[');
        return end > 0 && occurrence.Facts.Modules.IsForeign(occurrence.File.Path, name[..end].ToString()) ? Foreign : null;
    }

    private static bool IsAddress(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '[' or ']' or '"' or '*';
}
