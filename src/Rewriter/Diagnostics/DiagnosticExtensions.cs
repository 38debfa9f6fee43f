using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Diagnostics;

/// <summary>Makes diagnostics at places of files that are not C#.</summary>
public static class DiagnosticExtensions
{
    /// <summary>A diagnostic about a file as a whole.</summary>
    public static Diagnostic At(this DiagnosticDescriptor descriptor, RepoPath path, params object?[] arguments) =>
        Diagnostic.Create(descriptor, Location.Create(path.Value, default, default), arguments);

    /// <summary>A diagnostic about a span (UTF-16, half-open) of a file.</summary>
    public static Diagnostic At(this DiagnosticDescriptor descriptor, SourceFile file, TextSpan span, params object?[] arguments) =>
        Diagnostic.Create(descriptor, Location.Create(file.Path.Value, span, file.Lines.SpanOf(span)), arguments);

    /// <summary>A diagnostic about no file.</summary>
    public static Diagnostic Anywhere(this DiagnosticDescriptor descriptor, params object?[] arguments) =>
        Diagnostic.Create(descriptor, Location.None, arguments);

    /// <summary>What to do about it; empty where nothing is to be done.</summary>
    public static string Remedy(this Diagnostic diagnostic) =>
        diagnostic.Descriptor.Description.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
