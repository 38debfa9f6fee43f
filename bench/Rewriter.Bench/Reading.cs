using Rewriter.Bench.Documents;
using Rewriter.Syntax;
using Rewriter.Text;

namespace Rewriter.Bench;

/// <summary>Calls readers.</summary>
internal static class Reading
{
    /// <summary>Reads a document each time it is called.</summary>
    public static Func<SyntaxDocument> Of(Sample sample)
    {
        var file = SourceFile.FromText(RepoPath.Parse(sample.Path), sample.Text);
        var language = LanguageCatalog.Find(sample.Language)!;
        var request = ReadRequest.File(file, language);
        return () => language.Read(request);
    }
}
