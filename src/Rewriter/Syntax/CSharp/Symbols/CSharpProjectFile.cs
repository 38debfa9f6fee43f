using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Rewriter.Text;

namespace Rewriter.Syntax.CSharp.Symbols;

/// <summary>What a project file says that names depend on: which projects it references, which namespaces it imports.</summary>
/// <param name="Path">The project file.</param>
/// <param name="References">The project files it references, as far as their paths can be read.</param>
/// <param name="Usings">Namespaces that every file of the project imports.</param>
internal sealed record CSharpProjectFile(RepoPath Path, ImmutableArray<RepoPath> References, ImmutableArray<string> Usings)
{
    private static readonly string[] SdkUsings = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] WebUsings = ["System.Net.Http.Json", "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging"];

    /// <summary>Reads a project file. One that is no XML says nothing; names then stay unresolved rather than wrong.</summary>
    public static CSharpProjectFile Read(SourceFile file, IEnumerable<SourceFile> directoryProps)
    {
        var root = Root(file);
        var settings = directoryProps.Where(p => file.Path.IsUnder(p.Path.Parent)).Select(Root).Append(root).OfType<XElement>().ToList();
        var usings = settings.SelectMany(s => Elements(s, "Using").Select(u => u.Attribute("Include")?.Value)).OfType<string>().ToList();
        if (settings.Any(s => Elements(s, "ImplicitUsings").Any(e => e.Value.Trim() is "enable" or "true")))
        {
            usings.AddRange(SdkUsings);
            if (root?.Attribute("Sdk")?.Value == "Microsoft.NET.Sdk.Web") usings.AddRange(WebUsings);
        }

        var references = root is null ? [] : Elements(root, "ProjectReference").Select(r => r.Attribute("Include")?.Value).OfType<string>();
        return new CSharpProjectFile(file.Path, [.. references.Select(r => Combine(file.Path.Parent, r)).OfType<RepoPath>()], [.. usings.Distinct(StringComparer.Ordinal)]);
    }

    private static XElement? Root(SourceFile file)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(file.Text), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            // Half-written project files are met; the sources are grouped by their folder all the same.
            return null;
        }
    }

    private static IEnumerable<XElement> Elements(XElement root, string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    /// <summary>A path relative to a folder, with <c>..</c>; null where it leaves the repository or holds a property.</summary>
    private static RepoPath? Combine(RepoPath folder, string relative)
    {
        var segments = folder.Segments.ToList();
        foreach (var segment in relative.Replace('\\', '/').Split('/'))
        {
            if (segment is "." or "") continue;
            if (segment != "..") segments.Add(segment);
            else if (segments.Count > 0) segments.RemoveAt(segments.Count - 1);
            else return null;
        }

        return RepoPath.TryParse(string.Join('/', segments), out var path) ? path : null;
    }
}
