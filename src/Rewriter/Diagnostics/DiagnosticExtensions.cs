using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Rewriter.Text;

namespace Rewriter.Diagnostics;

/// <summary>Makes diagnostics at places of files that are not C#.</summary>
public static class DiagnosticExtensions
{
    private const string RemedyKey = "remedy";
    private static readonly ImmutableDictionary<string, string?> Remedies = ImmutableDictionary<string, string?>.Empty;

    /// <summary>A diagnostic about a file as a whole.</summary>
    public static Diagnostic At(this DiagnosticDescriptor descriptor, RepoPath path, params object?[] arguments) =>
        Make(descriptor, Location.Create(path.Value, default, default), arguments);

    /// <summary>A diagnostic about a span (UTF-16, half-open) of a file.</summary>
    public static Diagnostic At(this DiagnosticDescriptor descriptor, SourceFile file, TextSpan span, params object?[] arguments) =>
        Make(descriptor, Location.Create(file.Path.Value, span, file.Lines.SpanOf(span)), arguments);

    /// <summary>A diagnostic about no file.</summary>
    public static Diagnostic Anywhere(this DiagnosticDescriptor descriptor, params object?[] arguments) =>
        Make(descriptor, Location.None, arguments);

    /// <summary>What to do about it; empty where nothing is to be done.</summary>
    public static string Remedy(this Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(RemedyKey, out var remedy) && remedy is not null
            ? remedy
            : diagnostic.Descriptor.Description.ToString(CultureInfo.InvariantCulture);

    // A remedy may speak of the message's arguments, such as the name of a phase.
    private static Diagnostic Make(DiagnosticDescriptor descriptor, Location location, object?[] arguments)
    {
        var remedy = descriptor.Description.ToString(CultureInfo.InvariantCulture);
        var properties = remedy.Contains('{') ? Remedies.Add(RemedyKey, string.Format(CultureInfo.InvariantCulture, remedy, arguments)) : Remedies;
        return Diagnostic.Create(descriptor, location, properties, arguments);
    }
}
